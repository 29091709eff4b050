import type { Span } from "../../src/text/span.ts";
import type { Place } from "./place.ts";

/** Words that introduce a word as a word: “avoid saying guys”, “the term blacklist”. */
const cue =
  /(?<![\p{L}])(?:avoid|instead of|rather than|in place of|replac(?:e|es|ed|ing)|do(?:es)? not (?:say|use|write|call)|don't (?:say|use|write|call)|never (?:say|use|write|call)|stop (?:saying|using|calling)|not (?:say|use)|the (?:words?|terms?|phrases?|pronouns?|expressions?)|terms? (?:such as|like)|words? (?:such as|like)|synonyms? for|formerly(?: known as| called)?|previously (?:known as|called)|(?:also )?known as|so-called|labell?ed)(?![\p{L}])/u;

/** Sentences that name words as examples of what nobody should say. */
const aboutConduct =
  /(?<![\p{L}])(?:(?:harassment|bullying|discrimination|misconduct) (?:includes|can include|means)|(?:unacceptable|inappropriate|offensive|derogatory|demeaning|discriminatory) (?:language|words?|terms?|names?|comments?|remarks?|jokes?)|slurs?)(?![\p{L}])/u;

/** Headings of pages and sections that speak about words. */
const aboutWords =
  /(?<![\p{L}])(?:inclusive (?:language|writing|terms?|wording)|(?:gender|bias)[- ](?:neutral|free)|non-inclusive|misused terms?|words? (?:to avoid|we avoid)|terms? (?:to avoid|we avoid)|avoid(?:ed)? (?:words?|terms?|phrases?)|word list|glossary of terms to avoid|style ?guide|writing style|grammar|terminology|pronouns|loaded words)(?![\p{L}])/u;

/**
 * Whether a term is mentioned rather than used. Text in quotation marks and block quotes is someone
 * else's; a term alone in quotation marks or italics is a mention, unless `countScare` takes a term alone
 * between quotation marks for one that is used with a wink.
 */
export function isMention(place: Place, countScare: boolean): boolean {
  const { page, span, block } = place;
  if (block?.isQuoted === true || block?.container === "quote") return true;
  if (aboutWords.test(place.headings) || isDefined(place)) return true;
  if (cue.test(lastSixWords(place.folded.before))) return true;
  if (aboutConduct.test(place.folded.before)) return true;
  if (isEmphasised(page.source, span)) return true;
  const quoted = quotationAround(page.prose, span, block?.span);
  if (quoted !== undefined) {
    const inner = page.prose.slice(quoted.start + 1, quoted.end - 1).trim();
    if (inner.length > span.end - span.start + 1) return true;
    return !countScare || cue.test(place.folded.sentence);
  }
  return block?.container === "table" && isListOfWords(place);
}

/** Headings of lists of terms. */
const glossary = /(?<![\p{L}])(?:glossary|definitions|(?:common|key) terms)(?![\p{L}])/u;

/** Most marks and spaces around a term that is a heading by itself. */
const marksMax = 100;

/** The term alone is a heading, or an entry of a glossary begins with it. */
function isDefined({ page, span, block, headings }: Place): boolean {
  if (block === undefined) return false;
  if (block.kind !== "heading") {
    if (!glossary.test(headings)) return false;
    return !/[\p{L}\p{N}]/u.test(page.prose.slice(block.span.start, span.start));
  }
  if (block.span.end - block.span.start > span.end - span.start + marksMax) return false;
  const text = page.prose.slice(block.span.start, block.span.end);
  return text.replace(/[^\p{L}\p{N}]/gu, "").length <= span.end - span.start;
}

function lastSixWords(text: string): string {
  return text.split(" ").slice(-7).join(" ");
}

/** The term alone stands in italics, as style guides set words they speak of. */
function isEmphasised(source: string, { start, end }: Span): boolean {
  const before = source[start - 1];
  if (before !== "*" && before !== "_") return false;
  return source[end] === before && source[start - 2] !== before && source[end + 1] !== before;
}

/** A cell in a table that sets words side by side: its first row says so. */
function isListOfWords({ tableHeader }: Place): boolean {
  return /\b(?:avoid|instead|don't|do not|say|replace(?:ment|d)?|not|wrong|misused|term|word|phrase|trigger|response)\b/.test(
    tableHeader,
  );
}

const opening: Readonly<Record<string, string>> = { "“": "”", "‘": "’", '"': '"', "«": "»" };

/** The quotation a span lies in, marks included; straight marks are paired from the start of the block. */
function quotationAround(prose: string, span: Span, block: Span | undefined): Span | undefined {
  const from = Math.max(block?.start ?? 0, span.start - 1000);
  const to = Math.min(block?.end ?? prose.length, span.end + 1000);
  let open: { readonly at: number; readonly close: string } | undefined;
  for (let at = from; at < span.start; at += 1) {
    const char = prose[at] ?? "";
    if (char === "\n") open = undefined;
    else if (open === undefined) {
      const close = opening[char];
      if (close !== undefined) open = { at, close };
      else if (char === "'" && isOpeningApostrophe(prose, at)) open = { at, close: "'" };
    } else if (char === open.close && !isApostrophe(prose, at)) open = undefined;
  }
  if (open === undefined) return undefined;
  for (let at = span.end; at < to && prose[at] !== "\n"; at += 1) {
    if (prose[at] === open.close && !isApostrophe(prose, at))
      return { start: open.at, end: at + 1 };
  }
  return undefined;
}

/** `don’t`: a mark between two letters closes nothing. */
function isApostrophe(prose: string, at: number): boolean {
  const mark = prose[at];
  if (mark !== "’" && mark !== "'") return false;
  return /\p{L}/u.test(prose[at - 1] ?? "") && /\p{L}/u.test(prose[at + 1] ?? "");
}

function isOpeningApostrophe(prose: string, at: number): boolean {
  return /[\s(["]|^$/.test(prose[at - 1] ?? "") && /\p{L}/u.test(prose[at + 1] ?? "");
}
