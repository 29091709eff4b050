/** Where the next line begins, or the end of the text. */
export function nextLine(source: string, from: number): number {
  return Math.min(source.length, lineEnd(source, from) + 1);
}

/** Where the line ends, without its line break. */
export function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end === -1 ? source.length : end;
}

/** Where the line ends, without white space at its end. */
export function trimmedLineEnd(source: string, from: number): number {
  let end = lineEnd(source, from);
  while (end > from && " \t\r".includes(source.charAt(end - 1))) end -= 1;
  return end;
}

/** Where the first line begins that is not blank; the last line of the text counts as not blank. */
export function blankLinesEnd(source: string, from: number): number {
  let at = from;
  for (let end = lineEnd(source, at); end < source.length; end = lineEnd(source, at)) {
    if (trimmedLineEnd(source, at) !== at) break;
    at = end + 1;
  }
  return at;
}

/** The end of the text before `end`, without white space and line breaks. */
export function trimmedTextEnd(source: string, end: number): number {
  let at = end;
  while (at > 0 && " \t\r\n".includes(source.charAt(at - 1))) at -= 1;
  return at;
}
