import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { FrontMatterEntry, Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { slipsBetween } from "../../src/text/near-misses.ts";
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
      const given = Object.hasOwn(types, entry.key) ? types[entry.key] : knownTypeOf(entry.key);
      const report = given === undefined ? undefined : wrongValue(page, entry, given);
      if (report !== undefined) yield report;
    }
  },
};

/** Other spellings of the version key, such as `Version Number`. */
function knownTypeOf(key: string): ValueType | undefined {
  if (Object.hasOwn(knownKeys, key)) return knownKeys[key];
  return /^(?:document[ _-])?version(?:[ _-](?:number|no))?$/i.test(key) ? "text" : undefined;
}

function wrongValue(page: Page, entry: FrontMatterEntry, type: ValueType): Report | undefined {
  const { key, value, keySpan, valueSpan } = entry;
  const written = page.source.slice(valueSpan.start, valueSpan.end);
  const name = quote(key, 30);
  const replacing = (text: string): Pick<Report, "suggestions"> => ({
    suggestions: [
      { label: `Write ${quote(text)}`, edits: [{ span: valueSpan, text }], isSafe: false },
    ],
  });
  if (type === "any") return undefined;
  if (value === null || value === "") {
    // structure/require-title reports an empty title.
    if (key === "title") return undefined;
    return { span: keySpan, key, message: `${name} has no value. Add one or delete the line.` };
  }
  if (type === "text" && typeof value === "number") {
    const read = String(value) === written ? "a number" : `the number ${String(value)}`;
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is read as ${read}. Put it in quotes.`,
      ...replacing(JSON.stringify(written)),
    };
  }
  if (key === "layout" && typeof value === "string") return misspeltLayout(entry, value);
  if (type === "text" && typeof value === "boolean") {
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is read as ${String(value)}, not as text. Put it in quotes.`,
      ...replacing(JSON.stringify(written)),
    };
  }
  if (type === "boolean" && typeof value !== "boolean") {
    const meant = meantBoolean(value);
    return {
      span: valueSpan,
      key,
      message: `${name} must be true or false, not ${quote(written, 30)}.`,
      ...(meant !== undefined && replacing(meant)),
    };
  }
  if (type === "integer" && typeof value !== "number") {
    const isNumber = typeof value === "string" && /^\d{1,9}$/.test(value.trim());
    return {
      span: valueSpan,
      key,
      message: `${name} must be a number, not ${quote(written, 30)}. Write it in digits without quotes.`,
      ...(isNumber && replacing(value.trim())),
    };
  }
  if (type === "date" && !isDate(value)) {
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is not a date that tools can read. Write it as YYYY-MM-DD.`,
    };
  }
  return undefined;
}

/** The site generator publishes a page with an unknown layout without any. */
function misspeltLayout({ key, valueSpan }: FrontMatterEntry, value: string): Report | undefined {
  if (knownLayouts.includes(value)) return undefined;
  const meant = knownLayouts.find((layout) => slipsBetween(layout, value) <= 2);
  if (meant === undefined) return undefined;
  return {
    span: valueSpan,
    key,
    message: `${quote(value, 35)} looks like a misspelling of ${quote(meant, 35)}. Correct it.`,
    suggestions: [
      {
        label: `Write ${quote(meant)}`,
        edits: [{ span: valueSpan, text: meant }],
        isSafe: false,
      },
    ],
  };
}

function meantBoolean(value: FrontMatterEntry["value"]): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^(?:true|yes|on|y)$/i.test(value.trim())) return "true";
  return /^(?:false|no|off|n)$/i.test(value.trim()) ? "false" : undefined;
}

/** `2026-03-01`, with or without a time; a template of a page may have `YYYY-MM-DD`. */
function isDate(value: FrontMatterEntry["value"]): boolean {
  if (value instanceof Date) return true;
  return (
    typeof value === "string" && /^(?:\d{4}-\d{2}-\d{2}(?:$|[T ])|Y{4}-|\{)/.test(value.trim())
  );
}
