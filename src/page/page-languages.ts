import type { Span } from "../text/span.ts";
import { languageOfFrontMatter, languageOfPath } from "./declared-language.ts";
import { languageEvidence, type LanguageEvidence } from "./language-evidence.ts";
import { languageByWords } from "./language-words.ts";
import type { Block, Page } from "./page.ts";

/** How much of a page or passage is looked at, in characters: what follows says the same. */
const PAGE_CHARS_MAX = 3_000;
const PASSAGE_CHARS_MAX = 600;
/** Of so many characters a guess is as good as of three times as many, and costs a third. */
const GUESSED_CHARS_MAX = 1_000;
/** Words from which on the text of a page outweighs what is declared. */
const SURE_WORDS_MIN = 10;
const DETECTED_WORDS_MIN = 4;

/** Guesses the language of a text: its ISO 639-1 code; undefined where nothing speaks for any. */
export type DetectLanguage = (text: string) => string | undefined;

/** What the text of a page does not say about its languages. */
export interface LanguageHints {
  /** The language that the configuration gives to the page. */
  readonly configured?: string | undefined;
  /** Asked where function words do not decide; without it they alone do. */
  readonly detect?: DetectLanguage | undefined;
}

/** Of a text that is in none of the languages that can be distinguished, and not in English: BCP 47's “undetermined”. */
const UNDETERMINED = "und";

/** The languages of one page. Worked out when a rule first asks; most rules of most pages never do. */
export class PageLanguages {
  readonly #page: Page;
  readonly #hints: LanguageHints;
  #ofPage: { readonly language: string | undefined } | undefined;
  readonly #ofBlocks = new Map<Block, string | undefined>();

  constructor(page: Page, hints: LanguageHints) {
    this.#page = page;
    this.#hints = hints;
  }

  /** The language of most of the page. */
  get main(): string | undefined {
    this.#ofPage ??= { language: this.#mainLanguage() };
    return this.#ofPage.language;
  }

  /** The language of the passage at an offset; outside passages that of the page. */
  at(offset: number): string | undefined {
    const block = blockAt(this.#page.blocks, offset);
    if (block === undefined) return this.main;
    const known = this.#ofBlocks.get(block);
    if (known !== undefined || this.#ofBlocks.has(block)) return known;
    const language = this.#passageLanguage(block.span);
    this.#ofBlocks.set(block, language);
    return language;
  }

  /** The text where it is plain, then what is declared, the nearest to the page first, then a guess. */
  #mainLanguage(): string | undefined {
    const { path, frontMatter } = this.#page;
    const pieces = this.#sample();
    const sample = pieces.join("\n");
    const evidence = languageEvidence(sample, { start: 0, end: sample.length });
    if (evidence.byScript !== undefined) return evidence.byScript;
    if (isEnglishText(evidence) && evidence.english >= SURE_WORDS_MIN) return "en";
    const declared =
      languageOfFrontMatter(frontMatter) ?? this.#hints.configured ?? languageOfPath(path);
    if (declared !== undefined && (declared !== "en" || !isForeignText(evidence))) return declared;
    if (isEnglishText(evidence)) return "en";
    if (evidence.words < DETECTED_WORDS_MIN) return undefined;
    // On a page of two languages the longer passages need not be those of the larger part.
    const isMixed = evidence.foreign > evidence.english && evidence.english > 0;
    const text = isMixed ? pieces.filter(isRatherForeign).join("\n") : sample;
    return this.#guess(text) ?? (isForeignText(evidence) ? UNDETERMINED : undefined);
  }

  /** Text of blocks from the whole length of the page: an introduction may be in another language. */
  #sample(): readonly string[] {
    const { blocks, prose } = this.#page;
    const step = Math.max(1, Math.floor(blocks.length / 40));
    const pieces: string[] = [];
    let chars = 0;
    for (let index = 0; index < blocks.length && chars < PAGE_CHARS_MAX; index += step) {
      const span = blocks[index]?.span;
      if (span === undefined) break;
      const piece = prose.slice(span.start, Math.min(span.end, span.start + PASSAGE_CHARS_MAX));
      pieces.push(piece);
      chars += piece.length;
    }
    return pieces;
  }

  #passageLanguage({ start, end }: Span): string | undefined {
    const { prose } = this.#page;
    const span = { start, end: Math.min(end, start + PASSAGE_CHARS_MAX) };
    const evidence = languageEvidence(prose, span);
    if (evidence.byScript === undefined && isEnglishText(evidence)) return "en";
    const { main } = this;
    // A few kanji are Chinese or Japanese: the page says which.
    if (evidence.byScript === "zh" && main === "ja") return main;
    if (evidence.byScript !== undefined) return evidence.byScript;
    const isEnglishPage = main === undefined || main === "en";
    if (evidence.words < DETECTED_WORDS_MIN) return main;
    const isForeign = isForeignText(evidence);
    if (isForeign && !isEnglishPage) return main;
    if (!isForeign && !isDoubtful(evidence, isEnglishPage)) return main;
    return this.#guess(prose.slice(start, span.end)) ?? (isForeign ? UNDETERMINED : main);
  }

  /** Function words of one language spare the detector, whose data take longer to load than many pages to check. */
  #guess(text: string): string | undefined {
    return (
      languageByWords(text) ??
      this.#hints.detect?.(text.replace(/[\s\uFFFC]+/g, " ").slice(0, GUESSED_CHARS_MAX))
    );
  }
}

/** Whether the commonest words say plainly that this is English. */
function isEnglishText({ english, foreign, accented, words }: LanguageEvidence): boolean {
  return english >= 2 && english > 2 * foreign && english * 8 >= words && accented * 4 <= words;
}

function isForeignText({ english, foreign }: LanguageEvidence): boolean {
  return foreign >= 2 && foreign > 2 * english;
}

function isRatherForeign(text: string): boolean {
  const { english, foreign } = languageEvidence(text, { start: 0, end: text.length });
  return foreign > english;
}

/** Whether a passage may be in another language than its page, so that it is worth a look at its letters. */
function isDoubtful(evidence: LanguageEvidence, isEnglishPage: boolean): boolean {
  const { words, english, foreign, accented } = evidence;
  if (!isEnglishPage) return english > foreign && accented === 0;
  // Accents alone are as likely those of names.
  return english <= foreign && (foreign > 0 || (words >= 5 && accented * 4 >= words));
}

/** The block that holds an offset. Blocks are in the order of the page and do not overlap. */
function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.span.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low];
  return block !== undefined && block.span.start <= offset ? block : undefined;
}
