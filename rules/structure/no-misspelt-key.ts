import { slipsBetween } from "../../src/text/near-misses.ts";
import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { FrontMatter, FrontMatterEntry } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { knownKeys } from "./known-keys.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(200)
    .default([])
    .describe("More valid keys, besides those of Hugo, Docsy and Middleman."),
});

/** Front matter keys are spelled the way site generators read them. */
export const noMisspeltKey: PageRule<z.output<typeof options>> = {
  id: "structure/no-misspelt-key",
  scope: "page",
  summary: "Front matter keys are spelled the way site generators read them.",
  why: "A misspelled key is silently ignored: the page has no description, or is published too early.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  *check({ frontMatter }, { keys }) {
    if (frontMatter === undefined) return;
    const known = [...Object.keys(knownKeys), ...keys];
    for (const entry of frontMatter.entries) {
      if (known.includes(entry.key)) continue;
      const meant = known.find((key) => isLike(entry.key, key));
      if (meant === undefined) continue;
      // structure/require-title reports it where the page has no other title.
      if (meant === "title" && frontMatter.get("title") === undefined) continue;
      yield {
        span: entry.keySpan,
        message: `${quote(entry.key)} looks like a misspelling of ${quote(meant)}. Rename the key or delete it.`,
        ...renamed(frontMatter, entry, meant),
      };
    }
  },
};

/** `decription`, `Description`, `+description`; not `linktitle` for `title`. */
export function isLike(key: string, known: string): boolean {
  const [written, right] = [fold(key), fold(known)];
  if (written === right) return true;
  if (right.length < 5 || written[0] !== right[0]) return false;
  return slipsBetween(written, right) <= (right.length < 8 ? 1 : 2);
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
