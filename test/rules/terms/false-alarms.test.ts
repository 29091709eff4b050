import { describe, expect, test } from "vitest";
import { metas, pageOf, reportsOf, writeReport } from "../built-in.ts";

/** The rules that judge wording, as they run where nothing is configured. */
const wording = metas.filter(
  ({ id, status, isSlow }) =>
    /^(?:inclusive|jobs|policy|prose)\//.test(id) && status === "stable" && isSlow !== true,
);

/** What other linters are known to report wrongly, by the reason for which it is right. */
const rightAsItIs: Readonly<Record<string, readonly string[]>> = {
  "a thing is meant and no person": [
    "The export is disabled until the form is signed.",
    "Two-factor authentication is disabled for new accounts.",
    "Our meeting tool hosts a bot that takes notes.",
    "The laptop also hosts the test project.",
    "The form rejects an invalid date.",
    "The page shows normal load again.",
    "A healthy queue holds fewer than ten jobs.",
    "The search suffers from a slow index.",
    "Nobody who reports a concern may suffer from retaliation.",
    "The browser may hang when the file is large.",
    "The last job hanged for an hour.",
    "The query executes once a day.",
    "Abort the upload with the red button.",
    "The child page inherits the title of its parent.",
    "Whitespace at the end of a line is dropped.",
    "Text and numbers are primitives of the form.",
    "The trigger runs at six in the morning.",
    "A dummy variable marks the holiday weeks.",
  ],
  "another part of speech is meant": [
    "A panel member challenged the estimate.",
    "It takes a year to master payroll law.",
    "The outcome was fair and just.",
    "Please add a comment when you are done.",
    "The map shows ski slopes in the valley.",
    "Managers communicate clearly about goals.",
    "The difference was not obvious to us.",
    "We just moved to a new office.",
    "Shall we talk about it?",
    "The loan raised the leverage ratio.",
    "You cannot simply copy the contract.",
  ],
  "a fixed phrase has its own meaning": [
    "Travel for interns is a special case.",
    "The benefit covers mental health days.",
    "She is our scrum master.",
    "Read the white paper about pensions.",
    "The man page lists the flags.",
    "A master's degree in law is one way to qualify.",
    "Each row has a primary key.",
    "Use the master password of the vault.",
    "The kill switch stops all payments.",
    "A black list item has a round bullet.",
    "Human Resources keeps the files.",
    "Front-line managers write the review.",
    "Time off in lieu is granted after a weekend.",
  ],
  "the word is part of a longer one": [
    "The workload is manageable for many teams.",
    "Mastery of a subject takes time.",
    "The test reads measuredLineHeight from the style.",
    "We value competence over rank.",
    "Topics of the discovery call are listed.",
    "The webmaster remastered the sound file.",
    "Localization covers twelve languages.",
  ],
  "it is a name": [
    "Pay by Mastercard or by bank transfer.",
    "Write to Osama Haddad about the visa.",
    "Guy Martin chairs the works council.",
    "Amelia Young answers questions about pensions.",
    "The site was once built with Middleman.",
    "Merrill Lynch runs the retirement plan.",
    "The tribal governments of the state are customers.",
    "We met at Black Hat in August.",
    "Postman stores the collection of requests.",
    "Ministry of Manpower forms are due in May.",
  ],
  "it is code, an address or a label": [
    "See the file at `blob/master/terms.md`.",
    "Set `whitelist: true` in the file.",
    "Open https://example.com/blacklist/master today.",
    "See [the list](/handbook/whitelist/sanity-check/).",
    "Ask in #guys-and-girls or write to @ninja.",
    "The key is in master.cf on the mail host.",
    'The entry <input name="preferred_pronouns"> stays.',
    "Read measures/sanity-check/whitelist.yml first.",
  ],
  "it is quoted or spoken of": [
    "Avoid the word guys in announcements.",
    "Write “allowlist” instead of whitelist.",
    "The term blacklist was used until last year.",
    "The film line was: “You had me at chairman, guys.”",
    "> The chairman shall keep the minutes.",
    "Do not say crazy when you mean surprising.",
    "Harassment includes calling a colleague crazy, stupid or sexy.",
    "Examples of unacceptable language: retarded, gypsy.",
    "| Avoid | Write |\n| --- | --- |\n| manpower | workforce |",
  ],
  "a certain person is meant": [
    "Ask Peter Novak for a review, and ask him early.",
    "Dana Lee founded the team; she leads it still.",
    "@maria is away; her deputy signs.",
    "My manager is out today; he is back on Monday.",
  ],
  "it treats people equally or they name themselves": [
    "We encourage applications from women and from older workers.",
    "All people are welcome regardless of race, religion, sex, age, disability or veteran status.",
    "Robin (she/her) opens the call.",
    "The profile shows pronouns such as he/him.",
    "EOE: Minority/Female/Veteran/Disability",
  ],
  "a list of bad words would hit it": [
    "American holidays differ from Canadian ones.",
    "Choose the color of the badge.",
    "The firewall stops an attack.",
    "The penetration test is in June.",
    "It is premature to announce the date.",
    "The photo shooting is on Friday.",
    "A trap in the contract is the notice period.",
    "The text is black on white.",
  ],
  "the law or a protocol calls it so": [
    "Statutory maternity leave in Ireland lasts 26 weeks.",
    "The LUKS master key is stored on paper.",
    "Germany pays Mutterschaftsgeld, a maternity allowance, by law.",
    "The Gypsy, Roma and Traveller category is part of the census.",
  ],
  "people differ about it": [
    "An autistic colleague may ask for a quiet room.",
    "Disabled people test each release.",
    "The Latinx network meets on Fridays.",
    "The Deaf network meets on Mondays.",
    "Software craftsmanship is a topic of the summit.",
  ],
  "it is a matter of style that the writer decides": [
    "Only the payroll team sees the file.",
    "The call went very well.",
    "There is a form for it.",
    "The request was approved by the board.",
    "The page loads quickly and reads easily.",
  ],
};

/** On job pages most words of war and rank are looked for, and these are still right. */
const rightOnJobPages: readonly string[] = [
  "Build on top of our platform.",
  "You know what competitive analysis is.",
  "The office has a pool and a coffee bar.",
  "You write plugins for Eclipse.",
  "You work with people, tools and data-driven plans.",
  "We are a young company in an old field.",
  "Women are particularly encouraged to apply.",
  "Fluent in English, written and spoken.",
  "US citizenship is not required.",
  "You will drive adoption of our product.",
  "Our founder started the company when he was a student.",
  "You support engineers when they commit code.",
  "Reasonable accommodations are made for applicants with disabilities.",
  "You must have the right to work in the country you live in.",
];

const cases = [
  ...Object.entries(rightAsItIs).flatMap(([why, texts]) =>
    texts.flatMap((text) => ["handbook", "policy"].map((type) => [why, type, text] as const)),
  ),
  ...rightOnJobPages.map((text) => ["of the job", "job-page", text] as const),
];

describe("no rule of wording reports what is right", () => {
  test.each(cases)("because %s, on a page of type %s: %s", (_, type, text) => {
    const page = pageOf({ text: `---\ntitle: Working here\n---\n\n${text}\n`, type });
    const found = wording.flatMap(({ id }) =>
      reportsOf(id, page).map((report) => `${id} ${writeReport(page, report)}`),
    );
    expect(found).toEqual([]);
  });
});
