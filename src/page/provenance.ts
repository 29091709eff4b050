import type { Page } from "./page.ts";

// How far from its top a page says that it is generated.
const NOTICE_WITHIN_CHARS = 3_000;

const generated = /\b(?:auto|automatically )?-?generated\b/i;
const editWarning = /\b(?:do not|don['’]t|never) (?:edit|modify|change)\b/i;
const wholeIsGenerated =
  /\b(?:file|page|document|documentation) (?:is|was|has been) auto(?:matically )?-?generated\b/i;

/** A part of the page is generated, such as a table of contents. */
const partial =
  /\b(?:toc|table of contents|section|block|between|below|above|start|begin|end|auto update)\b/i;

/** Text of lawyers that an organisation copies whole. */
const licenceFile =
  /(?:^|\/)(?:licen[cs]es?|copying|notice|third[-_]party[-_](?:notices?|licen[cs]es?))(?:[-_.](?:mit|bsd|isc|mpl|cc0?|by|sa|nc|nd|a?gpl|lgpl|apache|unlicense|code|content|docs|text|v?\d[\d.]{0,5}|txt)){0,4}\.(?:md|markdown|mdx)$/i;

/**
 * Says who writes a page: the people of the handbook, a program that leaves its mark at the top, or the
 * authors of a licence. Only a comment, or a line of its own in capitals, counts as a mark: a page may
 * well write about generated files.
 */
export function provenanceOf(path: string, source: string): Page["provenance"] {
  if (licenceFile.test(path)) return "licence";
  const top = source.slice(0, NOTICE_WITHIN_CHARS);
  if (!generated.test(top)) return "authored";
  return noticesIn(top).some(saysGenerated) ? "generated" : "authored";
}

function saysGenerated(notice: string): boolean {
  if (partial.test(notice)) return false;
  if (/@generated\b/.test(notice) || wholeIsGenerated.test(notice)) return true;
  return generated.test(notice) && editWarning.test(notice);
}

/** Comments above and in the text, and lines that shout at editors; not what a code block shows. */
function noticesIn(top: string): readonly string[] {
  const notices: string[] = [];
  let comment: string[] | undefined;
  let fence: string | undefined;
  const hashed: string[] = [];
  let isFrontMatter = false;
  for (const [index, line] of top.split("\n").entries()) {
    if (/^\uFEFF?(?:---|\+\+\+)\s*$/.test(line)) isFrontMatter = index === 0;
    const mark = /^(?:```|~~~)/.exec(line)?.[0];
    if (mark !== undefined && comment === undefined && (fence ?? mark) === mark) {
      fence = fence === undefined ? mark : undefined;
    }
    if (fence !== undefined) continue;
    if (line.includes("<!--") || line.includes("{/*")) comment ??= [];
    comment?.push(line);
    if (comment !== undefined && (line.includes("-->") || line.includes("*/}"))) {
      notices.push(comment.join(" "));
      comment = undefined;
    }
    if (isFrontMatter && line.startsWith("#")) hashed.push(line);
    const isAlone = /^\[(?:\/\/|comment)\]: /.test(line) || /\bDO NOT (?:EDIT|MODIFY)\b/.test(line);
    if (isAlone && line.length < 300) notices.push(line);
  }
  return [...notices, hashed.join(" ")];
}
