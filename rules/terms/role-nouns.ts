/** Nouns for a person in a role, in the singular, none of which says a gender. Put together by hand in 2026-11. */
export const roleNouns: ReadonlySet<string> = new Set(
  `accountant admin administrator adopter adviser advisor advocate agent ambassador analyst applicant appointee
  apprentice approver architect artist assessor assignee assistant associate attendee attorney auditor author
  beginner beneficiary buyer candidate caregiver carer ceo cfo chairperson champion chef chief child ciso citizen
  claimant client clinician cmo coach colleague commander committer complainant consultant consumer contact
  contractor contributor controller coo coordinator counsellor counselor cpo creator cro cto customer dependant
  dependent designer developer devops director dispatcher doctor donor dri driver editor educator electrician
  employee employer engineer evaluator evp examiner executive expert facilitator fellow founder freelancer guest
  guide head helper hire host individual innovator inspector instructor intern interviewee interviewer introvert
  investigator investor joiner journalist judge lawyer lead leader learner leaver lecturer librarian maintainer
  manager marketer member mentee mentor merchant moderator newbie newcomer notary nurse observer officer operator
  organiser organizer owner panelist parent participant partner patient payee person physician pilot player
  practitioner presenter president principal proctor producer professional professor programmer proposer provider
  psychologist purchaser rapporteur reader recipient recruit recruiter referee referrer registrar rep reporter
  representative requester requestor researcher resident respondent responder retiree reviewee reviewer
  safeguarder scientist secretary seller shareholder signatory signer speaker specialist spokesperson sponsor
  stakeholder starter steward strategist student submitter subscriber supervisor supplier supporter surgeon svp
  teacher teammate technician tenant tester therapist trainee trainer traveler traveller treasurer trustee tutor
  user vendor victim visitor volunteer vp whistleblower witness worker writer`.split(/\s+/),
);
