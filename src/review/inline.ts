import { quote } from "../lint/rule.ts";
import { markerStart } from "./marker.ts";
import { hasUnseen } from "../text/printable.ts";

/** Longest message in a note; rules are held to 120 characters. */
const messageCharactersMax = 600;

/** Longest stretch of a page's text in one line of a note. */
const quotedCharactersMax = 200;

/**
 * Writes a message as one line of Markdown in which nothing can come to life: what stands between “ and ”
 * becomes code, and so does every other word that GitLab could read as markup, a mention, a reference,
 * a command or an address.
 */
export function inline(message: string): string {
  let line = "";
  let until = 0;
  for (const match of message.matchAll(/“([^“”]*)”|[^\s“]+|“/g)) {
    const [word, quoted] = match;
    const text = quoted === undefined ? guardWord(word, line === "") : codeSpan(quoted);
    // Two code spans that touch would read as one.
    const isApart = match.index > until || (line.endsWith("`") && text.startsWith("`"));
    const gap = isApart && line !== "" ? " " : "";
    if (line.length + gap.length + text.length > messageCharactersMax) return `${line}…`;
    line += gap + text;
    until = match.index + word.length;
  }
  return line;
}

/** Puts text of strangers into code, on one line, shortened where it is long. Never empty. */
export function codeSpan(text: string, max = quotedCharactersMax): string {
  const shown = quote(text, max)
    .slice(1, -1)
    .replaceAll("<!--", "<! --")
    // Taken away it could leave another; taken apart it cannot.
    .replaceAll(markerStart, markerStart.replace(":", ": "));
  if (shown === "") return "“”";
  const fence = "`".repeat(longestRun(shown) + 1);
  const isEdgy = shown.startsWith("`") || shown.endsWith("`");
  return isEdgy ? `${fence} ${shown} ${fence}` : fence + shown + fence;
}

/** A fence for a code block that nothing in the text can close. */
export function fenceAround(text: string): string {
  return "`".repeat(Math.max(3, longestRun(text) + 1));
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function guardWord(word: string, isFirst: boolean): string {
  if (isFirst && /^(?:[-+=]+|\d{1,9}[.)])$/.test(word)) return codeSpan(word);
  const start = word.startsWith("(") ? 1 : 0;
  let end = word.length;
  while (end > start && ".,;:?)…".includes(word.charAt(end - 1))) end -= 1;
  const core = word.slice(start, end);
  return isAtRisk(core) ? word.slice(0, start) + codeSpan(core) + word.slice(end) : word;
}

/**
 * Marks of Markdown, of quick actions and of GitLab's references, then words that GitLab or a browser
 * makes something of: commit hashes, emoji codes, keys of other trackers, addresses.
 * docs.gitlab.com/user/markdown, 2026-11.
 */
function isAtRisk(word: string): boolean {
  return (
    /[@#!~$%&/[\]{}<>*_`\\|^"=+:]/.test(word) ||
    /\b[0-9a-f]{7,40}\b/i.test(word) ||
    /^-+$/.test(word) ||
    /\b[A-Z][A-Z0-9_]*-\d/.test(word) ||
    /\bwww\./i.test(word) ||
    hasUnseen(word)
  );
}
