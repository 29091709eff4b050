import type { Block, Page } from "../../src/page/page.ts";
import { isAgreedPage, isContract } from "./agreed-text.ts";
import { blockAt } from "./blocks.ts";

/** What a page as a whole says about the words on it, worked out when first asked. */
export class PageFacts {
  readonly #page: Page;
  #isAgreed: boolean | undefined;
  readonly #names = new Map<string, readonly Use[]>();
  readonly #contracts = new Map<Block, boolean>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** The wording is not the handbook's to change. */
  get isAgreed(): boolean {
    return (this.#isAgreed ??= isAgreedPage(this.#page));
  }

  /** Whether a block is part of a contract. */
  isContract(block: Block): boolean {
    const known = this.#contracts.get(block) ?? isContract(this.#page, block);
    this.#contracts.set(block, known);
    return known;
  }

  /** How running text of the page writes a word or phrase, but for the one at an offset. */
  capitalUse(text: string, except: number): CapitalUse {
    const known = this.#names.get(text) ?? usesOf(this.#page, text);
    this.#names.set(text, known);
    const others = known.filter(({ at }) => at !== except);
    return {
      small: others.filter(({ kind }) => kind === "small").length,
      inside: others.filter(({ kind }) => kind === "inside").length,
    };
  }
}

/** How often a word is written small, and with a capital inside a sentence. */
export interface CapitalUse {
  readonly small: number;
  readonly inside: number;
}

interface Use {
  readonly at: number;
  readonly kind: "small" | "inside" | "start";
}

/** More uses of a word say nothing new. */
const usesMax = 50;

/** Uses in headings are left out: a title may have capitals throughout. */
function usesOf({ prose, blocks }: Page, text: string): readonly Use[] {
  const uses: Use[] = [];
  const folded = prose.toLowerCase();
  // Letters whose small form is longer would shift the offsets.
  if (folded.length !== prose.length) return uses;
  const wanted = text.toLowerCase();
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    if (isPartOfWord(folded, at, wanted.length)) continue;
    if (blockAt(blocks, at)?.kind === "heading") continue;
    uses.push({ at, kind: kindOf(prose, folded, at) });
    if (uses.length === usesMax) break;
  }
  return uses;
}

function kindOf(prose: string, folded: string, at: number): Use["kind"] {
  if (prose[at] === folded[at]) return "small";
  return /[\p{L}\p{N},)]\s{1,3}$/u.test(prose.slice(Math.max(0, at - 6), at)) ? "inside" : "start";
}

function isPartOfWord(text: string, at: number, length: number): boolean {
  return (
    /[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, at - 1), at)) ||
    /^[\p{L}\p{N}_]/u.test(text.slice(at + length, at + length + 2))
  );
}
