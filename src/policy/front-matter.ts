import type { Page } from "../page/page.ts";
import { compareSentences } from "./compare-sentences.ts";
import type { Difference } from "./difference.ts";
import { readTokens } from "./tokens.ts";
import { type WorkBudget, workOf } from "./work-budget.ts";

/** Keys that say when somebody last worked on a page, or how it is shown: nothing that a policy says. */
const ignored =
  /^(?:date|last|updated?|modified|review|reviewed|created|published|weight|order|layout|template|tags?|aliases|slug|url|permalink|image|extra|menu|toc|css|js|draft|canonical)/i;

/** Among them those that may say how often a page is to be reviewed, where their value is no day. */
const cycles = /^review(?:s|[-_ ]?(?:cycle|frequency|interval|period|schedule))?$/i;

/** Keys of which every value counts, whatever it is. */
const decisive =
  /(?:scope|appl(?:y|ies)|audience|owner|approv|effective|expir|valid|status|controlled|classification|region|countr|entity|jurisdiction)/i;

/** Longer values are data. */
const charactersMax = 2_000;

/** Says what the front matter of a policy says otherwise than before, key by key. */
export function frontMatterDifferences(
  before: Page,
  after: Page,
  budget: WorkBudget,
): readonly Difference[] {
  const was = entriesOf(before);
  const is = entriesOf(after);
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].flatMap((key) => differenceOf(key, was.get(key), is.get(key), budget) ?? []);
}

function differenceOf(key: string, was = "", is = "", budget: WorkBudget): Difference | undefined {
  if (withoutQuotes(was) === withoutQuotes(is)) return undefined;
  const isDecisive = decisive.test(key);
  if (was === "" || is === "") return isDecisive ? { kinds: ["front matter"], was, is } : undefined;
  if (!budget.take(workOf.character * (was.length + is.length), "reading")) return undefined;
  const tokens = { was: readTokens(was), is: readTokens(is) };
  const alignments = tokens.was.length * tokens.is.length;
  if (!budget.take(workOf.alignment * alignments, "comparing")) return undefined;
  const found = compareSentences(
    { text: was, tokens: tokens.was },
    { text: is, tokens: tokens.is },
  );
  // In titles words have capitals that are no names.
  const kinds = found.kinds.filter((kind) => kind !== "name" || isDecisive);
  if (kinds.length > 0) return { ...found, kinds, was, is };
  return isDecisive ? { kinds: ["front matter"], was, is } : undefined;
}

/** As entries are compared: quotes and capitals are notation. */
function withoutQuotes(entry: string): string {
  return entry.replace(/["']/g, "").toLowerCase();
}

/** Each entry as `key: value`; of a key that stands twice the first. */
function entriesOf({ frontMatter, source }: Page): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, valueSpan } of frontMatter?.entries ?? []) {
    const value = source.slice(valueSpan.start, valueSpan.end).replace(/\s+/g, " ").trim();
    const isIgnored = ignored.test(key) && !(cycles.test(key) && !/\d{4}/.test(value));
    if (isIgnored || found.has(key)) continue;
    found.set(key, `${key}: ${plainValue(value)}`.slice(0, charactersMax));
  }
  return found;
}

/** Without the quotes around a value, or the mark of a block. */
function plainValue(value: string): string {
  const quote = value[0];
  const isQuoted = (quote === '"' || quote === "'") && value.length > 1 && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value.replace(/^[>|][+-]? /, "");
}
