import type { Handbook } from "../../handbook/handbook.ts";
import type { Page } from "../../page/page.ts";
import { compareText } from "../../text/compare-text.ts";

/** A location of a passage of a cluster. */
export interface ClusterPlace {
  readonly path: string;
  readonly title: string;
  readonly line: number;
  readonly heading: string | undefined;
  readonly words: number;
}

/** Passages that are alike, on two pages or more. */
export interface Cluster {
  readonly places: readonly ClusterPlace[];
  readonly pages: number;
  /** Words that need not be there: all but those of the longest passage. */
  readonly wasted: number;
  /** The beginning of the first passage. */
  readonly text: string;
}

/** Pages that share passages and are best merged together. */
export interface Merge {
  readonly paths: readonly string[];
  readonly clusters: number;
  readonly wasted: number;
}

/** What a handbook has twice. */
export interface Duplicates {
  /** Sorted by words wasted, most first. */
  readonly clusters: readonly Cluster[];
  readonly merges: readonly Merge[];
  readonly wasted: number;
  /** Pages of the handbook, and those of them that share a passage with another. */
  readonly pages: number;
  readonly sharing: number;
}

const TEXT_CHARACTERS = 240;

/** Finds the passages of at least so many words that are alike on several pages, and puts them into clusters. */
export function findClusters(
  pages: Iterable<Page>,
  handbook: Handbook,
  limits: { readonly minWords: number; readonly minSimilarity: number },
): Duplicates {
  const sets = new Sets();
  const places = new Map<string, ClusterPlace[]>();
  const texts = new Map<string, string>();
  for (const page of pages) {
    const facts = handbook.page(page.path);
    for (const { span, words, text, nearCopies } of handbook.nearCopies(page, limits)) {
      for (const copy of nearCopies) sets.join(text, copy.text);
      const { line } = page.lines.locate(span.start);
      const heading = facts?.headings.findLast((one) => one.line <= line)?.text;
      const place = { path: page.path, title: facts?.title ?? page.path, line, heading, words };
      const known = places.get(text);
      if (known === undefined) places.set(text, [place]);
      else known.push(place);
      if (!texts.has(text)) {
        texts.set(text, excerpt(page.source.slice(span.start, span.start + TEXT_CHARACTERS * 2)));
      }
    }
  }
  const clusters: Cluster[] = [];
  for (const members of sets.all()) {
    const all = members.flatMap((text) => places.get(text) ?? []).sort(comparePlaces);
    const paths = new Set(all.map(({ path }) => path));
    if (paths.size < 2) continue;
    const sum = all.reduce((total, { words }) => total + words, 0);
    const wasted = sum - Math.max(...all.map(({ words }) => words));
    const [first = ""] = members;
    clusters.push({ places: all, pages: paths.size, wasted, text: texts.get(first) ?? "" });
  }
  clusters.sort((a, b) => b.wasted - a.wasted || compareText(placeOf(a), placeOf(b)));
  return {
    clusters,
    merges: mergesOf(clusters),
    wasted: clusters.reduce((total, { wasted }) => total + wasted, 0),
    pages: handbook.size,
    sharing: new Set(clusters.flatMap(({ places: all }) => all.map(({ path }) => path))).size,
  };
}

/** Clusters on the same pages are merged together. */
function mergesOf(clusters: readonly Cluster[]): Merge[] {
  const byPages = Map.groupBy(clusters, ({ places }) =>
    JSON.stringify([...new Set(places.map(({ path }) => path))].sort()),
  );
  return [...byPages.values()]
    .map((members) => ({
      paths: [...new Set(members[0]?.places.map(({ path }) => path))],
      clusters: members.length,
      wasted: members.reduce((total, { wasted }) => total + wasted, 0),
    }))
    .sort((a, b) => b.wasted - a.wasted || compareText(a.paths[0] ?? "", b.paths[0] ?? ""));
}

/** Sets of names that grow together. */
class Sets {
  readonly #parents = new Map<string, string>();

  join(one: string, other: string): void {
    const [a, b] = [this.#root(one), this.#root(other)];
    if (a !== b) this.#parents.set(a < b ? b : a, a < b ? a : b);
  }

  all(): Iterable<readonly string[]> {
    return Map.groupBy(this.#parents.keys(), (name) => this.#root(name)).values();
  }

  #root(name: string): string {
    let root = name;
    for (let up = this.#parents.get(root); up !== undefined && up !== root;) {
      root = up;
      up = this.#parents.get(root);
    }
    this.#parents.set(name, root);
    if (!this.#parents.has(root)) this.#parents.set(root, root);
    return root;
  }
}

function excerpt(text: string): string {
  const folded = text.replace(/\s+/g, " ").trim();
  return folded.length > TEXT_CHARACTERS ? `${folded.slice(0, TEXT_CHARACTERS - 1)}…` : folded;
}

function placeOf({ places: [first] }: Cluster): string {
  return first === undefined ? "" : `${first.path} ${first.line}`;
}

function comparePlaces(a: ClusterPlace, b: ClusterPlace): number {
  return compareText(a.path, b.path) || a.line - b.line;
}
