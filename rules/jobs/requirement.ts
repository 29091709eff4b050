import type { Block, Page } from "../../src/page/page.ts";
import { contains } from "../../src/text/span.ts";
import { headingsAbove } from "../terms/blocks.ts";

/** Page types that describe a job. */
export const jobPages = ["job-page", "job-family", "job-family-part"] as const;

/** Headings under which a page says what a person has to bring. */
const requirements =
  /require|qualif|\byou (?:have|are|bring|should|need|offer)\b|\byou(?:['’]ll| will) (?:need|bring|have)\b|what (?:we|you|it).{0,15}(?:look|bring|need|expect|take)|must|skills|who (?:you are|we)|about you|your (?:profile|background|experience)|profile|criteria|looking for|experience|education|background|apply if|essential|minimum|eligib|ideal (?:candidate|fit)|person specification|you might be|you could be|to succeed/i;

/** Headings of what is welcome and not required. */
const extras = /nice|bonus|preferred|plus|desirable|optional|advantage|extra/i;

/** Headings of other parts of a page, which end what is required. */
const others =
  /responsib|what you(?:['’]ll| will) (?:do|work|be)|the role|duties|benefit|offer|perks|about (?:us|the)|hiring process|interview|compensation|salary|how to apply|performance indicator|career/i;

/** A bold line, or a short one with a colon, that heads what follows on pages without headings. */
const headsMax = 80;

/** The paragraphs and list items that state a requirement. */
export function* requirementsOf(page: Page): Iterable<Block> {
  const known = new Map<number, boolean>();
  let bold: { readonly section: number; readonly isRequirement: boolean } | undefined;
  for (const block of page.blocks) {
    if (block.kind === "heading" || block.isQuoted) continue;
    if (block.container === "front-matter") {
      const key = keyOf(page, block);
      if (requirements.test(key) && !extras.test(key) && !others.test(key)) yield block;
      continue;
    }
    const head = boldHead(page, block);
    if (head !== undefined && (requirements.test(head) || others.test(head) || extras.test(head))) {
      const isRequirement = requirements.test(head) && !extras.test(head) && !others.test(head);
      bold = { section: block.section, isRequirement };
      continue;
    }
    if (bold?.section === block.section) {
      if (bold.isRequirement) yield block;
      continue;
    }
    let isRequirement = known.get(block.section);
    if (isRequirement === undefined) {
      const above = headingsAbove(page, block.section);
      const own = above.at(-1) ?? "";
      isRequirement =
        above.some((text) => requirements.test(text)) && !extras.test(own) && !others.test(own);
      known.set(block.section, isRequirement);
    }
    if (isRequirement) yield block;
  }
}

/** The key of the front matter that a block is of. */
function keyOf({ frontMatter }: Page, { span }: Block): string {
  const entry = frontMatter?.entries.find(({ valueSpan }) => contains(valueSpan, span));
  return entry?.key.replace(/[_-]+/g, " ") ?? "";
}

function boldHead({ source, prose }: Page, { kind, container, span }: Block): string | undefined {
  if (kind !== "paragraph" || container !== "none" || span.end - span.start > headsMax) {
    return undefined;
  }
  const text = source.slice(span.start, span.end).trim();
  const isBold = /^(?:\*\*|__)[^*_]+(?:\*\*|__):?$/.test(text);
  return isBold || /[^.!?]:$/.test(text) ? prose.slice(span.start, span.end).trim() : undefined;
}
