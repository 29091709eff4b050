import type { FrontMatterEntry, YamlValue } from "./page.ts";

// Plain scalars that YAML 1.2 does not read as strings, and those that would be keys of another kind.
const NOT_STRINGS = new Set(["true", "false", "null"]);
const KEY = /^[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*$/;
const PLAIN =
  /^[A-Za-z/\xc0-\u024f\u0370-\u052f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3][\x20-\x7e\xa0-\u2027\u202a-\ud7ff]*$/;
const DOUBLE_QUOTED = /^"[\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff]*"$/;
const SINGLE_QUOTED = /^'[\x20-\x26\x28-\x7e\xa0-\u2027\u202a-\ud7ff]*'$/;
const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;

/**
 * Reads front matter whose every line is `key: value` with a plain string, a quoted string without
 * escapes, an integer, a boolean or nothing, which is nearly all of it. Anything else gives undefined
 * and is for the full reader. Where it answers, it answers as the full reader does.
 */
export function readFlatYaml(yaml: string, base: number): FrontMatterEntry[] | undefined {
  const entries: FrontMatterEntry[] = [];
  for (let at = 0; at < yaml.length;) {
    const lineBreak = yaml.indexOf("\n", at);
    const end = lineBreak === -1 ? yaml.length : lineBreak;
    const entry = end === at ? undefined : readLine(yaml.slice(at, end), base + at);
    if (end > at) {
      if (entry === undefined || entries.some(({ key }) => key === entry.key)) return undefined;
      entries.push(entry);
    }
    at = end + 1;
  }
  return entries;
}

function readLine(line: string, base: number): FrontMatterEntry | undefined {
  const colon = line.indexOf(":");
  const key = line.slice(0, colon === -1 ? 0 : colon);
  if (!KEY.test(key) || NOT_STRINGS.has(key.toLowerCase())) return undefined;
  let start = colon + 1;
  while (line[start] === " ") start += 1;
  let end = line.length;
  while (end > start && line[end - 1] === " ") end -= 1;
  if (start === colon + 1 && end > start) return undefined;
  const value = start === end ? null : readScalar(line.slice(start, end));
  if (value === undefined) return undefined;
  const keySpan = { start: base, end: base + colon };
  const valueAt = start === end ? colon + 1 : start;
  const valueSpan = { start: base + valueAt, end: base + Math.max(valueAt, end) };
  return { key, value, keySpan, valueSpan: value === null ? emptyAt(base + colon + 1) : valueSpan };
}

function emptyAt(offset: number): { start: number; end: number } {
  return { start: offset, end: offset };
}

function readScalar(text: string): YamlValue | undefined {
  if (DOUBLE_QUOTED.test(text) || SINGLE_QUOTED.test(text)) return text.slice(1, -1);
  if (INTEGER.test(text)) return Number(text);
  if (text === "true") return true;
  if (text === "false") return false;
  if (!PLAIN.test(text) || NOT_STRINGS.has(text.toLowerCase())) return undefined;
  if (text.includes(": ") || text.includes(" #") || text.endsWith(":")) return undefined;
  return text;
}
