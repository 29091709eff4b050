// Parsers take time that grows with the square of the nesting. Real pages stay below 20 (GitLab, 2022).
const MARKS_MAX = 100;

/**
 * Replaces the marks of quotes and list items beyond the hundredth of a line by letters, so that a
 * line of a hundred thousand `>` takes no minutes to parse. Any other text comes back as it is.
 */
export function clipNesting(text: string): string {
  const lineBreak = text.includes("\r") ? /[\r\n]/g : "\n";
  const pieces: string[] = [];
  let from = 0;
  for (let line = 0; line < text.length; line = nextLine(text, line, lineBreak)) {
    if (!isNestingCode(text.charCodeAt(line))) continue;
    const clipAt = excessFrom(text, line);
    if (clipAt === -1) continue;
    let end = clipAt;
    while (isNestingCode(text.charCodeAt(end))) end += 1;
    pieces.push(text.slice(from, clipAt), "x".repeat(end - clipAt));
    from = end;
  }
  return from === 0 ? text : pieces.join("") + text.slice(from);
}

/** Offset after the last mark that a line may have; -1 for a line that has no more. */
function excessFrom(text: string, line: number): number {
  let at = line;
  for (let marks = 0; isNestingCode(text.charCodeAt(at)); at += 1) {
    if (!isMark(text, at)) continue;
    marks += 1;
    if (marks > MARKS_MAX) return at;
  }
  return -1;
}

/** Whether `>`, or the end of a bullet or number with white space after it, is at `at`. */
function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x3e) return true;
  const next = text.charCodeAt(at + 1);
  return (next === 0x20 || next === 0x09) && code > 0x20 && (code < 0x30 || code > 0x39);
}

/** White space, digits, `>`, `-`, `+`, `*`, `.` and `)`. */
function isNestingCode(code: number): boolean {
  if (code > 0x3e) return false;
  if (code >= 0x30) return code <= 0x39 || code === 0x3e;
  return code === 0x20 || code === 0x09 || (code >= 0x29 && code <= 0x2e && code !== 0x2c);
}

function nextLine(text: string, from: number, lineBreak: string | RegExp): number {
  if (typeof lineBreak === "string") {
    const end = text.indexOf(lineBreak, from);
    return end === -1 ? text.length : end + 1;
  }
  lineBreak.lastIndex = from;
  return lineBreak.test(text) ? lineBreak.lastIndex : text.length;
}
