import { z } from "zod";
import type { Report, RuleId } from "../../src/lint/finding.ts";
import { quote, type RuleGroup, type RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { allOf, anyOf } from "./condition-test.ts";
import { isEqualOpportunityText, hasNameCapital, isInName, isInTitle } from "./exempt-text.ts";
import { expandForm, expandPair } from "./expand-form.ts";
import { isMention } from "./mention.ts";
import { placesOn, type Place } from "./place.ts";
import { replacement } from "./replacement.ts";
import { capitalised } from "./capitalised.ts";
import { createTermIndex } from "./term-index.ts";
import type { Term, TermList } from "./term-list.ts";

const options = z.strictObject({
  allow: z
    .array(z.string().min(1))
    .default([])
    .describe("Terms that are not reported: their ids, or words as they are written."),
});

export type TermOptions = z.infer<typeof options>;

/** One form of one term, with the test that decides whether to report it. Undefined: an exempt phrase. */
interface Entry {
  readonly rule: RuleId;
  readonly list: TermList;
  readonly term: Term;
  readonly form: string;
  readonly replace: string | undefined;
  readonly holds: (place: Place) => boolean;
}

/** All term lists as one group: every page is scanned once, whatever the number of lists. */
export function termRules(lists: readonly TermList[]): RuleGroup {
  const rules = lists.map(metaOf);
  const index = createTermIndex(lists.flatMap((list) => [...entriesOf(list)]));
  return {
    scope: "group",
    name: "terms",
    rules,
    prepare(enabled) {
      const allowed = new Map(
        [...enabled].map(([rule, given]) => [rule, options.parse(given ?? {}).allow]),
      );
      return function* (page, asked) {
        const placeOf = placesOn(page);
        for (const { span, values } of index.scan(page.prose)) {
          let place: Place | undefined;
          for (const entry of values) {
            if (entry === undefined) break;
            // The engine disables a rule during the scan once the rule has reached its limit.
            if (!asked.has(entry.rule)) continue;
            if (!isLookedFor(entry, page, allowed.get(entry.rule) ?? [])) continue;
            place ??= placeOf(span);
            if (isInName(place) || isEqualOpportunityText(place) || isInTitle(place)) break;
            if (isMention(place, entry.term.scare) || !entry.holds(place)) continue;
            yield { rule: entry.rule, report: reportOf(entry, place) };
            break;
          }
        }
      };
    },
  };
}

function metaOf(list: TermList): RuleMeta<TermOptions> {
  const { summary, why, severity, status, pages, languages } = list;
  return {
    id: ruleId(list.rule),
    summary,
    why,
    severity,
    status,
    languages,
    isFixable: list.terms.some(({ replace }) => Object.keys(replace).length > 0),
    terms: list.terms.map(({ id }) => id),
    ...(pages === undefined ? {} : { pages }),
    options: ruleOptions(options),
  };
}

function ruleId(text: string): RuleId {
  const slash = text.indexOf("/");
  return `${text.slice(0, slash)}/${text.slice(slash + 1)}`;
}

function* entriesOf(list: TermList): Iterable<readonly [string, Entry | undefined]> {
  for (const phrase of list.exempt) {
    for (const form of expandForm(phrase)) yield [form, undefined];
  }
  const listNeeds = allOf(list.needs);
  const listUnless = anyOf(list.unless);
  for (const term of list.terms) {
    const needs = allOf(term.needs);
    const unless = anyOf(term.unless);
    const holds = (place: Place): boolean =>
      hasRightCase(term, place) &&
      listNeeds(place) &&
      needs(place) &&
      !listUnless(place) &&
      !unless(place);
    const entry = (form: string, replace?: string): readonly [string, Entry] => [
      form.toLowerCase(),
      { rule: ruleId(list.rule), list, term, form, replace, holds },
    ];
    for (const marked of term.forms) yield* expandForm(marked).map((form) => entry(form));
    for (const [marked, text] of Object.entries(term.replace)) {
      yield* expandPair(marked, text).map(([form, replace]) => entry(form, replace));
    }
  }
}

function isLookedFor({ list, term, form }: Entry, page: Page, allow: readonly string[]): boolean {
  const pages = term.pages ?? list.pages;
  if (pages !== undefined && !pages.includes(page.type)) return false;
  return !allow.some((word) => word === term.id || word.toLowerCase() === form.toLowerCase());
}

function hasRightCase(term: Term, place: Place): boolean {
  if (term.case === "name") return !hasNameCapital(place);
  if (term.case === "any") return true;
  const found = place.page.prose.slice(place.span.start, place.span.end);
  return [...term.forms, ...Object.keys(term.replace)].some((form) =>
    expandForm(form).includes(found),
  );
}

function reportOf(entry: Entry, { page, span }: Place): Report {
  const { list, term, replace } = entry;
  const found = page.prose.slice(span.start, span.end);
  const better = replace === undefined ? term.alternatives : [replace];
  const says = `${quote(found, 30)} ${term.says ?? list.says}`;
  const advice =
    term.advice ??
    `write ${[...new Set(better)]
      .slice(0, 2)
      .map((word) => quote(word, 30))
      .join(" or ")}`;
  const suggestion =
    replace === undefined
      ? undefined
      : replacement(page.source, page.prose, span, replace, term.verb);
  return {
    span,
    message: `${says}. ${capitalised(advice)}.`,
    term: term.id,
    ...(suggestion === undefined ? {} : { suggestions: [suggestion] }),
  };
}
