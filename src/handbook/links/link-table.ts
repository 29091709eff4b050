import type { Page } from "../../page/page.ts";
import type { Span } from "../../text/span.ts";
import { NumberList } from "../number-list.ts";
import { isOwnTarget } from "./page-references.ts";

/** The links of one page: targets, and line, start and end of each in a flat array. */
export interface LinkTable {
  readonly targets: readonly string[];
  readonly locations: Uint32Array;
}

/** Reads the links of a page; `keep` gives texts that outlive it. */
export function readLinks(page: Page, keep: (text: string) => string): LinkTable {
  const targets: string[] = [];
  const locations = new NumberList(16);
  for (const link of page.links) {
    if (!isOwnTarget(link) || /^(?:mailto|tel):/i.test(link.target)) continue;
    targets.push(keep(link.target));
    locations.push(page.lines.locate(link.span.start).line);
    locations.push(link.span.start);
    locations.push(link.span.end);
  }
  return { targets, locations: locations.toArray() };
}

/** Where a link of a table is. */
export function linkLocation(links: LinkTable, place: number): { line: number; span: Span } {
  const [line = 0, start = 0, end = 0] = links.locations.subarray(place * 3, place * 3 + 3);
  return { line, span: { start, end } };
}
