import type { Report, RuleId, Severity } from "../../src/lint/finding.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import type { PageTemplate, TemplateSection } from "./page-template.ts";
import { createSectionMatcher, sectionsOf, type SectionMatcher } from "./section-name.ts";

/** A template, ready to be held against pages. */
export interface PreparedTemplate {
  readonly template: PageTemplate;
  readonly matcher: SectionMatcher;
}

/** The rule that job pages have their sections. */
export function requireSections(templates: readonly PageTemplate[]): PageRule {
  return sectionRule(templates, {
    id: "structure/require-sections",
    summary: "Job pages have the sections that readers and the hiring process rely on.",
    why: "Candidates compare roles section by section, and pay and hiring tools read them by name.",
    severity: "error",
  });
}

/** The rule that controlled documents have their sections. */
export function requirePolicySections(templates: readonly PageTemplate[]): PageRule {
  return sectionRule(templates, {
    id: "structure/require-policy-sections",
    summary: "Controlled documents have the sections that an audit asks for.",
    why: "An auditor looks for purpose, scope, responsibilities, exceptions and references in each.",
    severity: "warning",
  });
}

function sectionRule(
  templates: readonly PageTemplate[],
  meta: { id: RuleId; summary: string; why: string; severity: Severity },
): PageRule {
  const prepared = templates
    .filter(({ rule }) => rule === meta.id)
    .map((template) => ({ template, matcher: createSectionMatcher(template) }));
  return {
    ...meta,
    scope: "page",
    status: "stable",
    isFixable: false,
    pages: [...new Set(prepared.flatMap(({ template }) => template.pages))],
    options: noOptions,
    *check(page) {
      for (const it of prepared) {
        if (it.template.pages.includes(page.type)) yield* missingSections(page, it);
      }
    },
  };
}

/** Reports the sections of a template that a page has not. */
export function* missingSections(
  page: Page,
  { template, matcher }: PreparedTemplate,
): Iterable<Report> {
  // A heading made by a template may be any of them.
  if (page.headings.some(({ isOpaque }) => isOpaque)) return;
  const present = sectionsOf(page, matcher, template.deepest);
  const names = new Set([...present].map(({ name }) => name));
  if (!isMeant(page, template, names)) return;
  const written = page.frontMatter?.get("title");
  const title = (
    typeof written === "string" ? written : (page.headings[0]?.text ?? "")
  ).toLowerCase();
  for (const [index, section] of template.sections.entries()) {
    if (!section.required || names.has(section.name)) continue;
    if (section.included && page.hasTemplates && !bringsOthers(page, template, section)) continue;
    if (section.exceptTitle.some((word) => title.includes(word))) continue;
    const before = template.sections.slice(0, index).findLast(({ name }) => names.has(name));
    const place = before === undefined ? "" : ` after ${quote(before.name, 30)}`;
    yield {
      span: titleSpan(page),
      key: section.name,
      message: `This ${template.template} has no section ${quote(section.name)}; add it${place}`,
    };
  }
}

/** Every include is named after another section: `partial("sales/performance")` brings no hiring process. */
function bringsOthers(page: Page, { sections }: PageTemplate, section: TemplateSection): boolean {
  const tokens = page.opaque
    .filter(({ kind }) => kind === "erb" || kind === "shortcode")
    .map(({ span }) =>
      page.source.slice(span.start, Math.min(span.end, span.start + 300)).toLowerCase(),
    );
  const isNamed = (token: string, { name }: TemplateSection): boolean =>
    token.includes(name.toLowerCase().split(" ", 1)[0] ?? "");
  return (
    tokens.length > 0 &&
    tokens.every(
      (token) =>
        !isNamed(token, section) && sections.some((it) => it !== section && isNamed(token, it)),
    )
  );
}

function isMeant(page: Page, { when }: PageTemplate, names: ReadonlySet<string>): boolean {
  if (when === undefined) return true;
  if (when.notBelow.some((folder) => page.path.includes(`/${folder}/`))) return false;
  return (
    when.sections.some((name) => names.has(name)) ||
    (when.frontMatter !== undefined && page.frontMatter?.get(when.frontMatter) === true) ||
    (when.text !== undefined && page.source.includes(when.text))
  );
}

/** Where the page names itself: its title, else its first heading, else its first line. */
function titleSpan(page: Page): Span {
  const title = page.frontMatter?.entries.find(({ key }) => key === "title");
  if (title !== undefined) return { start: title.keySpan.start, end: title.valueSpan.end };
  return page.headings[0]?.span ?? page.frontMatter?.span ?? page.lines.span(1);
}
