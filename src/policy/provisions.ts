import { decodeEntities } from "../page/entities.ts";
import type { Block, Page } from "../page/page.ts";
import { sentencesIn } from "../text/sentences.ts";
import type { Span } from "../text/span.ts";
import { type Provision, rowProvision, sentenceProvision } from "./provision.ts";

interface Placed {
  readonly provision: Provision;
  /** Offset in the page. */
  readonly at: number;
}

/** Reads all that a policy says, in the order of the page; headings and front matter are read elsewhere. */
export function provisionsOf(page: Page): readonly Provision[] {
  const found = [...sentencesOf(page), ...rowsOf(page)];
  return found.sort((a, b) => a.at - b.at).map(({ provision }) => provision);
}

function* sentencesOf(page: Page): Iterable<Placed> {
  for (const { kind, container, span, section } of page.blocks) {
    if (kind !== "paragraph" || container === "front-matter") continue;
    const isNumbered = container === "item" && hasNumber(page, span);
    for (const sentence of sentencesIn(page.prose, span)) {
      const isStep = isNumbered && sentence.start === span.start;
      const provision = sentenceProvision(readableText(page, sentence), section, isStep);
      if (provision !== undefined) yield { provision, at: sentence.start };
    }
  }
}

/** The number of a list item is before it. */
function hasNumber({ source }: Page, { start }: Span): boolean {
  const line = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t>]{0,40}\d{1,9}[.)][ \t]{1,9}$/.test(line);
}

function* rowsOf(page: Page): Iterable<Placed> {
  let header: { readonly table: number | undefined; readonly cells: readonly string[] } | undefined;
  for (const row of cellsByRow(page)) {
    const [first] = row;
    if (first === undefined) continue;
    const cells = row.map(({ span }) => readableText(page, span));
    const headers = header?.table === first.table ? header?.cells : undefined;
    if (headers === undefined) header = { table: first.table, cells };
    const provision = rowProvision(cells, first.section, headers ?? []);
    if (provision !== undefined) yield { provision, at: first.span.start };
  }
}

function* cellsByRow(page: Page): Iterable<readonly Block[]> {
  let row: Block[] = [];
  for (const block of page.blocks) {
    if (block.kind !== "cell") continue;
    const last = row.at(-1);
    if (last !== undefined && !isSameRow(page, last, block)) {
      yield row;
      row = [];
    }
    row.push(block);
  }
  yield row;
}

/** A row of Markdown is a line, a row of HTML an element. */
function isSameRow({ source, lines }: Page, last: Block, next: Block): boolean {
  if (last.table !== next.table) return false;
  return next.isMarkdown
    ? lines.locate(last.span.start).line === lines.locate(next.span.start).line
    : !/<tr\b/i.test(source.slice(last.span.end, next.span.start));
}

/** The text of a stretch as a reader sees it: what the prose leaves out is shown where it is code or a character. */
function readableText({ prose, source }: Page, { start, end }: Span): string {
  const text = prose.slice(start, end);
  if (!text.includes("\uFFFC")) return text;
  return text.replace(/\uFFFC+/g, (run, at: number) => {
    const raw = source.slice(start + at, start + at + run.length);
    if (/^`[^`]+`$/.test(raw)) return raw.slice(1, -1);
    if (raw.startsWith("&")) return decodeEntities(raw);
    if (raw.startsWith("<") && raw.endsWith(">")) return /^<br\b/i.test(raw) ? " " : "";
    return "…";
  });
}
