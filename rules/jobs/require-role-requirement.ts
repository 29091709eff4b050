import { z } from "zod";
import type { Report, Suggestion } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { Heading, Page, Section } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobMatchers } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import type { SectionMatcher } from "../structure/section-name.ts";
import { foldWords } from "../terms/fold-words.ts";
import { hasTemplate, sectionsAbove } from "./job-sections.ts";
import { jobPages } from "./requirement.ts";

const wording = z.string().trim().min(3).max(50);

const options = z.strictObject({
  bullets: z
    .array(z.union([wording, z.array(wording).min(1).max(20)]))
    .max(20)
    .default([])
    .describe(
      "What the requirements of every role must include. Of several wordings, the first is recommended.",
    ),
});

/** A section that says what a person brings. */
interface Requirements {
  readonly section: Section;
  readonly heading: Heading;
  /** The section of the role; undefined where the requirements hold for the whole page. */
  readonly role: Section | undefined;
  readonly text: string;
}

/** The rule that each role names the requirements that an organisation has of everybody. */
export function requireRoleRequirement(
  templates: readonly PageTemplate[],
): PageRule<z.output<typeof options>> {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-role-requirement",
    scope: "page",
    summary: "The requirements of each role include what this handbook asks of everyone.",
    why: "The handbook's configuration lists it under `bullets`, and people compare roles bullet by bullet.",
    severity: "error",
    status: "stable",
    isFixable: true,
    pages: jobPages,
    options: ruleOptions(options),
    *check(page, { bullets }) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined || bullets.length === 0) return;
      const all = [...requirementsOf(page, matcher)];
      for (const bullet of bullets) yield* missingIn(page, all, [bullet].flat());
    },
  };
}

/** Not required of everybody in the role, or on top of what another section requires. */
const isExtra =
  /nice|bonus|prefer|desir|optional|additional|special(?!ist)|segment|\bplus\b|\bintern\b|federal|public sector/i;

/** “Base Requirements Across All Levels” */
const isOfAll = /\b(?:base|all|common|general|shared|every)\b/i;

function* requirementsOf(page: Page, matcher: SectionMatcher): Iterable<Requirements> {
  const namesOf = ({ heading }: Section): readonly string[] =>
    heading === undefined || heading.isOpaque
      ? []
      : matcher.match(heading.text).map(({ name }) => name);
  for (const section of page.sections) {
    const { heading, span } = section;
    if (heading === undefined || !namesOf(section).includes("Requirements")) continue;
    const above = sectionsAbove(page, section);
    if (above.some((it) => namesOf(it).includes("Requirements"))) continue;
    if ([section, ...above].some((it) => isExtra.test(it.heading?.text ?? ""))) continue;
    const role = above.find((it) => namesOf(it).length === 0);
    const isOfPage = role?.heading === undefined || role.depth === 1 || isOfAll.test(heading.text);
    const text = fold(page.prose.slice(span.start, span.end));
    yield { section, heading, role: isOfPage ? undefined : role, text };
  }
}

function fold(text: string): string {
  return foldWords(text).replace(/\s+/g, " ");
}

/** “Extends the Accountant requirements”, “All requirements of the Accountant, plus”. */
const takesOver =
  /\bexten(?:d|ds|ding|sion)\b|\b(?:all|same|previous|above)(?: of)?(?: the| that)?(?: \S{1,30}){0,6} (?:requirement|qualification)|\bin addition to\b|\b(?:requirements?|qualifications?)(?: \S{1,30}){0,8} (?:plus|above)\b|\bsame as\b|\bbuilds? (?:up)?on\b|\bplus\b[:,]/;

/** What the requirements of a page or of a role name holds for all roles in it; where none names it, the first is reported. */
function* missingIn(
  page: Page,
  all: readonly Requirements[],
  wordings: readonly string[],
): Iterable<Report> {
  const [bullet = ""] = wordings;
  const wanted = wordings.map(fold);
  const named = all.filter(({ text }) => wanted.some((words) => text.includes(words)));
  const open = all.filter(
    ({ role, section, text }) =>
      !takesOver.test(text) &&
      // What an include brings may be the bullet.
      !hasTemplate(page, section) &&
      !named.some((it) => isWithin(role?.span ?? section.span, it.role?.span)),
  );
  const ofPage = open.find(({ role }) => role === undefined);
  // Roles that name it themselves show where this page has it.
  const reported =
    ofPage === undefined
      ? open
      : named.length === 0
        ? [ofPage]
        : open.filter(({ role }) => role !== undefined);
  const roles = new Set<Section>();
  for (const { section, heading, role } of reported) {
    if (role !== undefined && roles.has(role)) continue;
    if (role !== undefined) roles.add(role);
    const suggestion = addBullet(page, section, bullet);
    const name = role?.heading?.text;
    yield {
      span: heading.span,
      key: `${name ?? ""}/${wanted[0] ?? ""}`,
      message:
        name === undefined
          ? `These requirements don't include ${quote(bullet, 60)}. Add it as a bullet.`
          : `The requirements of ${quote(name, 24)} don't include ${quote(bullet, 50)}. Add it.`,
      ...(suggestion !== undefined && { suggestions: [suggestion] }),
    };
  }
}

/** Everything is within the page, for which `outer` is left out. */
function isWithin({ start, end }: Span, outer: Span | undefined): boolean {
  return outer === undefined || (outer.start <= start && end <= outer.end);
}

/** Behind the last bullet of the section itself, with the mark of that bullet. */
function addBullet(page: Page, { own }: Section, bullet: string): Suggestion | undefined {
  const inside = page.items.filter(({ span }) => span.start >= own.start && span.end <= own.end);
  const last = inside.findLast(({ depth }) => depth === inside[0]?.depth);
  if (last === undefined || last.ordered) return undefined;
  const { source, lines } = page;
  const line = lines.span(lines.locate(last.span.start).line);
  const lead = /^ {0,3}[-*+] {1,4}/.exec(source.slice(line.start, line.end))?.[0];
  if (lead === undefined) return undefined;
  const end = last.span.start + source.slice(last.span.start, last.span.end).trimEnd().length;
  return {
    label: `Add ${quote(bullet, 60)}`,
    edits: [{ span: { start: end, end }, text: `\n${lead}${bullet}` }],
    isSafe: false,
  };
}
