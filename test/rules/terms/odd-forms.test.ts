import { describe, expect, test } from "vitest";
import { metas, pageOf, reportsOf } from "../built-in.ts";

/** The rules that judge wording, as they run where nothing is configured. */
const wording = metas.filter(
  ({ id, status, isSlow }) =>
    /^(?:inclusive|jobs|policy|prose)\//.test(id) && status === "stable" && isSlow !== true,
);

/** A problem that has to be seen: the words that a report has to touch, between two bars. */
interface Kind {
  /** The preview rule that sees it, where no stable one does. */
  readonly preview?: string;
  readonly page?: "job-page" | "policy" | "handbook";
  readonly section?: string;
  readonly texts: readonly string[];
}

/** Problems in the forms that lists of words overlook, by what makes them odd. */
const kinds: Readonly<Record<string, Kind>> = {
  "a pronoun whose person is one sentence back": {
    page: "policy",
    texts: [
      "A contractor is ill. |He| calls the agency.",
      "Any supervisor can ask for it. |She| fills in the form.",
      "The volunteer has left. Take |his| badge back.",
      "Each mentee picks a topic. Help |her| with the plan.",
      "An auditor may visit. Show |him| the room.",
    ],
  },
  "a pronoun behind a determiner and a role": {
    page: "policy",
    texts: [
      "The landlord keeps a list, and every tenant pays |his| share.",
      "Your supervisor signs it when |she| is back.",
      "No trainee pays for |his| own course.",
      "Another reviewer is asked if |he| is away.",
      "A teacher can bring |her| class.",
      "The applicant brings |her| passport.",
    ],
  },
  "a pronoun for anyone, behind a sentence about somebody": {
    page: "policy",
    texts: [
      "Ben Okoro runs payroll. If an employee is late, |he| must write.",
      "Ask Ana for the form. When a contractor is ill, |she| calls the agency.",
      "Ana keeps the list. Every intern signs |his| own page.",
    ],
  },
  "a pronoun for the head of something": {
    page: "policy",
    texts: [
      "The head of legal approves it |himself|.",
      "Ask the head of payroll whether |he| agrees.",
      "The vice president signs with |her| full name.",
      "The CEO decides after |he| has read it.",
    ],
  },
  "a pronoun in front of its person": {
    page: "policy",
    texts: [
      "If |she| agrees, the approver adds a note.",
      "When |he| returns, the employee tells the team.",
      "Before |she| starts, the intern signs a form.",
    ],
  },
  "three pronouns with a slash": {
    texts: [
      "Ask |him/her/them| for a date.",
      "Every guest gets |his/her/their| own key.",
      "If |he/she/they| cancels, tell the host.",
    ],
  },
  "pairs in all orders": {
    texts: [
      "The winner names |her or his| team.",
      "Everybody carries |his and/or her| badge.",
      "|She or he| may appeal.",
      "Let the person introduce |himself/herself|.",
    ],
  },
  "age by the word behind": {
    page: "job-page",
    texts: [
      "Be part of a |young| and international crew.",
      "You join |young|, curious colleagues.",
      "We look for |young| talent.",
      "A |youthful| team waits for you.",
    ],
  },
  "age by what is said of people": {
    page: "job-page",
    texts: [
      "You are |young| and hungry for more.",
      "Our team is |young|.",
      "We are |young|, dynamic and loud.",
      "Because our crew is |young|, you grow fast.",
    ],
  },
  "age in numbers": {
    page: "job-page",
    texts: [
      "Candidates should |be between| 20 and 30.",
      "You |are between| 18 and 28 years.",
      "Applicants |aged between| 25 and 40.",
      "The |maximum age| is 45.",
      "You are not |younger than| 30.",
    ],
  },
  "age between the lines": {
    page: "job-page",
    texts: [
      "You bring |high energy|.",
      "You are |fresh out of university|.",
      "Ideal for |digital natives|.",
      "Are you a |newly graduated| engineer?",
    ],
  },
  "years in short forms": {
    page: "job-page",
    section: "Requirements",
    texts: [
      "- |12+ yrs| in retail",
      "- |9+ years|",
      "- Minimum |15 years| in tax",
      "- Min. |10 years| of audits",
      "- At least |eleven years| of practice",
    ],
  },
  "years in words and brackets": {
    page: "job-page",
    section: "What you bring",
    texts: [
      "- |Twelve (12) years| of sales",
      "- |(8) years| of experience",
      "- |10 or more years| in logistics",
      "- |fifteen years| of leading teams",
    ],
  },
  "years with a limit": {
    page: "job-page",
    section: "Your profile",
    texts: [
      "- |Between 1 and 3 years| of experience",
      "- |Up to 2 years| of work",
      "- |0-1 years| after graduation",
      "- |No more than 5 years| of experience",
      "- |2 to 4 yrs| in support",
    ],
  },
  "degrees in short forms": {
    page: "job-page",
    section: "Qualifications",
    texts: ["- |BSc in| chemistry", "- |MSc| in data science", "- |M.Sc.| required", "- |MBA|"],
  },
  "degrees in other words": {
    page: "job-page",
    section: "About you",
    texts: [
      "- |University graduate| with good English",
      "- |Graduate of a design programme|",
      "- |Educated to degree level|",
      "- |Degree-qualified| in marketing",
      "- A |college degree|",
    ],
  },
  "a degree beside something that is welcome": {
    page: "job-page",
    section: "Requirements",
    texts: [
      "- |Bachelor's degree| in finance, CPA preferred",
      "- |Master's degree|; experience in retail is a plus",
      "- |University degree| and, ideally, experience abroad",
    ],
  },
  "a degree with an “or” of its own": {
    page: "job-page",
    section: "Requirements",
    texts: [
      "- |Degree| in Economics or Business",
      "- |Bachelor's or Master's degree| in physics",
      "- |University degree| in IT or Design, and years of practice",
    ],
  },
  "text in HTML": {
    texts: [
      "<p>Ask the |chairman| first.</p>",
      "<ul>\n<li>Every |salesman| has a phone.</li>\n</ul>",
      "<details>\n<summary>Who is the |spokesman|?</summary>\n\nNobody.\n\n</details>",
      "<table><tr><td>Two |man-hours|</td></tr></table>",
    ],
  },
  "characters that nobody sees": {
    texts: [
      "Please do a |san\u00ADity check|.",
      "Add it to the |white\u200Blist|.",
      "The |chair\u2060man| speaks.",
    ],
  },
  "characters written as references": {
    texts: [
      "This is |cr&#97;zy| work.",
      "The |poor man&rsquo;s| database.",
      "Ask |you&nbsp;guys| again.",
      "Each |sales&shy;man| reads it.",
    ],
  },
  "other hyphens and none": {
    texts: [
      "A |rule\u2011of\u2011thumb| is enough.",
      "The audit takes ten |man\u2013hours|.",
      "A |black-list| is kept.",
      "Plan for |man made| disasters.",
      "A |five-man crew| repairs it.",
    ],
  },
  "italics, bold and struck marks around": {
    texts: [
      "Do a *|sanity check|* first.",
      "Ask the _|chairman|_ about it.",
      "We keep a **|whitelist|** of hosts.",
      "Run a ***|quick and dirty|*** test.",
    ],
  },
  "quotation marks that wink": {
    page: "job-page",
    texts: [
      "We want a “|rockstar|”.",
      'Are you a "|ninja|"?',
      "We hire for “|culture fit|”.",
      "They are “|grandfathered|” in.",
    ],
  },
  "capitals throughout": {
    page: "job-page",
    texts: [
      "WE NEED A |NINJA| FOR SALES",
      "THE |CHAIRMAN| SIGNS EVERY OFFER",
      "NO |MANPOWER| LEFT FOR QUESTIONS",
    ],
  },
  "titles with capitals": {
    page: "job-page",
    texts: [
      "## A |Superhero| For Our Front Desk",
      "## We Want A |Rockstar| With Ideas",
      "## Every |Salesman| Gets A Phone",
      "See [Our |Chairman| And The Board](/board/).",
    ],
  },
  "notes set as quotes": {
    texts: [
      "> **Note:** Ask the |chairman|.",
      "> [!WARNING]\n> The |whitelist| is old.",
      "> Tip: |Simply click| the button.",
    ],
  },
  "alternative texts and titles of links": {
    texts: [
      "![The |chairman| speaks](board.png)",
      '[Board](/board/ "Ask the |chairman|")',
      "![Two |salesmen|](sales.png)",
    ],
  },
  "front matter": {
    texts: [
      "---\ntitle: Ask the |chairman|\n---\n\nHello.",
      "---\ntitle: Board\ndescription: How the |chairman| works\n---\n\nHello.",
      '---\ntitle: "The |whitelist| of hosts"\n---\n\nHello.',
    ],
  },
  "nouns for people and their verbs": {
    texts: [
      "|Manning the| desk takes two people.",
      "The |draughtsmen| share a room.",
      "Write to the |ombudsmen|.",
      "The ex-|chairman| pays.",
      "Our co-|chairwoman| replies.",
      "A past-|chairman| opens the day.",
    ],
  },
  "verbs in all their forms": {
    texts: [
      "She |pulled the trigger| on the offer.",
      "It |moves the needle|.",
      "That |killed two birds| at once.",
      "We |grandfather customers| on old plans.",
      "He |jumped the gun|.",
      "They |threw in the towel|.",
    ],
  },
  "hours without an end": {
    page: "job-page",
    texts: [
      "|Extended work hours| may be required.",
      "|Overtime when required|.",
      "|Some weekends| before a release.",
      "You work |evenings as needed|.",
    ],
  },
  "travel without a share": {
    page: "job-page",
    texts: [
      "|Business trips| when clients ask.",
      "|Some travel|.",
      "|Willing to travel| for the policy.",
      "|Travel if needed|",
    ],
  },
  "families of one kind": {
    texts: [
      "|Expecting fathers| get two weeks.",
      "|Expectant mothers| rest here.",
      "Bring your |husband or wife|.",
      "We offer |maternity leave| of 16 weeks.",
    ],
  },
  "words that a law far away does not excuse": {
    page: "job-page",
    texts: [
      "Our product helps federal agencies.\n\n|US citizens only|.",
      "|U.S. citizenship required|.\n\nA grant of the government paid for the office.",
      "We obey the law.\n\n|Locals only|.",
    ],
  },
  "a number elsewhere that does not excuse": {
    page: "job-page",
    texts: [
      "|Willingness to travel|; you lead 3 people.",
      "|Nights and weekends|. The team has 12 people.",
      "|On-call duty|; there are 2 offices.",
    ],
  },
  "a heading with “act” or “agreement” that does not excuse": {
    section: "How we act on a working agreement",
    texts: [
      "Each |salesman| signs it.",
      "Every member adds |his or her| name.",
      "It is |crazy| to wait.",
    ],
  },
  "an outdated word beside a protected characteristic": {
    texts: [
      "Whatever race or age, |handicapped| people may apply.",
      "We protect gender and |sexual preference|.",
      "People of any religion, sex or |transgendered| people are welcome.",
    ],
  },
  "words for slaves and masters in all forms": {
    texts: [
      "The |slave nodes| copy it.",
      "Two |master servers| run.",
      "It runs as |master/slave|.",
      "Both hosts are |black listed|.",
    ],
  },
  "illness as a figure of speech": {
    texts: [
      "That is |insane|.",
      "The plan is |bipolar|.",
      "A |sane way| to work.",
      "The outage |crippled| us.",
      "A team |handicapped| by old laptops.",
    ],
  },
  "people as things": {
    texts: [
      "Ask the |technical resources| of the client.",
      "|Onboarding new resources| takes weeks.",
      "We need |warm bodies|.",
      "|Hire more resources| in May.",
    ],
  },
  "personality instead of a skill": {
    page: "job-page",
    texts: [
      "An |easy-going personality|.",
      "You are an |extrovert|.",
      "A |vibrant personality| fits us.",
      "A |sunny disposition|.",
    ],
  },
  "drinks as a benefit": {
    page: "job-page",
    texts: [
      "We have an |on-site bar|.",
      "|Free beer| at four.",
      "A |beer fridge| for all.",
      "|Pub nights| each month.",
    ],
  },
  "nobody else is wanted": {
    page: "job-page",
    texts: [
      "|Native English| is a must.",
      "|Native Dutch|, please.",
      "German as your |mother tongue|.",
      "You are a |native speaker| of French.",
    ],
  },
  "a person to whom a policy sends its readers": {
    page: "policy",
    texts: [
      "You’ll meet with |Katrin| in your first week.",
      "Get a badge from |Pedro| at the desk.",
      "Exceptions are approved by |Katrin Vogel|, Head of IT.",
      "|Pedro Alonso| maintains this page.",
      "The owner of this policy, |Katrin Vogel|, answers questions.",
      "Send it to |pedro.alonso@company.eu|.",
      "Let |Katrin| know what is missing.",
    ],
  },
  "seasons in other forms": {
    preview: "policy/no-season",
    page: "policy",
    texts: [
      "Reviews are part of the |Winter| Performance Review cycle.",
      "The budget is set |each autumn|.",
      "It runs |until summer|.",
      "Pay changes with the |spring| salary review.",
    ],
  },
  "pay that nobody may speak of": {
    page: "policy",
    texts: [
      "Employees are not allowed to |share their salary|.",
      "Refrain from |comparing your wages|.",
      "|Salaries are confidential|.",
      "It is forbidden to |discuss compensation| with others.",
    ],
  },
  "hours in pairs and shifts": {
    page: "job-page",
    texts: [
      "|Weekends and evenings| are part of it.",
      "|Night and weekend| shifts.",
      "You may have to |work late|.",
      "|Rotating shifts|.",
      "|On-call as required|.",
    ],
  },
  "studies in other words": {
    page: "job-page",
    section: "Requirements",
    texts: [
      "- |Completed university studies|",
      "- |BEng in| civil engineering",
      "- |Academic background| in physics",
      "- |University degree| (Business, IT or similar)",
      "- |College-educated|",
    ],
  },
  "nouns for people that no list has": {
    page: "policy",
    texts: [
      "A staffer loses |his| badge.",
      "The reporting party may appeal if |he| disagrees.",
      "The receptionist knows it; ask |her| first.",
      "An expat brings |his| family.",
    ],
  },
  "a word over the border of a link": {
    texts: [
      "Read |the [the| guide](/guide/).",
      "Ask [one |of](/a/) of| them.",
      "Wait |for [for| the form](/form/).",
    ],
  },
  "long phrases": {
    texts: [
      "We meet |in order to| plan.",
      "It is closed |at this point in time|.",
      "Ask |with regards to| leave.",
      "|Leveraging| tools saves time.",
      "Reports are sent |on a weekly basis|.",
    ],
  },
};

const cases = Object.entries(kinds).flatMap(([kind, { texts, ...where }]) =>
  texts.map((text) => ({ kind, text, ...where })),
);

describe("wording that has to be seen, however it is written", () => {
  test("has 150 sentences of 40 kinds, three of each at least", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(Object.keys(kinds).length).toBeGreaterThanOrEqual(40);
    expect(Object.values(kinds).filter(({ texts }) => texts.length < 3)).toEqual([]);
  });

  test.each(cases)("$kind: $text", ({ text, page: type = "handbook", section, preview }) => {
    const [before = "", marked = "", after = ""] = text.split("|");
    const front = text.startsWith("---") ? "" : "---\ntitle: Working here\n---\n\n";
    const heading = section === undefined ? "" : `## ${section}\n\n`;
    const start = (front + heading + before).length;
    const page = pageOf({ text: `${front}${heading}${before}${marked}${after}\n`, type });
    const ids = [...wording.map(({ id }) => id), ...(preview === undefined ? [] : [preview])];
    const seen = ids.flatMap((id) =>
      reportsOf(id, page).filter(
        ({ span }) => span.start < start + marked.length && start < span.end,
      ),
    );
    expect(seen.length).toBeGreaterThan(0);
  });
});
