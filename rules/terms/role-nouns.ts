/** Nouns for a person in a role, in the singular, none of which says a gender. Put together by hand in 2026-11. */
export const roleNouns: ReadonlySet<string> = new Set(
  `accountant accused actor admin administrator adopter adviser advisor advocate agent ambassador analyst annuitant
  appellant applicant appointee apprentice approver architect artist assessor assignee assistant associate attacker
  attendee attorney auditor author baby baker barista bartender beginner beneficiary bidder bookkeeper borrower
  buddy buyer caller candidate caregiver carer carpenter cashier ceo cfo chair chairperson champion chef chief child
  ciso citizen claimant cleaner clerk client clinician cmo co-founder co-worker coach colleague commander committer
  complainant composer concierge consultant consumer contact contractor contributor controller coo cook coordinator
  counsellor counselor courier coworker cpo creator creditor cro cto curator customer dancer dealer debtor
  decision-maker delegate dependant dependent deputy designer developer devops director dispatcher doctor donor dri
  driver editor educator electrician employee employer engineer enrolee enrollee entrant evaluator evp examiner
  executive expat expatriate expert facilitator farmer fellow filer firefighter founder freelancer graduate grantee
  grantor guard guardian guest guide hacker head helper hire holder host impostor individual informant innovator
  inspector instructor insured intern interpreter interviewee interviewer introvert intruder inventor investigator
  investor invitee janitor joiner journalist judge junior kid landlord lawyer lead leader learner leaver lecturer
  lender liaison librarian licensee loser maintainer manager marketer mechanic mediator member mentee mentor
  merchant messenger moderator musician negotiator newbie newcomer nominator nominee notary novice nurse observer
  occupant offender officeholder officer official onboarder operator organiser organizer owner panelist paramedic
  parent participant partner party passenger patient payee payer pensioner perpetrator person photographer physician
  pilot planner player plumber policyholder practitioner presenter president principal proctor producer professional
  professor programmer promoter proponent proposer prosecutor provider psychologist publisher purchaser ranger
  rapporteur rater reader receptionist recipient recruit recruiter referee referrer registrar relative renter rep
  reporter representative requester requestor researcher resident respondent responder retailer retiree reviewee
  reviewer safeguarder sailor salesperson scientist secretary seller sender shareholder sibling signatory signee
  signer singer soldier speaker specialist spokesperson sponsor spouse squatter staffer stakeholder stand-in starter
  steward strategist student submitter subordinate subscriber superior supervisor supplier supporter surgeon
  surveyor survivor suspect svp taxpayer teacher team-lead teammate technician tenant tester therapist timekeeper
  toddler trainee trainer transferee transferor translator traveler traveller treasurer trustee tutor typist
  undersigned underwriter uploader user vendor veteran vice-chair victim viewer visitor volunteer voter vp waiter
  warden watcher whistleblower winner witness worker workmate writer wrongdoer`.split(/\s+/),
);
