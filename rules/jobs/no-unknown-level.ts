import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { headingsAbove } from "../terms/blocks.ts";
import { foldLevel } from "./level-name.ts";

/** “Extends the Senior Accountant requirements”, “Extends that of the Senior Accountant responsibilities”. */
const extending = /\bextends? ([^\n.,;:()\uFFFC]{3,200})/gi;
const sectionWord = /\b(?:responsibilit(?:y|ies)|requirements?)\b/i;
const lead = /^(?:that of )?(?:the )?/;

/** Without one of these words, “previous” or “base” may be any level. */
const levelWords: ReadonlySet<string> = new Set(
  "junior associate intermediate senior staff principal distinguished manager director president".split(
    " ",
  ),
);

/** A level of people as such, or one known by its place. */
const anyLevel =
  /\b(?:above|previous|preceding|base|same|general|all|these|those|this|below|lower|prior|corresponding|respective|or|and)\b/i;

/** A level builds on one that stands on the same page, or links to the page of the other. */
export const noUnknownLevel: PageRule<Record<string, never>> = {
  id: "jobs/no-unknown-level",
  scope: "page",
  summary: "A level that extends another one refers to a level on the same page.",
  why: "Readers look for the level that this one extends and don't find it.",
  severity: "info",
  status: "stable",
  isFixable: false,
  pages: ["job-family"],
  options: noOptions,
  *check(page) {
    // A heading made by a template may be the level.
    if (page.headings.some(({ isOpaque }) => isOpaque)) return;
    let known: readonly ReadonlySet<string>[] | undefined;
    for (const span of extendedLevels(page)) {
      const name = page.prose.slice(span.start, span.end);
      known ??= knownLevels(page);
      if (isKnown(name, known)) continue;
      yield {
        span,
        message: `This page has no level named ${quote(name, 40)}. Use a level on this page, or link to it.`,
      };
    }
  },
};

/** Names of levels that others extend, without “the” and “level”; a link may lead to the page of the level. */
function* extendedLevels(page: Page): Iterable<Span> {
  for (const { index, 0: found, 1: text = "" } of page.prose.matchAll(extending)) {
    const before = text.search(sectionWord);
    if (before === -1) continue;
    const skipped = lead.exec(text)?.[0].length ?? 0;
    const name = withoutKind(text.slice(skipped, before).trimEnd());
    const start = index + found.length - text.length + skipped;
    if (name.length < 3 || isLinked(page, { start: index, end: start + name.length })) continue;
    yield { start, end: start + name.length };
  }
}

/** “Senior Accountant level” is “Senior Accountant”. */
function withoutKind(name: string): string {
  const kind = [" level", " role", " job"].find((it) => name.toLowerCase().endsWith(it)) ?? "";
  return name.slice(0, name.length - kind.length).trimEnd();
}

function isLinked({ links }: Page, { start, end }: Span): boolean {
  return links.some(({ span }) => span.start < end && start < span.end);
}

/** Words of each heading, of those above it and of the title: below “Accountant”, “Senior” is the Senior Accountant. */
function knownLevels(page: Page): readonly ReadonlySet<string>[] {
  const title = page.frontMatter?.get("title");
  const all = wordsOf(typeof title === "string" ? title : "");
  return page.sections.map((_, index) => {
    const above = headingsAbove(page, index).flatMap(wordsOf);
    return new Set([...all, ...above]);
  });
}

function wordsOf(text: string): readonly string[] {
  return foldLevel(text)
    .split(" ")
    .map((word) => (word.length > 3 ? word.replace(/([^s])s$/, "$1") : word));
}

/** A name is known if all its words stand in one heading and the title. */
function isKnown(name: string, known: readonly ReadonlySet<string>[]): boolean {
  // “PS” is Professional Services, and nobody can tell from the page.
  const spelt = name.replace(/\b(?!VP\b|SVP\b)[A-Z][A-Z&]{1,4}\b/g, " ");
  const words = wordsOf(spelt).filter(
    (word) => !/^(?:the|of|and|a|s|level|intermediate)$/.test(word),
  );
  if (!words.some((word) => levelWords.has(word)) || anyLevel.test(name)) return true;
  return known.some((heading) => words.every((word) => heading.has(word)));
}
