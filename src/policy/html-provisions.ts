import { decodeEntities } from "../page/entities.ts";
import { htmlPieces } from "../page/html-tags.ts";
import type { Page } from "../page/page.ts";
import { sentencesIn } from "../text/sentences.ts";
import { type Provision, rowProvision, sentenceProvision } from "./provision.ts";

/** Tags within a line of text. */
const inline =
  /^(?:a|abbr|b|bdi|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u)$/;

/** Reads what blocks of HTML say: tables row by row, all else sentence by sentence. */
export function* htmlProvisions(
  page: Page,
): Iterable<{ readonly provision: Provision; readonly at: number }> {
  let header: readonly string[] = [];
  let cells: string[] | undefined;
  let text = "";
  let section = 0;
  for (const { span } of htmlBlocks(page)) {
    while ((page.sections[section + 1]?.span.start ?? Infinity) <= span.start) section += 1;
    const at = span.start;
    for (const piece of htmlPieces(page.source, span.start, span.end)) {
      if (piece.kind === "text") {
        text += decodeEntities(page.source.slice(piece.span.start, piece.span.end));
        continue;
      }
      if (piece.kind !== "tag" || inline.test(piece.name)) continue;
      const { name, isClosing } = piece;
      if (name === "td" || name === "th") {
        if (isClosing && cells !== undefined) cells.push(text);
        text = "";
      } else if (name === "tr") {
        if (!isClosing) {
          cells = [];
          text = "";
          continue;
        }
        const provision = cells === undefined ? undefined : rowProvision(cells, section, header);
        if (provision !== undefined) yield { provision, at };
        if (header.length === 0) header = cells ?? [];
        cells = undefined;
      } else if (name === "table") {
        header = [];
        cells = undefined;
        text = "";
      } else if (cells === undefined) {
        yield* sentences(text, section, at);
        text = "";
      } else text += " ";
    }
    if (cells === undefined) {
      yield* sentences(text, section, at);
      text = "";
    }
  }
}

function* sentences(
  text: string,
  section: number,
  at: number,
): Iterable<{ readonly provision: Provision; readonly at: number }> {
  for (const { start, end } of sentencesIn(text, { start: 0, end: text.length })) {
    const provision = sentenceProvision(text.slice(start, end), section);
    if (provision !== undefined) yield { provision, at };
  }
}

/** HTML that stands for itself, and in no passage. */
function htmlBlocks({ opaque, blocks }: Page): Page["opaque"] {
  let at = 0;
  return opaque.filter(({ kind, span }) => {
    if (kind !== "html") return false;
    while (at < blocks.length && (blocks[at]?.span.end ?? 0) <= span.start) at += 1;
    return (blocks[at]?.span.start ?? Infinity) >= span.end;
  });
}
