import type { Block, Page } from "../../src/page/page.ts";
import { isAgreedPage, isContractText } from "./agreed-text.ts";

/** What a page as a whole says about the words on it, worked out when first asked. */
export class PageFacts {
  readonly #page: Page;
  #isAgreed: boolean | undefined;
  readonly #names = new Map<string, CapitalUse>();
  readonly #contracts = new Map<Block, boolean>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** The wording is not the handbook's to change. */
  get isAgreed(): boolean {
    return (this.#isAgreed ??= isAgreedPage(this.#page));
  }

  /** Whether a block is worded as contracts are. */
  isContract(block: Block): boolean {
    const known =
      this.#contracts.get(block) ??
      isContractText(this.#page.prose.slice(block.span.start, block.span.end));
    this.#contracts.set(block, known);
    return known;
  }

  /** How the page writes a word or phrase, given as it is written with a capital. */
  capitalUse(text: string): CapitalUse {
    const known = this.#names.get(text) ?? capitalUseIn(this.#page, text);
    this.#names.set(text, known);
    return known;
  }
}

/** How often a word is written small, with a capital inside a sentence, and with one where any word has one. */
export interface CapitalUse {
  readonly small: number;
  readonly inside: number;
  readonly atStart: number;
}

/** More uses of a word say nothing new. */
const usesMax = 50;

function capitalUseIn({ prose }: Page, text: string): CapitalUse {
  const use = { small: 0, inside: 0, atStart: 0 };
  const folded = prose.toLowerCase();
  // Letters whose small form is longer would shift the offsets.
  if (folded.length !== prose.length) return use;
  const wanted = text.toLowerCase();
  let at = folded.indexOf(wanted);
  for (let uses = 0; at >= 0 && uses < usesMax; uses += 1) {
    if (!isPartOfWord(folded, at, wanted.length)) {
      if (prose[at] === folded[at]) use.small += 1;
      else if (/[\p{L}\p{N},)]\s{1,3}$/u.test(prose.slice(Math.max(0, at - 6), at)))
        use.inside += 1;
      else use.atStart += 1;
    }
    at = folded.indexOf(wanted, at + wanted.length);
  }
  return use;
}

function isPartOfWord(text: string, at: number, length: number): boolean {
  return (
    /[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, at - 1), at)) ||
    /^[\p{L}\p{N}_]/u.test(text.slice(at + length, at + length + 2))
  );
}
