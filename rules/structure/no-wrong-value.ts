import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { FrontMatterEntry, Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { cutByComment, impossibleDate, mistyped, type WrongValue } from "./front-matter-values.ts";
import { knownKeys, knownLayouts, type ValueType } from "./known-keys.ts";

const options = z.strictObject({
  types: z
    .record(
      z.string().min(1).max(60),
      z.enum(["text", "date", "boolean", "integer", "list", "any"]),
    )
    .default({})
    .describe("The types of this handbook's own keys; `any` turns the check off for a key."),
});

/** Front matter values have the type that their key expects. */
export const noWrongValue: PageRule<z.output<typeof options>> = {
  id: "structure/no-wrong-value",
  scope: "page",
  summary: "Front matter values have the type that their key expects: text, a date, true or false.",
  why: "YAML reads unquoted versions as numbers and quoted words as text, so tools show or do the wrong thing.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  *check(page, { types }) {
    for (const entry of page.frontMatter?.entries ?? []) {
      const type = Object.hasOwn(types, entry.key) ? types[entry.key] : knownTypeOf(entry.key);
      const wrong = wrongValue(page, entry, type);
      if (wrong !== undefined) yield reportOf(entry, wrong);
    }
  },
};

/** Other spellings of the version key, such as `Version Number`. */
function knownTypeOf(key: string): ValueType | undefined {
  if (Object.hasOwn(knownKeys, key)) return knownKeys[key];
  return /^(?:document[ _-])?version(?:[ _-](?:number|no))?$/i.test(key) ? "text" : undefined;
}

function wrongValue(
  page: Page,
  entry: FrontMatterEntry,
  type: ValueType | undefined,
): WrongValue | undefined {
  const { key, value, valueSpan } = entry;
  const written = page.source.slice(valueSpan.start, valueSpan.end);
  const isYaml = page.frontMatter?.format === "yaml";
  if (type === "any") return undefined;
  const impossible = impossibleDate(written);
  if (impossible !== undefined || type === undefined) return impossible;
  const cut = isYaml && type === "text" ? cutByComment(page, entry) : undefined;
  if (cut !== undefined) return cut;
  if (value === null || value === "") {
    // structure/require-title reports an empty title.
    if (key === "title") return undefined;
    return { isKey: true, message: `${quote(key, 30)} has no value. Add one or delete the line.` };
  }
  if (key === "layout" && typeof value === "string") return misspeltLayout(value);
  return mistyped(entry, type, written, isYaml);
}

/** The site generator publishes a page with an unknown layout without any. */
function misspeltLayout(value: string): WrongValue | undefined {
  if (knownLayouts.includes(value)) return undefined;
  const meant = knownLayouts.find((layout) => distance(layout, value) <= 2);
  if (meant === undefined) return undefined;
  const message = `${quote(value, 35)} looks like a misspelling of ${quote(meant, 35)}. Correct it.`;
  return { message, write: meant };
}

function reportOf({ key, keySpan, valueSpan }: FrontMatterEntry, wrong: WrongValue): Report {
  const { isKey = false, message, write, until } = wrong;
  const span = isKey ? keySpan : { ...valueSpan, end: until ?? valueSpan.end };
  if (write === undefined) return { span, key, message };
  const edits = [{ span, text: write }];
  const label = `Write ${quote(write)}`;
  return { span, key, message, suggestions: [{ label, edits, isSafe: false }] };
}
