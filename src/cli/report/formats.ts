/** Every way in which a report can be written. */
export const reportFormats = [
  "pretty",
  "json",
  "codequality",
  "junit",
  "sarif",
  "rdjson",
  "github",
  "markdown",
  "gitlab-log",
] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** By what findings are counted, where they are not listed. */
export const groupings = ["rule", "page"] as const;

export type Grouping = (typeof groupings)[number];
