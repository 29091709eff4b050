import type { RuleLayer } from "../lint/lint-config.ts";

/** A named starting point that a configuration `extends`. */
export interface Preset {
  /** One sentence for people. */
  readonly summary: string;
  readonly layers: readonly RuleLayer[];
  readonly preview?: boolean;
}

/** The names that `extends` accepts. */
export const presetNames = ["minimal", "gitlab-handbook", "job-pages", "strict"] as const;

/** The presets themselves. */
export const presets: Readonly<Record<(typeof presetNames)[number], Preset>> = {
  minimal: {
    summary: "Only what is certainly broken: conflict markers, unreadable pages, dead links.",
    layers: [],
  },
  "gitlab-handbook": { summary: "", layers: [] },
  "job-pages": { summary: "", layers: [] },
  strict: { summary: "", layers: [], preview: true },
};
