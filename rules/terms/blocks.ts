import type { Block, Page } from "../../src/page/page.ts";

/** No condition needs more of a heading. */
const headingCharactersMax = 200;

/** The texts of the headings above a section, outermost first, its own last. */
export function headingsAbove(page: Page, section: number | undefined): string[] {
  const texts: string[] = [];
  let index = section;
  while (index !== undefined) {
    const at = page.sections[index];
    if (at?.heading !== undefined) texts.unshift(at.heading.text.slice(0, headingCharactersMax));
    index = at?.parent;
  }
  return texts;
}

/** The block at an offset. Blocks are in order and do not overlap. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  return blocks[blockIndexAt(blocks, offset)];
}

/** The index of the block at an offset, or -1. */
export function blockIndexAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.span.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  const span = blocks[low]?.span;
  return span !== undefined && span.start <= offset && offset < span.end ? low : -1;
}
