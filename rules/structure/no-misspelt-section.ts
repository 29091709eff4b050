import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Report } from "../../src/lint/finding.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { isTemplateFor, languagesOf, type PageTemplate } from "./page-template.ts";
import { createSectionMatcher, type SectionMatcher } from "./section-name.ts";
import { likeCase } from "../terms/letter-case.ts";

/** The rule that section names are spelled correctly. */
export function noMisspeltSection(templates: readonly PageTemplate[]): PageRule {
  const prepared = templates.map((template) => ({
    template,
    matcher: createSectionMatcher(template),
  }));
  return {
    id: "structure/no-misspelt-section",
    scope: "page",
    summary: "Section names are spelled correctly.",
    why: "Searches, links from other pages and tools miss a section with a misspelled name.",
    severity: "warning",
    status: "stable",
    languages: languagesOf(templates),
    isFixable: true,
    pages: [...new Set(templates.flatMap(({ pages }) => pages))],
    options: noOptions,
    *check(page) {
      for (const { template, matcher } of prepared) {
        if (isTemplateFor(template, page)) yield* misspeltSections(page, matcher);
      }
    },
  };
}

/** Reports headings that misspell a section name of a template. */
export function* misspeltSections(page: Page, matcher: SectionMatcher): Iterable<Report> {
  for (const { text, textSpan, isOpaque } of page.headings) {
    if (isOpaque) continue;
    const meant = matcher.misspelt(text);
    if (meant === undefined) {
      yield* misspeltEnd(page, textSpan, text, matcher.misspeltEnd(text));
      continue;
    }
    const name = likeCase(text, meant.toLowerCase());
    const isPlain = page.source.slice(textSpan.start, textSpan.end) === text;
    yield {
      span: textSpan,
      message: `${quote(text)} is misspelled. Write ${quote(name)}.`,
      ...(isPlain && {
        suggestions: [
          {
            label: `Replace with ${quote(name)}`,
            edits: [{ span: textSpan, text: name }],
            isSafe: true,
          },
        ],
      }),
    };
  }
}

/** Corrects the last words only: those before them name the level. */
function* misspeltEnd(
  page: Page,
  { start, end }: Span,
  text: string,
  meant: string | undefined,
): Iterable<Report> {
  if (meant === undefined) return;
  const last = text.split(" ").slice(-meant.split(" ").length).join(" ");
  if (!/^[\p{L} ]+$/u.test(last)) return;
  const name = likeCase(last, meant);
  const isPlain = page.source.slice(start, end) === text;
  const span = isPlain ? { start: end - last.length, end } : { start, end };
  const message = `${quote(last)} is misspelled. Write ${quote(name)}.`;
  const edits = [{ span, text: name }];
  const label = `Replace with ${quote(name)}`;
  yield { span, message, ...(isPlain && { suggestions: [{ label, edits, isSafe: true }] }) };
}
