import { nearestWord } from "../text/near-misses.ts";

import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import { quote } from "./rule.ts";

/** A comment of a page that speaks to the engine. */
export interface Directive {
  readonly verb: string;
  readonly comment: Span;
  readonly rules: readonly string[];
  readonly until: string | undefined;
  readonly hasReason: boolean;
  /** What is wrong with the comment as such. */
  readonly problem: string | undefined;
}

/** Comments that are read on one page, and rules that one of them may name: people need a handful. */
const directivesMax = 200;
const rulesPerDirectiveMax = 10;

const verbs = ["disable-next-line", "disable-line", "disable", "enable", "disable-file"];

/** Reads the comments of a page that begin with `handbook-bot-`, as the page parser found them. */
export function readDirectives(page: Page): readonly Directive[] {
  const found: Directive[] = [];
  for (const { kind, span } of page.opaque) {
    const directive = kind === "html-comment" ? readDirective(page.source, span) : undefined;
    if (!directive) continue;
    found.push(directive);
    if (found.length <= directivesMax) continue;
    const problem = `A page has at most ${directivesMax} suppressions. This one and those after it are ignored.`;
    found[directivesMax] = { ...directive, problem };
    break;
  }
  return found;
}

/** Reads `handbook-bot-VERB RULE[, RULE] [until DATE] [-- reason]`; undefined for any other comment. */
function readDirective(source: string, comment: Span): Directive | undefined {
  const text = source
    .slice(comment.start, Math.min(comment.end, comment.start + 2_000))
    .replace(/^<!--/, "")
    .replace(/-->[^]*$/, "")
    .replace(/\s+/g, " ")
    .trim();
  const head = /^handbook-bot-([\w-]+) ?/.exec(text);
  if (!head) return undefined;
  const verb = head[1]!;
  const [instruction = "", ...reason] = text
    .slice(head[0].length)
    .split(/(?:^| )(?:--|–|—)(?: |$)/);
  const [names = "", until] = instruction.split(/(?:^| )until(?: |$)/);
  const rules = names.split(/[ ,]+/).filter((name) => name !== "");
  const meant = nearestWord(verb, verbs);
  const hint = meant === undefined ? "" : ` Did you mean handbook-bot-${meant}?`;
  const problem = verbs.includes(verb)
    ? problemOf(verb, rules, until)
    : `${quote(`handbook-bot-${verb}`)} is not an instruction.${hint}`;
  const hasReason = reason.join(" ").trim() !== "";
  return { verb, comment, rules, until: until?.trim(), hasReason, problem };
}

function problemOf(
  verb: string,
  rules: readonly string[],
  until: string | undefined,
): string | undefined {
  if (rules.length === 0 && verb !== "enable") {
    return `handbook-bot-${verb} names no rule. Add the rule's id after it.`;
  }
  if (rules.length > rulesPerDirectiveMax) {
    return `handbook-bot-${verb} names ${rules.length} rules. One comment can name at most ${rulesPerDirectiveMax}.`;
  }
  if (until !== undefined && !isDate(until.trim())) {
    return `“until” needs a date such as 2026-12-31, not ${quote(until, 20)}.`;
  }
  return undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
