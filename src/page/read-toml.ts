import { parse, TomlError } from "smol-toml";

import type { FrontMatterEntry, PageProblem, YamlValue } from "./page.ts";

// How deep values may nest.
const DEPTH_MAX = 50;

/** A line that gives a key its value, or opens a table. */
interface KeyLine {
  /** The whole key in its table: `params.author`. */
  readonly name: string;
  /** The key of the front matter that it is part of: `params`. */
  readonly top: string;
  readonly start: number;
  readonly end: number;
  /** Where the value begins; undefined for the line that opens a table. */
  readonly value: number | undefined;
  /** The end of the value, which may be lines below. */
  valueEnd: number;
}

/** Reads TOML with the place of every top-level key; `base` is where the text begins. */
export function readToml(
  toml: string,
  base: number,
): { readonly entries: FrontMatterEntry[]; readonly problems: PageProblem[] } {
  const lines = keyLines(toml);
  const seen = new Map<string, KeyLine>();
  const repeated: KeyLine[] = [];
  for (const line of lines) {
    const first = seen.get(line.name);
    if (first === undefined) seen.set(line.name, line);
    else if (line.value !== undefined) repeated.push(line);
  }
  const problems = repeated.map(({ name, start, end }): PageProblem => {
    const message = `The key “${name.replace(/[“”]/g, "").slice(0, 40)}” appears twice in the front matter. One of them is ignored.`;
    const span = { start: base + start, end: base + end };
    return { kind: "front-matter-duplicate-key", span, message };
  });
  const values = readValues(blanked(toml, repeated), base, problems);
  const entries = topEntries(lines, values, toml, base);
  return { entries, problems };
}

function readValues(toml: string, base: number, problems: PageProblem[]): Record<string, unknown> {
  try {
    return parse(toml, { maxDepth: DEPTH_MAX });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n", 1)[0]?.replace(/^Invalid TOML document: /, "") ?? "";
    const message = `The front matter is not valid TOML: ${reason.slice(0, 80)}.`;
    const start = base + offsetOf(toml, error.line, error.column);
    problems.push({ kind: "front-matter-syntax", span: { start, end: start }, message });
    return {};
  }
}

function offsetOf(toml: string, line: number, column: number): number {
  let at = 0;
  for (let before = 1; before < line; before += 1) at = toml.indexOf("\n", at) + 1;
  return Math.min(toml.length, at + column - 1);
}

/** Second values of a key would stop the parser: they are left out, as a reader leaves them out. */
function blanked(toml: string, lines: readonly KeyLine[]): string {
  let text = toml;
  for (const { start, valueEnd } of lines) {
    text =
      text.slice(0, start) +
      text.slice(start, valueEnd).replace(/[^\n]/g, " ") +
      text.slice(valueEnd);
  }
  return text;
}

function topEntries(
  lines: readonly KeyLine[],
  values: Record<string, unknown>,
  toml: string,
  base: number,
): FrontMatterEntry[] {
  const entries = new Map<string, FrontMatterEntry>();
  for (const { top, name, start, end, value, valueEnd } of lines) {
    if (entries.has(top)) continue;
    const isOwn = name === top && value !== undefined;
    entries.set(top, {
      key: top,
      value: valueOf(values[top], 0),
      keySpan: { start: base + start, end: base + end },
      valueSpan: {
        start: base + (isOwn ? value : end),
        end: base + (isOwn ? trimmed(toml, valueEnd) : end),
      },
    });
  }
  return [...entries.values()];
}

function trimmed(toml: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(toml.charAt(at - 1))) at -= 1;
  return at;
}

function valueOf(value: unknown, depth: number): YamlValue {
  if (depth > DEPTH_MAX) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (value instanceof Date) return new Date(value.getTime());
  if (Array.isArray(value)) return value.map((item) => valueOf(item, depth + 1));
  if (typeof value !== "object" || value === null) return null;
  const object: { [key: string]: YamlValue } = Object.create(null);
  for (const [key, inner] of Object.entries(value)) object[key] = valueOf(inner, depth + 1);
  return object;
}

const KEY =
  /^[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=[ \t]*/;
const TABLE =
  /^[ \t]*(\[\[?)[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*\]\]?/;

/** The lines that begin a key or a table; values that go on over lines are stepped over. */
function keyLines(toml: string): readonly KeyLine[] {
  const lines: KeyLine[] = [];
  let table = "";
  let tables = 0;
  for (let at = 0; at < toml.length;) {
    const lineBreak = toml.indexOf("\n", at);
    const end = lineBreak === -1 ? toml.length : lineBreak;
    const line = toml.slice(at, Math.min(end, at + 1_000));
    const header = TABLE.exec(line);
    const key = header === null ? KEY.exec(line) : null;
    const written = header?.[2] ?? key?.[1];
    if (written === undefined) {
      at = end + 1;
      continue;
    }
    const start = at + line.indexOf(written);
    const path = written.replace(/["' \t]/g, "");
    if (header !== null) {
      tables += 1;
      // Each table of an array has keys of its own.
      table = header[1] === "[[" ? `${path}#${tables}.` : `${path}.`;
    }
    const value = key === null ? undefined : at + key[0].length;
    const valueEnd = value === undefined ? end : valueEndOf(toml, value);
    const name =
      header === null ? `${table}${path}` : `${path}${header[1] === "[[" ? `#${tables}` : ""}`;
    const top = /^[^.#]*/.exec(name)?.[0] ?? name;
    lines.push({ name, top, start, end: start + written.length, value, valueEnd });
    at = Math.max(end, valueEnd) + 1;
  }
  return lines;
}

/** The end of the line on which a value ends: strings of several lines and arrays go on. */
function valueEndOf(toml: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < toml.length) {
    const quote = /^(?:"""|'''|"|')/.exec(toml.slice(at, at + 3))?.[0];
    if (quote !== undefined) {
      at = stringEnd(toml, at + quote.length, quote);
      continue;
    }
    const char = toml[at];
    if (char === "\n" && depth === 0) return at;
    if (char === "#") {
      const end = toml.indexOf("\n", at);
      at = end === -1 ? toml.length : end;
      continue;
    }
    if (char === "[" || char === "{") depth += 1;
    if (char === "]" || char === "}") depth = Math.max(0, depth - 1);
    at += 1;
  }
  return toml.length;
}

function stringEnd(toml: string, from: number, quote: string): number {
  for (let at = from; at < toml.length; at += 1) {
    if (toml[at] === "\\" && quote.startsWith('"')) at += 1;
    else if (toml.startsWith(quote, at)) return at + quote.length;
    else if (toml[at] === "\n" && quote.length === 1) return at;
  }
  return toml.length;
}
