import type { PageTemplate, TemplateSection } from "../../../rules/structure/page-template.ts";
import { organisationTemplates } from "../../../rules/organisation/require-sections.ts";
import type { LintConfig } from "../../lint/lint-config.ts";
import type { RuleState } from "../../lint/select-rules.ts";

/** A kind of page that `handbook-bot new` can write. */
export interface PageKind {
  /** As it is named on the command line. */
  readonly name: string;
  /** The type that the page has to be of; undefined for templates of the organisation that name paths alone. */
  readonly type: string | undefined;
  readonly sections: readonly TemplateSection[];
}

/** The built-in kinds, and those whose templates the configuration has. */
export function pageKinds(
  builtIn: readonly PageTemplate[],
  statesOf: (type: string) => readonly RuleState[],
): readonly PageKind[] {
  const kinds = builtIn.flatMap(({ pages, sections }) =>
    pages.map((type): PageKind => ({ name: type, type, sections })),
  );
  const own = organisationTemplates(
    optionsOf(statesOf("handbook"), "organisation/require-sections"),
  );
  return [
    ...kinds,
    ...own.map(({ template, pages, sections }): PageKind => ({
      name: template.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-"),
      type: pages[0],
      sections,
    })),
  ];
}

/** The options that hold for a rule; none where it is off. */
export function optionsOf(
  states: readonly RuleState[],
  rule: string,
): Readonly<Record<string, unknown>> {
  const state = states.find(({ meta, level }) => meta.id === rule && level !== "off");
  return state?.options ?? {};
}

/** Keys with which the configuration, or the bot itself, knows pages of a type. */
export function keysOfType(
  type: string | undefined,
  { pageTypes }: Pick<LintConfig, "pageTypes">,
): Readonly<Record<string, string | number | boolean>> {
  const rule = pageTypes.find((it) => it.type === type && it.frontMatter !== undefined);
  return rule?.frontMatter ?? builtInKeys[type ?? ""] ?? {};
}

const builtInKeys: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  "job-page": { layout: "job_page" },
  "job-family": { layout: "job_family_page" },
  policy: { controlled_document: true },
};
