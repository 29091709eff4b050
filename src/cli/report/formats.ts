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
