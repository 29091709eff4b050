/**
 * A value for every key of `.handbook-bot.yml`, with each option of it once: for the reference and for editors.
 * The parts that rules read are here too, by their keys.
 */
export const configExamples: Readonly<Record<string, unknown>> = {
  extends: ["job-pages", "people/handbook-rules//base.yml@v3"],
  preview: true,
  pages: [
    { type: "runbook", paths: ["source/runbooks/**"] },
    { type: "policy", frontMatter: { controlled_document: true } },
  ],
  languages: [{ paths: ["content/ja/**"], language: "ja" }, { language: "en" }],
  rules: {
    structure: "on",
    inclusive: { atMost: "warning" },
    "inclusive/no-paired-pronoun": "error",
    "duplication/no-copied-passage": { severity: "warning", minWords: 40 },
    "write-good": "off",
  },
  overrides: [
    { paths: ["source/legal/**"], rules: { inclusive: "off", prose: "off" } },
    { types: ["job-page"], rules: { "structure/require-sections": "error" } },
  ],
  exceptions: [
    {
      rules: ["inclusive"],
      words: ["Chairman Mills"],
      reason: "The name of a building.",
    },
    { terms: ["prior-to"], paths: ["source/legal/**"], reason: "Wording of the contracts." },
  ],
  include: ["source/**/*.md"],
  ignore: ["source/archive/**"],
  gate: { failOn: "error", dismissals: "maintainers" },
  review: {
    drafts: "skip",
    bots: "skip",
    inlineMax: 10,
    inlinePerRuleMax: 3,
    massChangePages: 20,
    commands: "members",
    preview: { environment: "review/{branch_slug}" },
    policyChanges: true,
    proposeSettings: true,
    skipLabels: ["no-review"],
    resolveAnswered: true,
    otherMergeRequests: false,
  },
  approvals: [
    { types: ["job-family", "job-family-part"], steps: ["Manager of the team", "Total Rewards"] },
    { paths: ["source/security/**"], steps: ["Security"] },
  ],
  links: {
    layout: "hugo",
    site: "https://handbook.example.com",
    redirects: ["data/redirects.yml"],
    generated: ["/handbook/categories/"],
    assumeComplete: true,
  },
  canonical: ["source/handbook/people-group/**"],
  baseline: ".handbook-bot-baseline.json",
  boilerplate: [
    "We let applicants know within ten working days whether they move on to the next step.",
  ],
  jurisdictions: {
    colorado: ["source/jobs/us/**"],
    "european-union": { frontMatter: { region: "EMEA" } },
    germany: "all",
  },
  terms: [
    { avoid: ["dropdown(s)", "drop-down box"], write: "drop-down list" },
    {
      avoid: "GitLabber(s)",
      write: "team member(s)",
      says: "is a nickname",
      case: "any",
      except: [
        { paths: ["source/history/**"], reason: "Old minutes keep their words." },
        { words: ["GitLabber of the year"], reason: "That is the name of the prize." },
      ],
    },
  ],
  templates: [
    {
      name: "runbook",
      paths: ["source/runbooks/**"],
      deepest: 3,
      sections: [
        { name: "Symptoms", hint: "what people see first" },
        {
          name: "Mitigation",
          also: ["Resolution", "What to do"],
          within: ["mitigation"],
          form: "steps",
          items: 3,
        },
        { name: "Dashboards", required: false },
        { name: "Contacts", exceptTitle: ["Archive"], included: true },
      ],
    },
    { name: "charter", types: ["charter"], sections: ["Purpose", "Members"] },
  ],
};
