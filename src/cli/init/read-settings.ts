import { parse } from "yaml";

/** The keys of a mapping; none where the value is something else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value)
    : [];
}

/** The value at a key of a mapping; undefined where there is none. */
export function valueAt(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}

/** The texts of a list, or a text alone. */
export function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === "string");
}

/** Reads settings in YAML, JSON, or JSON with comments; undefined where they are none of these. */
export function readSettings(text: string): unknown {
  // A comment of JSON would be read as text of YAML.
  const isJson = withoutComments(text).trimStart().startsWith("{");
  try {
    return parse(isJson ? withoutComments(text) : text, { maxAliasCount: 100, uniqueKeys: false });
  } catch {
    return undefined;
  }
}

/** JSON without what `//` and `/*` begin, outside of strings. */
function withoutComments(text: string): string {
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfPiece(text, at);
    const isComment = text.startsWith("//", at) || text.startsWith("/*", at);
    kept += isComment ? " " : text.slice(at, end);
    at = end;
  }
  return kept;
}

/** Where a string or a comment that begins at an offset ends; any other character ends behind itself. */
function endOfPiece(text: string, start: number): number {
  const after = (mark: string): number => {
    const at = text.indexOf(mark, start + 2);
    return at === -1 ? text.length : at + mark.length;
  };
  if (text.startsWith("//", start)) return after("\n");
  if (text.startsWith("/*", start)) return after("*/");
  if (text[start] !== '"') return start + 1;
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

/** A line of an INI file with the section that it is in. */
interface IniLine {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** Reads `key = value` below `[section]`. */
export function readIni(text: string): readonly IniLine[] {
  const lines: IniLine[] = [];
  let section = "";
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      section = line.slice(1, -1);
      continue;
    }
    const at = line.indexOf("=");
    if (at !== -1)
      lines.push({ section, key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() });
  }
  return lines;
}

/** Lines of a list of words or globs, without comments. */
export function readLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
