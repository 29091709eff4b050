import type { PageRecord } from "./page-record.ts";
import type { AddressSettings, Segment } from "./segment.ts";
import { mergeSegments } from "./segment-builder.ts";
import { compareText } from "../text/compare-text.ts";

/** A segment with those of its pages that a newer one replaces. */
export interface Layer {
  readonly segment: Segment;
  readonly hidden: ReadonlySet<number>;
}

/** A page in its segment. */
export interface Located {
  readonly segment: Segment;
  readonly number: number;
  readonly record: PageRecord;
}

/** More layers than this are put together: every question asks every layer. */
const LAYERS_MAX = 6;

/** All visible pages of several segments; each path is visible in at most one of them. */
export class Layers {
  readonly all: readonly Layer[];

  constructor(all: readonly Layer[]) {
    this.all = all;
  }

  get size(): number {
    return this.all.reduce(
      (sum, { segment, hidden }) => sum + segment.pages.length - hidden.size,
      0,
    );
  }

  find(path: string): Located | undefined {
    for (const { segment, hidden } of this.all) {
      const number = segment.numberOf(path);
      if (number !== undefined && !hidden.has(number)) return locate(segment, number);
    }
    return undefined;
  }

  /** The visible pages that an index of the segments gives, sorted by path. */
  list(ask: (segment: Segment) => readonly number[]): Located[] {
    const found: Located[] = [];
    for (const { segment, hidden } of this.all) {
      for (const number of ask(segment)) {
        const page = hidden.has(number) ? undefined : locate(segment, number);
        if (page !== undefined) found.push(page);
      }
    }
    return found.sort((a, b) => compareText(a.record.path, b.record.path));
  }

  /** The visible pages that an index gives, at least one. */
  has(ask: (segment: Segment) => readonly number[]): boolean {
    return this.all.some(({ segment, hidden }) => ask(segment).some((page) => !hidden.has(page)));
  }

  /** Lays a segment on top and hides the named pages below it. */
  with(top: Segment, replaced: Iterable<string>, settings: AddressSettings): Layers {
    const paths = [...replaced];
    const below = this.all.map(({ segment, hidden }) => {
      const also = paths.flatMap((path) => segment.numberOf(path) ?? []);
      return also.length === 0
        ? { segment, hidden }
        : { segment, hidden: new Set([...hidden, ...also]) };
    });
    return new Layers(fold([...below, { segment: top, hidden: new Set() }], settings));
  }
}

/** The same layers with other addresses. */
export function layersUnder(layers: Layers, settings: AddressSettings): Layers {
  return new Layers(
    layers.all.map(({ segment, hidden }) => ({ segment: segment.under(settings), hidden })),
  );
}

/** Keeps layers few: the small ones are put together, and with the large one when they grow large. */
function fold(layers: readonly Layer[], settings: AddressSettings): readonly Layer[] {
  const [base, ...others] = layers;
  if (base === undefined || layers.length <= LAYERS_MAX) return layers;
  const upper: Layer = { segment: mergeSegments(others, settings), hidden: new Set() };
  const replaced = base.hidden.size + upper.segment.pages.length;
  if (replaced * 3 < base.segment.pages.length) return [base, upper];
  return [{ segment: mergeSegments([base, upper], settings), hidden: new Set() }];
}

function locate(segment: Segment, number: number): Located | undefined {
  const record = segment.pages[number];
  return record === undefined ? undefined : { segment, number, record };
}
