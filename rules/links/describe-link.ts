import type { Link, Page } from "../../src/page/page.ts";
import type { Edit } from "../../src/text/edit.ts";

/** Words before “here” that take a name as it is: “see here”, “as described at here”. */
const takesName =
  /(?:^|[\s(])(?:see|visit|check|check out|view|use|open|consult|review|read|follow|click|go to|refer to|at|in|on|from|to|via|under|per|is|are)$/i;

/** A sentence, an item or a bracket begins here. */
const begins = /(?:^|[.!?:;(\u2013\u2014]|\s[-|]|^\|)$/;

const determiner = /(?:^|\s)(this|that|the|a|an|the following|this following)$/i;

/**
 * The edits that put the name of the target in place of the vague text of a link, so that the sentence still reads:
 * “documented [here]” becomes “documented in [Leave policy]”, “in this [link]” “in [Leave policy]”. Undefined where
 * that takes more than a word: “for [more information] about leave”.
 */
export function describeLink(
  { source }: Pick<Page, "source">,
  { span, textSpan }: Link,
  text: string,
  name: string,
): readonly Edit[] | undefined {
  const lineStart = source.lastIndexOf("\n", span.start - 1) + 1;
  const line = source.slice(lineStart, span.start).replace(/^[\s>*+-]*(?:\d{1,9}[.)]\s+)?/, "");
  const before = line.trimEnd();
  const renamed: Edit = { span: textSpan, text: name };
  const after = source.slice(span.end, span.end + 40);
  const isLast = /^[*_"”]{0,3}\s*(?:$|[\n.,;:!?)|])/.test(after);
  const isFirst = begins.test(before.replace(/[*_"“]{1,3}$/, ""));
  if (/^(?:right )?here$/.test(text)) {
    // “[Here] you find it”, “Click [here] to start”.
    if (!isLast && (isFirst || /\b(?:click|tap|press)$/i.test(before))) return undefined;
    if (isFirst || takesName.test(before)) return [renamed];
    const about = /(?:^|\s)(about)$/i.exec(before)?.[1];
    return about !== undefined
      ? [replaceBefore(source, span.start, about, "in"), renamed]
      : [{ span: { start: span.start, end: span.start }, text: "in " }, renamed];
  }
  if (/^(?:link|page|article|url|document|doc|section)$/.test(text)) {
    const word = determiner.exec(before)?.[1];
    if (word === undefined) return isFirst || takesName.test(before) ? [renamed] : undefined;
    return [removeBefore(source, span.start, word), renamed];
  }
  if (/^(?:this|the)\b/.test(text)) return [renamed];
  // The name would say no longer what for: “[click here to register]”.
  const hasPurpose = /\b(?:here|link) (?:to|for|and) /.test(text);
  return isFirst && isLast && !hasPurpose ? [renamed] : undefined;
}

function replaceBefore(source: string, end: number, word: string, by: string): Edit {
  const start = source.lastIndexOf(word, end);
  return { span: { start, end: start + word.length }, text: by };
}

/** Removes a word and the space behind it. */
function removeBefore(source: string, end: number, word: string): Edit {
  return { span: { start: source.lastIndexOf(word, end), end }, text: "" };
}
