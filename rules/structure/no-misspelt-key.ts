import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Handbook } from "../../src/handbook/handbook.ts";
import type { Report } from "../../src/lint/finding.ts";
import { type HandbookRule, quote } from "../../src/lint/rule.ts";
import type { FrontMatter, FrontMatterEntry } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { capitalised } from "../terms/capitalised.ts";
import { knownKeys } from "./known-keys.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(200)
    .default([])
    .describe("More valid keys, besides those of site generators and those used on several pages."),
});

/** A key on at least so many pages is one that this handbook has chosen. */
const OWN_PAGES = 5;

/** A misspelling is on few pages: at most on these, or on one in twenty of those with the right key. */
const SLIP_PAGES = 2;
const SLIP_SHARE = 20;

/** Front matter keys are spelled the way site generators, or the other pages, spell them. */
export const noMisspeltKey: HandbookRule<z.output<typeof options>> = {
  id: "structure/no-misspelt-key",
  scope: "handbook",
  summary: "Front matter keys are spelled the way site generators read them.",
  why: "A misspelled key is silently ignored: the page has no description, or is published too early.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  prepare({ keys }, { handbook }) {
    const known = new Set([...Object.keys(knownKeys), ...keys]);
    let counts: ReadonlyMap<string, number> | undefined;
    return function* ({ frontMatter }) {
      for (const entry of frontMatter?.entries ?? []) {
        if (frontMatter === undefined || known.has(entry.key)) continue;
        counts ??= pagesWithKeys(handbook);
        const meant = meantKey(entry.key, known, counts);
        if (meant === undefined) continue;
        // structure/require-title reports it where the page has no other title.
        if (meant === "title" && frontMatter.get("title") === undefined) continue;
        yield {
          span: entry.keySpan,
          message: `${quote(entry.key)} looks like a misspelling of ${quote(meant)}. Rename the key or delete it.`,
          ...renamed(frontMatter, entry, meant),
        };
      }
    };
  },
};

/** The number of pages that have each key. */
function pagesWithKeys(handbook: Handbook): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of handbook.paths()) {
    for (const key of new Set(handbook.page(path)?.keys)) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** The key that a rare one is very like: of a site generator, or of many other pages. */
function meantKey(
  key: string,
  known: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): string | undefined {
  const own = [...counts].filter(([, pages]) => pages >= OWN_PAGES).map(([name]) => name);
  const pages = counts.get(key) ?? 1;
  const all = [...known, ...own];
  if (all.some((other) => isOtherSeparator(key, other))) return undefined;
  return all.find((other) => {
    const isRare = pages <= Math.max(SLIP_PAGES, (counts.get(other) ?? 0) / SLIP_SHARE);
    return isRare && other !== key && isLike(key, other) && !isOtherNumber(key, other);
  });
}

/** `next-review`, `next_review` and `nextReview` are three ways to write a key, none of them misspelled. */
function isOtherSeparator(key: string, other: string): boolean {
  if (fold(key) !== fold(other)) return false;
  const words = other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).split(/[-_]/);
  const camel = words.map((word, index) => (index === 0 ? word : capitalised(word))).join("");
  return [words.join("-"), words.join("_"), camel].includes(key);
}

/** `decription`, `Description`, `+description`; not `linktitle` for `title`. */
export function isLike(key: string, known: string): boolean {
  const [written, right] = [fold(key), fold(known)];
  if (written === right) return true;
  if (right.length < 5 || written[0] !== right[0]) return false;
  return distance(written, right) <= (right.length < 8 ? 1 : 2);
}

/** `authors` and `author` are two keys. */
function isOtherNumber(key: string, known: string): boolean {
  const [one, other] = [fold(key), fold(known)];
  return ["s", "es"].some((ending) => one + ending === other || other + ending === one);
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, "");
}

/** Where the right key is there already, nobody but the author knows which value counts. */
function renamed(
  frontMatter: FrontMatter,
  { keySpan }: FrontMatterEntry,
  meant: string,
): Pick<Report, "suggestions"> {
  if (frontMatter.get(meant) !== undefined) return {};
  return {
    suggestions: [
      {
        label: `Rename the key to ${quote(meant)}`,
        edits: [{ span: keySpan, text: meant }],
        isSafe: false,
      },
    ],
  };
}
