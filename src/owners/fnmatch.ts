import { matchSequence } from "../text/glob.ts";

/** One character of a name, as a pattern asks for it; null for any run of characters. */
type Unit = ((char: string) => boolean) | null;

/**
 * Compiles a pattern as Ruby's `File.fnmatch` reads it with `FNM_PATHNAME` and `FNM_DOTMATCH`, which is what GitLab
 * uses: `*` and `?` stay within a name and match dots, `**` as a whole name but the last spans folders, `[a-c]` and
 * `[^a]` are one character, `\` takes the next one as it is. Matching takes no longer than pattern times path.
 * ruby/dir.c, Ruby 3.4; docs.gitlab.com codeowners/advanced, 2026-11.
 */
export function compileFnmatch(pattern: string): (path: string) => boolean {
  const names = namesOf(Array.from(pattern));
  if (!/[*?[\\]/.test(pattern)) return (path) => path === pattern;
  const parts = names.map((name, at) =>
    name === "**" && at < names.length - 1 ? null : compileName(name),
  );
  return (path) =>
    matchSequence(
      parts,
      path.split("/"),
      (part) => part === null,
      (part, name) => part?.(name) === true,
    );
}

/** Cuts a pattern at its slashes, but for those between brackets. */
function namesOf(chars: readonly string[]): readonly string[] {
  const names: string[] = [];
  let start = 0;
  for (let at = 0; at < chars.length; at += 1) {
    if (chars[at] === "\\" && chars[at + 1] !== "/") at += 1;
    else if (chars[at] === "[") at = readClass(chars, at + 1)?.end ?? at;
    else if (chars[at] === "/") {
      names.push(chars.slice(start, at).join(""));
      start = at + 1;
    }
  }
  return [...names, chars.slice(start).join("")];
}

function compileName(name: string): (text: string) => boolean {
  if (!/[*?[\\]/.test(name)) return (text) => text === name;
  const units = unitsOf(Array.from(name));
  if (units === undefined) return () => false;
  return (text) =>
    matchSequence(
      units,
      Array.from(text),
      (unit) => unit === null,
      (unit, char) => unit?.(char) === true,
    );
}

/** Undefined where a bracket is never closed: then nothing matches. */
function unitsOf(chars: readonly string[]): readonly Unit[] | undefined {
  const units: Unit[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? "";
    if (char === "*") units.push(null);
    else if (char === "?") units.push(() => true);
    else if (char === "[") {
      const found = readClass(chars, at + 1);
      if (found === undefined) return undefined;
      units.push(found.unit);
      at = found.end;
    } else {
      if (char === "\\") at += 1;
      const literal = chars[at];
      if (literal !== undefined) units.push((other) => other === literal);
    }
  }
  return units;
}

/** Reads what stands between brackets; `end` is where they close. */
function readClass(
  chars: readonly string[],
  start: number,
): { readonly unit: Unit; readonly end: number } | undefined {
  const isNegated = chars[start] === "!" || chars[start] === "^";
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let at = start + (isNegated ? 1 : 0); at < chars.length; at += 1) {
    if (chars[at] === "]") {
      const isIn = (char: string): boolean =>
        ranges.some(([from, to]) => from <= char && char <= to);
      return { unit: (char) => isIn(char) !== isNegated, end: at };
    }
    if (chars[at] === "\\" && at + 1 < chars.length) at += 1;
    const from = chars[at] ?? "";
    const isRange = chars[at + 1] === "-" && chars[at + 2] !== undefined && chars[at + 2] !== "]";
    if (isRange) at += 2;
    if (isRange && chars[at] === "\\") at += 1;
    ranges.push([from, isRange ? (chars[at] ?? "") : from]);
  }
  return undefined;
}
