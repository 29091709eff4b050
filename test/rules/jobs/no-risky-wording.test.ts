import { testRule } from "../test-rule.ts";

const posting = (text: string) => ({
  text: `---\ntitle: Sachbearbeitung\n---\n\n${text}\n`,
  path: "jobs/de/sachbearbeitung.md",
  type: "job-page",
});

testRule("jobs/no-risky-wording", {
  options: { jurisdictions: { germany: ["jobs/de/**"] } },
  accepts: [
    posting("Sie sprechen Deutsch auf dem Niveau C1."),
    posting("Unsere Muttersprache ist oft nicht Deutsch."),
    posting("Sie betreuen junge Unternehmen."),
    { ...posting("Sie sind Muttersprachlerin."), path: "jobs/at/sachbearbeitung.md" },
  ],
  rejects: [
    {
      ...posting("Sie sind Muttersprachlerin und suchen ein junges, dynamisches Team."),
      findings: [
        "5:10-5:27 “Muttersprachlerin” is a risk in Germany. State the language level that the work needs.",
        "5:43-5:67 “junges, dynamisches Team” is a risk in Germany. Remove the age.",
      ],
    },
    {
      ...posting("- Gern Berufseinsteiger"),
      findings: [
        "5:8-5:24 “Berufseinsteiger” is a risk in Germany. Describe the work, not how experienced the person is.",
      ],
    },
  ],
});
