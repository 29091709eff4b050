import { quote } from "../../src/lint/rule.ts";
import type { FrontMatterEntry, Page } from "../../src/page/page.ts";
import type { ValueType } from "./known-keys.ts";

/** What is wrong with a value of the front matter. */
export interface WrongValue {
  readonly message: string;
  /** The key is where to look, not the value. */
  readonly isKey?: true;
  /** What to write instead. */
  readonly write?: string;
  /** Where the text ends that the author meant as the value, if that is behind the value. */
  readonly until?: number;
}

/** A value that has not the type of its key. */
export function mistyped(
  { key, value }: FrontMatterEntry,
  type: ValueType,
  written: string,
  isYaml: boolean,
): WrongValue | undefined {
  const shown = quote(written, 30);
  const name = quote(key, 30);
  if (type === "text" && typeof value === "number") {
    const read = String(value) === written ? "a number" : `the number ${String(value)}`;
    return {
      message: `${shown} is read as ${read}. Put it in quotes.`,
      write: JSON.stringify(written),
    };
  }
  if (type === "text" && (typeof value === "boolean" || (isYaml && isOldBoolean(written)))) {
    const read =
      typeof value === "boolean" ? `is read as ${value}` : "is true or false in old YAML";
    return { message: `${shown} ${read}. Put it in quotes.`, write: JSON.stringify(written) };
  }
  if (type === "boolean" && typeof value !== "boolean") {
    const meant = meantBoolean(value);
    const message = `${name} must be true or false, not ${shown}.`;
    return meant === undefined ? { message } : { message, write: meant };
  }
  if (type === "integer" && typeof value !== "number") {
    const isNumber = typeof value === "string" && /^\d{1,9}$/.test(value.trim());
    const message = `${name} must be a number, not ${shown}. Write it in digits without quotes.`;
    return isNumber ? { message, write: value.trim() } : { message };
  }
  if (type === "date" && !isDate(value)) {
    return { message: `${shown} is not a date that tools can read. Write it as YYYY-MM-DD.` };
  }
  return undefined;
}

/** `2026-02-31`, whatever its key. */
export function impossibleDate(written: string): WrongValue | undefined {
  const [, year, month, day] =
    /^["']?(\d{4})-(\d{2})-(\d{2})(?:["']?$|[T ]\d)/.exec(written.slice(0, 40)) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThere = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  if (isThere) return undefined;
  return {
    message: `${quote(`${year}-${month}-${day}`)} is not in the calendar. Correct the date.`,
  };
}

/** `title: A #1 team`: YAML takes what follows the blank for a comment. */
export function cutByComment(
  { lines, source }: Page,
  { keySpan, valueSpan }: FrontMatterEntry,
): WrongValue | undefined {
  const { end } = lines.span(lines.locate(keySpan.start).line);
  if (valueSpan.end > end || /^["'|>[{&*]/.test(source.slice(valueSpan.start, valueSpan.end)))
    return;
  const rest = source.slice(valueSpan.end, Math.min(end, valueSpan.end + 300)).trimEnd();
  // A comment is written with a blank behind its sign.
  if (!/^[ \t]+#[^\s#]/.test(rest)) return undefined;
  const kept = source.slice(valueSpan.start, valueSpan.end);
  const meant = (kept + rest).trim();
  const read = kept === "" ? "empty" : quote(kept, 30);
  return {
    message: `${quote(meant, 30)} is read as ${read}: the rest is a comment. Put it in quotes.`,
    write: `${kept === "" ? " " : ""}${JSON.stringify(meant)}`,
    until: valueSpan.end + rest.length,
  };
}

/** Ruby, and so Jekyll and Middleman, read these as YAML 1.1 does. */
function isOldBoolean(written: string): boolean {
  return /^(?:yes|no|on|off|y|n)$/i.test(written);
}

function meantBoolean(value: FrontMatterEntry["value"]): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^(?:true|yes|on|y)$/i.test(value.trim())) return "true";
  return /^(?:false|no|off|n)$/i.test(value.trim()) ? "false" : undefined;
}

/** `2026-03-01`, with or without a time; a template of a page may have `YYYY-MM-DD` or `[Fill in: …]`. */
function isDate(value: FrontMatterEntry["value"]): boolean {
  if (value instanceof Date) return true;
  return (
    typeof value === "string" && /^(?:\d{4}-\d{2}-\d{2}(?:$|[T ])|Y{4}-|[{[])/.test(value.trim())
  );
}
