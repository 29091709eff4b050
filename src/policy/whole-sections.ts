import type { Page } from "../page/page.ts";
import type { Provision } from "./provision.ts";

/** Sections that went or came as a whole. */
export interface WholeSections {
  /** Indices of all of them. */
  readonly all: ReadonlySet<number>;
  /** Those that are not part of another. */
  readonly outermost: readonly number[];
}

/** A section is another one when no more of its text than this stands on the other page too. */
const sharedMax = 0.3;

/**
 * Finds the sections of a page without a counterpart on the other one. `own` are the provisions of the page,
 * `lone` those of them that the other page has nowhere.
 */
export function wholeSections(
  { sections }: Page,
  own: readonly Provision[],
  lone: ReadonlySet<Provision>,
  isPaired: (section: number) => boolean,
): WholeSections {
  const counts = sections.map(() => ({ own: 0, shared: 0 }));
  for (const provision of own) {
    const count = counts[provision.section];
    if (count === undefined) continue;
    count.own += 1;
    if (!lone.has(provision)) count.shared += 1;
  }
  const all = new Set<number>();
  // From the last to the first: a section without text of its own is what its parts are.
  for (let index = sections.length - 1; index > 0; index -= 1) {
    const count = counts[index];
    if (count === undefined || isPaired(index)) continue;
    const parts = partsOf(sections, index);
    const isEmpty = count.own === 0;
    if (
      isEmpty
        ? parts.length > 0 && parts.every((part) => all.has(part))
        : count.shared <= sharedMax * count.own
    ) {
      all.add(index);
    }
  }
  const outermost = [...all]
    .sort((a, b) => a - b)
    .filter((index) => {
      const parent = sections[index]?.parent;
      return parent === undefined || !all.has(parent);
    });
  return { all, outermost };
}

/** The sections directly below one. They follow it, and end with the first that is not below it. */
function partsOf(sections: Page["sections"], index: number): readonly number[] {
  const parts: number[] = [];
  const end = sections[index]?.span.end ?? 0;
  for (let at = index + 1; (sections[at]?.span.start ?? Infinity) < end; at += 1) {
    if (sections[at]?.parent === index) parts.push(at);
  }
  return parts;
}
