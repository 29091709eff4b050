import { describe, expect, test } from "vitest";
import { parseTermList, type Term, type TermList } from "../../../rules/terms/term-list.ts";
import { termRules } from "../../../rules/terms/term-rules.ts";
import type { Page } from "../../../src/page/page.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { pageOf, reportsOf, ruleFiles, writeReport, type TestPage } from "../built-in.ts";

type Example = Term["flags"][number];

const lists = ruleFiles
  .filter(({ path }) => !/\/(?:templates|jurisdictions|meanings)\//.test(path))
  .map(parseTermList);

function examplePage(example: Example, list: TermList, term: Term): TestPage {
  const { text, page, section, title } =
    typeof example === "string" ? { text: example } : { ...example };
  const front = `---\ntitle: ${title ?? "Onboarding"}\n---\n\n`;
  const type = page ?? term.pages?.[0] ?? list.pages?.[0];
  return {
    text: `${front}${section === undefined ? "" : `## ${section}\n\n`}${text}\n`,
    ...(type === undefined ? {} : { type }),
  };
}

/** The terms that a list by itself reports. */
function termsFound(list: TermList, page: Page): readonly (string | undefined)[] {
  const group = termRules([list]);
  const asked = new Set(group.rules.map(({ id }) => id));
  const check = group.prepare(new Map([...asked].map((id) => [id, {}])), { today: undefined });
  return [...check(page, asked)].map(({ report }) => report.term);
}

describe.each(lists.map((list) => [list.rule, list] as const))("%s", (rule, list) => {
  const cases = list.terms.map((term) => [term.id, term] as const);

  test.each(cases)("flags what its term “%s” should, once, and fixes it", (_, term) => {
    for (const example of term.flags) {
      const given = examplePage(example, list, term);
      const page = pageOf(given);
      const reports = reportsOf(rule, page);
      expect(
        reports.map((it) => writeReport(page, it)),
        given.text,
      ).toHaveLength(1);
      for (const { message, suggestions = [] } of reports) {
        expect(message.length, message).toBeLessThanOrEqual(120);
        for (const { edits } of suggestions) {
          const fixed = applyEdits(page.source, edits);
          expect(reportsOf(rule, pageOf({ ...given, text: fixed })), fixed).toEqual([]);
        }
      }
    }
  });

  test.each(cases)("lets pass what its term “%s” should", (_, term) => {
    for (const example of term.passes) {
      const page = pageOf(examplePage(example, list, term));
      expect(
        reportsOf(rule, page).map((it) => writeReport(page, it)),
        page.source,
      ).toEqual([]);
    }
  });

  const senses = list.terms.flatMap((term) => term.senses.map((sense) => [term, sense] as const));

  test.each(senses.map(([term, sense]) => [term.id, sense.is, term, sense] as const))(
    "knows the sense of its term “%s”: %s",
    (_id, _is, term, sense) => {
      const others = { ...term, senses: term.senses.filter((other) => other !== sense) };
      for (const example of sense.passes) {
        const page = pageOf(examplePage(example, list, term));
        expect(termsFound({ ...list, terms: [others] }, page), page.source).toContain(term.id);
        expect(reportsOf(rule, page).map((it) => writeReport(page, it))).toEqual([]);
      }
    },
  );

  test("names every term once", () => {
    const ids = list.terms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("no form stands in two terms of the same rule", () => {
  for (const list of lists) {
    const forms = list.terms.flatMap(({ forms, replace }) => [...forms, ...Object.keys(replace)]);
    expect(
      forms.filter((form, at) => forms.indexOf(form) !== at),
      list.rule,
    ).toEqual([]);
  }
});
