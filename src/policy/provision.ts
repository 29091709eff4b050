import { readCells } from "./table-cells.ts";
import type { Token } from "./token.ts";
import { readTokens } from "./tokens.ts";

/** One thing that a policy says: a sentence, a row of a table, a heading, or an entry of its front matter. */
export interface Provision {
  readonly kind: "sentence" | "row" | "heading" | "front-matter";
  /** As a reader sees it, white space folded; the cells of a row with ` · ` between them. */
  readonly text: string;
  /** Whether it begins an item of a numbered list: what somebody does, with a modal verb or without. */
  readonly isStep: boolean;
  /** Index into the sections of its page. */
  readonly section: number;
  /** Its words and figures, read when first asked. */
  readonly tokens: () => readonly Token[];
}

/** Makes a sentence a provision; undefined where nothing is to read. */
export function sentenceProvision(
  text: string,
  section: number,
  isStep: boolean,
): Provision | undefined {
  const read = provision("sentence", text, section, readTokens);
  return read && { ...read, isStep };
}

/** Makes a row of a table a provision, its figures read under the headers of their columns. */
export function rowProvision(
  cells: readonly string[],
  section: number,
  headers: readonly string[],
): Provision | undefined {
  const text = cells.map(fold).join(" · ");
  return provision("row", text, section, () => readCells(cells.map(fold), headers));
}

/** `3.`, `2.1`, `Step 4:` before a heading: its place among others, and nothing that it says. */
const NUMBERING =
  /^(?:(?:step|section|part|phase|chapter|article)\s\d+(?:\.\d+)*[.):]?|\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)(?=\s)/i;

/** Makes a heading a provision of its own section. In titles words have capitals that are no names. */
export function headingProvision(text: string, section: number): Provision | undefined {
  return provision("heading", text, section, (heading) => {
    const tokens = readTokens(heading.replace(NUMBERING, (number) => " ".repeat(number.length)));
    return tokens.map((token) => (token.kind === "name" ? { ...token, kind: "word" } : token));
  });
}

/** Two sentences, one behind the other, as one. */
export function merged(a: Provision, b: Provision): Provision {
  const text = `${a.text} ${b.text}`;
  let tokens: readonly Token[] | undefined;
  return { ...a, text, tokens: () => (tokens ??= readTokens(text)) };
}

function provision(
  kind: Provision["kind"],
  raw: string,
  section: number,
  read: (text: string) => readonly Token[],
): Provision | undefined {
  const text = fold(raw);
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  let tokens: readonly Token[] | undefined;
  return { kind, text, isStep: false, section, tokens: () => (tokens ??= read(text)) };
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
