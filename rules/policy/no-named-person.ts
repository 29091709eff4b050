import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page, Section } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { createSectionMatcher } from "../structure/section-name.ts";

/** A handle, not a group with a slash behind it and not the end of an e-mail address. */
const handle =
  /(?<![\p{L}\p{N}@/._`-])@[a-z][a-z0-9_-]{0,38}(?:\.[a-z0-9_-]{1,38}){0,3}(?![\w/@-])/giu;

/** The rule that the responsibilities in a policy are those of roles. */
export function noNamedPerson(templates: readonly PageTemplate[]): PageRule {
  const matchers = templates
    .filter(({ rule }) => rule === "structure/require-policy-sections")
    .map(createSectionMatcher);
  return {
    id: "policy/no-named-person",
    scope: "page",
    summary: "A policy gives responsibilities to roles, not to people.",
    why: "People change jobs, and then the policy makes somebody responsible who has left.",
    severity: "info",
    status: "stable",
    languages: ["en"],
    isFixable: false,
    pages: ["policy"],
    options: noOptions,
    *check(page) {
      const isRoles = ({ heading }: Section): boolean =>
        heading !== undefined &&
        matchers.some((matcher) =>
          matcher.match(heading.text).some(({ name }) => name === "Roles and Responsibilities"),
        );
      for (const section of page.sections.filter(isRoles)) {
        for (const span of peopleIn(page, section.own)) {
          const name = page.prose.slice(span.start, span.end).replace(/\s+/g, " ").trim();
          yield {
            span,
            message: `${quote(name, 45)} is a person. Name the responsible role or department instead.`,
          };
        }
      }
    },
  };
}

/** Links into the list of team members, and handles. */
function* peopleIn({ links, prose }: Page, { start, end }: Span): Iterable<Span> {
  const linked = links.filter(
    ({ span, target }) =>
      span.start >= start && span.end <= end && /\/company\/team\/#[a-z]/i.test(target),
  );
  for (const { textSpan } of linked) if (textSpan.end > textSpan.start) yield textSpan;
  for (const { index, 0: found } of prose.slice(start, end).matchAll(handle)) {
    const at = start + index;
    if (linked.some(({ span }) => span.start <= at && at < span.end)) continue;
    yield { start: at, end: at + found.length };
  }
}
