import type { RuleLayer } from "../lint/lint-config.ts";

/** A named starting point that a configuration `extends`; what the configuration says outweighs it. */
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

const jobPageTypes = ["job-page", "job-family", "job-family-part"];

/** The presets themselves. */
export const presets: Readonly<Record<(typeof presetNames)[number], Preset>> = {
  minimal: {
    summary: "Only what is certainly broken: unreadable pages, conflict markers, dead links.",
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
    summary: "A handbook kept as GitLab keeps its own, with redirects in data/redirects.yml.",
    layers: [],
    redirects: ["data/redirects.yml"],
  },
  "job-pages": {
    summary: "Job pages alone; all other pages are left as they are.",
    layers: [
      { source: "preset job-pages", rules: { all: { level: "off" } } },
      { source: "preset job-pages", types: jobPageTypes, rules: { all: { level: "on" } } },
    ],
  },
  strict: {
    summary: "All rules, preview ones included; a warning fails the gate.",
    layers: [],
    preview: true,
    failOn: "warning",
  },
};
