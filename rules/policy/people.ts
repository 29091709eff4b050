import type { Span } from "../../src/text/span.ts";
import { capitalised } from "../terms/capitalised.ts";
import { firstNames } from "../terms/first-names.ts";

/** A name as it is written in a text: “Ana Silva”, “Ana”, “@ana”. */
export interface WrittenName {
  readonly span: Span;
  readonly first: string;
  /** A last name with a space before it, or empty. */
  readonly rest: string;
}

/** A handle, or a first name with or without a last name behind it, where `startsOfNames` has found one. */
const person =
  /@[a-z][\w.-]{1,40}(?![\w/@-])|\p{Lu}\p{Ll}{1,20}(?=( (?:\p{Lu}\. )?(?:\p{Lu}['’])?\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?)?(?![\p{L}\p{N}]))/uy;

const capitalNames: ReadonlySet<string> = new Set([...firstNames].map(capitalised));

/** The names of people in a text, from left to right: a common first name begins each of them. */
export function namesIn(prose: string): readonly WrittenName[] {
  const names: WrittenName[] = [];
  let end = 0;
  for (const start of startsOfNames(prose)) {
    person.lastIndex = start;
    const found = person.exec(prose);
    // The last name of one person may be the first name of others.
    if (found === null || start < end || !isPersonal(found[0])) continue;
    const [first, rest = ""] = found;
    end = start + first.length + rest.length;
    names.push({ span: { start, end }, first, rest });
  }
  return names;
}

/** Whether it starts with a first name: teams have handles and addresses too. */
export function isPersonal(found: string): boolean {
  if (/\+|@(?:[\w-]+\.)?example\.(?:com|org|net)$/i.test(found)) return false;
  const [first = ""] = found
    .replace(/^@/, "")
    .toLowerCase()
    .split(/[\s._+@-]/);
  return firstNames.has(first);
}

/** Where a first name or a handle begins. Looks at codes: most capitals begin no name. */
function startsOfNames(prose: string): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < prose.length; at += 1) {
    const code = prose.charCodeAt(at);
    if (code > 90 || code < 64 || (at > 0 && isPartOfWord(prose.charCodeAt(at - 1)))) continue;
    if (code === 64 || capitalNames.has(prose.slice(at, wordEnd(prose, at + 1)))) starts.push(at);
  }
  return starts;
}

/** Codes of letters and figures, and of the marks that join them: `@/._`-`. */
function isPartOfWord(code: number): boolean {
  if (code > 127 || (code >= 96 && code <= 122) || (code >= 64 && code <= 90)) return true;
  return (code >= 45 && code <= 57) || code === 95;
}

function wordEnd(prose: string, from: number): number {
  let at = from;
  while (at < prose.length) {
    const code = prose.charCodeAt(at);
    if (code < 97 || (code > 122 && code <= 127)) break;
    at += 1;
  }
  return at;
}
