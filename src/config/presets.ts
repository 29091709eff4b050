import type { RuleLayer } from "../lint/lint-config.ts";

/** A named starting point that a configuration `extends`; the configuration itself takes precedence. */
export interface Preset {
  /** One sentence for people. */
  readonly summary: string;
  readonly layers: readonly RuleLayer[];
  readonly preview?: boolean;
  readonly failOn?: "error" | "warning" | "never";
  readonly redirects?: readonly string[];
}

/** The names that `extends` accepts. */
export const presetNames = ["minimal", "gitlab-handbook", "job-pages", "strict"] as const;

/**
 * What was said and decided once, and what is kept as it was: nobody rewrites it. What does not work there is still
 * reported, as anybody can repair it.
 */
export const recordsLayer: RuleLayer = {
  source: "default for minutes and archives",
  paths: [
    "**/{archive,archives,archived,minutes,transcripts}/**",
    "**/*{-,_}{archive,archives,archived,minutes,transcripts}/**",
    "**/*{meeting,session}{-,_}{notes,minutes}*",
    "**/*{meeting,session}{-,_}{notes,minutes}*/**",
  ],
  rules: Object.fromEntries(
    (
      "inclusive jobs policy prose style write-good duplication links/no-vague-link-text markdownlint/MD045 " +
      "structure/no-skipped-heading structure/no-repeated-heading structure/no-empty-section structure/no-heading-colon"
    )
      .split(" ")
      .map((name) => [name, { level: "off" }]),
  ),
};

const jobPageTypes = ["job-page", "job-family", "job-family-part"];

const on = { level: "on" } as const;

/** markdownlint as GitLab's handbook runs it, except for what native rules cover. .markdownlint-cli2.jsonc, 2026-02. */
const markdownlint: RuleLayer["rules"] = {
  ...Object.fromEntries(
    (
      "MD004 MD005 MD007 MD010 MD012 MD014 MD018 MD019 MD020 MD021 MD022 MD023 MD027 MD028 MD029 MD030 MD031 MD032 " +
      "MD037 MD038 MD039 MD040 MD047 MD048 MD049 MD050 MD052 MD053 MD055 MD058"
    )
      .split(" ")
      .map((number) => [`markdownlint/${number}`, on]),
  ),
  "markdownlint/MD003": { ...on, options: { style: "atx" } },
  "markdownlint/MD009": on,
  "markdownlint/MD013": {
    ...on,
    options: { line_length: 5000, heading_line_length: 100, code_blocks: false, tables: false },
  },
  "markdownlint/MD035": { ...on, options: { style: "---" } },
  "markdownlint/MD046": { ...on, options: { style: "fenced" } },
};

/** The style guide of GitLab's handbook, which its CI mostly checks with Vale, 2026-02. */
const styleGuide: RuleLayer["rules"] = {
  "prose/no-misspelt-word": on,
  "policy/no-controlled-panel": on,
  "structure/no-second-title": on,
  "structure/require-keys": { ...on, options: { keys: ["description"] } },
  "structure/require-title": { options: { bare: true } },
  "style/no-british-spelling": on,
  "style/no-curly-quote": on,
  "style/no-deep-heading": on,
  "style/no-default-branch-name": on,
  "style/no-emoji-heading": on,
  "style/no-latin-term": on,
  "style/no-link-in-heading": on,
  "style/no-misplaced-media": on,
  "style/no-misspelt-name": on,
  "style/no-misused-term": on,
  "style/no-multiline-link": on,
  "style/no-page-alias": on,
  "style/no-reference-link": on,
  "style/no-roundabout-link": {
    ...on,
    options: {
      sites: ["https://handbook.gitlab.com"],
      except: ["https://handbook.gitlab.com/docs"],
    },
  },
  "style/no-shortcode-link": on,
  "style/no-shouted-heading": on,
  "style/no-unmarked-archive": on,
  "style/no-unusual-file-name": on,
  "style/no-vague-heading": on,
};

/** GitLab's job families. Its CI fails a role without the bullet. handbook/hiring/job-families, 2022-11. */
const jobFamilies: RuleLayer["rules"] = {
  "structure/require-sections": { level: "error" },
  "jobs/no-vacancy-wording": on,
  "jobs/require-grade-link": {
    options: {
      target: "/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades",
    },
  },
  "jobs/require-role-requirement": {
    options: {
      bullets: [
        [
          "Ability to use GitLab",
          "Able to use GitLab",
          "Willingness to learn and use GitLab",
          "You are willing to use GitLab",
          "how to use GitLab",
          "working knowledge of GitLab",
          "git and GitLab",
          "Google Workspace and GitLab",
        ],
      ],
    },
  },
};

/** The presets themselves. */
export const presets: Readonly<Record<(typeof presetNames)[number], Preset>> = {
  minimal: {
    summary: "Only what is certainly broken: unreadable pages, conflict markers, broken links.",
    layers: [
      {
        source: "preset minimal",
        rules: {
          all: { level: "off" },
          links: { level: "on" },
          suppressions: { level: "on" },
          limits: { level: "on" },
          "structure/no-conflict-marker": { level: "on" },
          "structure/no-invalid-front-matter": { level: "on" },
          "structure/no-unreadable-page": { level: "on" },
        },
      },
    ],
  },
  "gitlab-handbook": {
    summary:
      "A handbook like GitLab's: its style guide, its job families, redirects in data/redirects.yml.",
    layers: [
      {
        source: "preset gitlab-handbook",
        rules: { ...markdownlint, ...styleGuide, ...jobFamilies },
      },
      {
        source: "preset gitlab-handbook",
        types: ["job-family"],
        rules: {
          "structure/require-sections": {
            options: { sections: ["Job Grade", "Performance Indicators", "Hiring Process"] },
          },
        },
      },
    ],
    redirects: ["data/redirects.yml"],
  },
  "job-pages": {
    summary: "Only job pages; all other pages are ignored.",
    layers: [
      { source: "preset job-pages", rules: { all: { level: "off" } } },
      { source: "preset job-pages", types: jobPageTypes, rules: { all: { level: "on" } } },
    ],
  },
  strict: {
    summary: "All rules, including preview rules; a warning fails the gate.",
    layers: [],
    preview: true,
    failOn: "warning",
  },
};
