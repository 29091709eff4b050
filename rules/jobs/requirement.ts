import type { Block, Page } from "../../src/page/page.ts";
import { headingsAbove } from "../terms/blocks.ts";

/** Page types that describe a job. */
export const jobPages = ["job-page", "job-family", "job-family-part"] as const;

/** Headings under which a page says what a person has to bring. */
const requirements =
  /require|qualif|\byou (?:have|are|bring|should)\b|what (?:we|you).{0,15}(?:look|bring|need)|must|skills|who you are|about you|your profile|criteria|looking for|experience|apply if/i;

/** Headings of what is welcome and not required. */
const extras = /nice|bonus|preferred|plus|desirable|optional|advantage/i;

/** The paragraphs and list items that state a requirement. */
export function* requirementsOf(page: Page): Iterable<Block> {
  const known = new Map<number, boolean>();
  for (const block of page.blocks) {
    if (block.kind === "heading" || block.isQuoted) continue;
    let isRequirement = known.get(block.section);
    if (isRequirement === undefined) {
      const above = headingsAbove(page, block.section);
      isRequirement =
        above.some((text) => requirements.test(text)) && !extras.test(above.at(-1) ?? "");
      known.set(block.section, isRequirement);
    }
    if (isRequirement) yield block;
  }
}
