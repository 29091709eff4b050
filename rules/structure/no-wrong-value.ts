import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { FrontMatterEntry, Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { distance } from "fastest-levenshtein";
import { knownKeys, knownLayouts, type ValueType } from "./known-keys.ts";

const options = z.strictObject({
  types: z
    .record(
      z.string().min(1).max(60),
      z.enum(["text", "date", "boolean", "integer", "list", "any"]),
    )
    .default({})
    .describe("What keys of this handbook hold; `any` switches a known key off."),
});

/** The values of the front matter are what their keys hold. */
export const noWrongValue: PageRule<z.output<typeof options>> = {
  id: "structure/no-wrong-value",
  scope: "page",
  summary: "The values of the front matter are what their keys hold: text, dates, true or false.",
  why: "YAML reads 1.10 as 1.1 and “yes” as text, and tools then show or do something else.",
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

/** Keys of other houses, such as `Version Number`, hold versions too. */
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
    // The title of a page is structure/require-title's.
    if (key === "title") return undefined;
    return { span: keySpan, key, message: `${name} is empty; write its value or delete the line` };
  }
  if (type === "text" && typeof value === "number") {
    const lost = String(value) === written ? "" : `, and is read as ${String(value)}`;
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is a number${lost}; put it between quotes`,
      ...replacing(JSON.stringify(written)),
    };
  }
  if (key === "layout" && typeof value === "string") return misspeltLayout(entry, value);
  if (type === "text" && typeof value === "boolean") {
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is no text to YAML; put it between quotes`,
      ...replacing(JSON.stringify(written)),
    };
  }
  if (type === "boolean" && typeof value !== "boolean") {
    const meant = meantBoolean(value);
    return {
      span: valueSpan,
      key,
      message: `${name} is true or false, and ${quote(written, 30)} is neither`,
      ...(meant !== undefined && replacing(meant)),
    };
  }
  if (type === "integer" && typeof value !== "number") {
    const isNumber = typeof value === "string" && /^\d{1,9}$/.test(value.trim());
    return {
      span: valueSpan,
      key,
      message: `${name} is a number, and ${quote(written, 30)} is none; write digits without quotes`,
      ...(isNumber && replacing(value.trim())),
    };
  }
  if (type === "date" && !isDate(value)) {
    return {
      span: valueSpan,
      key,
      message: `${quote(written, 30)} is no date that tools read; write year-month-day, such as 2026-03-01`,
    };
  }
  return undefined;
}

/** A page with a layout that is not there is published without one. */
function misspeltLayout({ key, valueSpan }: FrontMatterEntry, value: string): Report | undefined {
  if (knownLayouts.includes(value)) return undefined;
  const meant = knownLayouts.find((layout) => distance(layout, value) <= 2);
  if (meant === undefined) return undefined;
  return {
    span: valueSpan,
    key,
    message: `${quote(value, 40)} looks like a misspelt ${quote(meant, 40)}; write that`,
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
