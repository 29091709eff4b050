import type { Span } from "../text/span.ts";

/** An item of a YAML list that is indented unlike its siblings. */
export interface MisplacedItem {
  /** The item, from its dash on. */
  readonly span: Span;
  /** The white space before it. */
  readonly indent: Span;
  /** The number of spaces that its siblings have. */
  readonly wanted: number;
}

/**
 * Finds the first list item that is indented unlike its siblings. One with a blank too many becomes part of the
 * text of its sibling without any error; more blanks may be meant so. One indented less is an error that
 * names quotes or keys.
 */
export function misplacedItem(yaml: string): MisplacedItem | undefined {
  const levels: number[] = [];
  let blockScalar: number | undefined;
  /** The item on the line before, where its value is a plain text: nothing can be nested in it. */
  let plainItem: number | undefined;
  for (let at = 0; at < yaml.length;) {
    const lineBreak = yaml.indexOf("\n", at);
    const end = lineBreak === -1 ? yaml.length : lineBreak;
    const line = yaml.slice(at, end).trimEnd();
    const indent = line.length - line.trimStart().length;
    const start = at + indent;
    at = end + 1;
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    if (blockScalar !== undefined && indent > blockScalar) continue;
    blockScalar = /(?:^|[\s:-])[|>][+-]?\d?$/.test(line) ? indent : undefined;
    const isItem = /^ *-(?: |$)/.test(line);
    if (!isItem) {
      while ((levels.at(-1) ?? -1) > indent) levels.pop();
      plainItem = undefined;
      continue;
    }
    const place = {
      span: { start, end: start + line.length - indent },
      indent: { start: start - indent, end: start },
    };
    if (plainItem !== undefined && indent === plainItem + 1) return { ...place, wanted: plainItem };
    let dropped: number | undefined;
    while ((levels.at(-1) ?? -1) > indent) dropped = levels.pop();
    if (dropped !== undefined && levels.at(-1) !== indent) return { ...place, wanted: dropped };
    if (levels.at(-1) !== indent) levels.push(indent);
    plainItem = isPlain(line.slice(indent + 1).trim()) ? indent : undefined;
  }
  return undefined;
}

/** A text that is neither quoted nor a mapping, a list or a reference. */
function isPlain(value: string): boolean {
  return value !== "" && !/^[-"'[{|>&*!?]|:(?:\s|$)/.test(value);
}
