import { isAlone } from "./names.ts";
import type { FoldedContext, Occurrence } from "./occurrence.ts";
import { quotationAround } from "./quotation.ts";

/** Words that introduce a word as a word: “avoid saying guys”, “the term blacklist”. */
const cue =
  /(?<![\p{L}-])(?:avoid(?:ing)?|instead of|rather than|in place of|in favor of|renam(?:e|ed|ing)|changing|(?:do|does|did|should|must|please|will) not (?:say|use|write|call|include|contain)|(?:don't|doesn't|never|not|no longer|stop|without|avoid) (?:say(?:ing)?|us(?:e|ing)|writ(?:e|ing)|call(?:ing)?)|the (?:\p{L}+ )?(?:words?|terms?|phrases?|pronouns?|expressions?|idioms?|terminology|titles?|labels?|slurs?)|(?:words?|terms?|phrases?|expressions?|idioms?|language|terminology|wording)(?: \p{L}+)? (?:such as|like|including)|synonyms? for|formerly(?: known as| called)?|previously (?:known as|called|named)|used to be (?:called|named|known as)|historically|(?:also )?known as|so-called|labell?ed|referred to(?: as)?|refers? to|translates? (?:as|to)|stands for|misspelled|also called)(?!\p{L})/u;

/** “say denylist, not blacklist”, “use `allowlist`, never whitelist”. */
const corrected =
  /(?:,| and| but| \u2013|\() ?(?:not|never|rather than|instead of)(?: an?| the)? ?["“'‘]?$/u;
const correcting =
  /(?<!\p{L})(?:say|saying|use|using|write|writing|call|prefer|choose|we mean|is called)(?!\p{L})/u;

/** The term comes first: “blacklist is outdated”, “whitelist → allowlist”, “whitelist (use allowlist)”. */
const judged =
  /^["”'’)]{0,2} ?(?:[=-]?[-=]?>|→|⇒|becomes |(?:is|are|was|were|has|have) (?:an? |now |been )?(?:considered|outdated|offensive|problematic|deprecated|inappropriate|derogatory|discouraged|loaded|ableist|gendered|racist|sexist|ambiguous|banned|replaced|renamed|slang|jargon|idioms?|clich|not (?:inclusive|allowed|acceptable|welcome))|\((?:use|say|prefer|instead|formerly|now)|(?:refers|translates|stands) |(?:is|are) the (?:\p{L}+ )?names? of )/u;

/** “Replace whitelist with allowlist.” */
const replaced =
  /(?<!\p{L})replac(?:e|ed|es|ing|ement of) (?:all |every |any |the |an? |uses of |\p{L}+ ){0,2}["“'‘]?$/u;
const replacing = /^["”'’]? (?:with|by|for) /u;

/** “Other examples: up in the air, on the ball.” */
const example = /(?<!\p{L})examples?(?!\p{L})/u;
const listed = /[,;:] ?["“‘]?$/u;
const goesOn = /^["”’]?(?: ?[,;.)]| (?:and|or) |$)/u;

/** Sentences that name words as examples of what nobody should say. */
const aboutConduct =
  /(?<!\p{L})(?:(?:harassment|bullying|discrimination|misconduct) (?:includes|can include|means)|(?:unacceptable|inappropriate|offensive|derogatory|demeaning|discriminatory|problematic|insensitive|harmful|ableist|sexist|racist|gendered|exclusionary|biased|loaded|figurative|idiomatic|non-inclusive) (?:language|words?|terms?|names?|phrases?|expressions?|comments?|remarks?|jokes?)|slurs?|microaggressions?|stereotypes?|idioms?|figures? of speech|jargon|buzzwords?|clich[eé]s?)(?!\p{L})/u;

/** Headings and introductions of what speaks about words. */
const aboutWords =
  /(?<!\p{L})(?:inclusive (?:language|writing|terms?|wording|terminology|naming)|(?:gender|bias)[- ](?:neutral|free)|non-inclusive|misused terms?|(?:words?|terms?|phrases?|language|expressions?|idioms?) (?:to (?:avoid|replace|watch)|we (?:avoid|don't use|do not use)|not to use|that (?:exclude|offend))|avoid(?:ed|ing)?(?: \p{L}+)? (?:words?|terms?|phrases?|language|idioms?|jargon|expressions?)|(?:preferred|banned|forbidden|deprecated|replacement|alternative) (?:words?|terms?|phrases?|terminology|language)|word ?list|glossary of terms to avoid|style ?guide|writing (?:style|guide|well)|grammar|terminology|idioms?|pronouns|loaded words|(?:do not|don't|never|avoid) (?:use|say|using|saying|write)(?: (?:the|these|any of these|any of the following|this|following))?(?: \p{L}+)?:|instead of|unconscious bias|use (?:these|the following)(?: \p{L}+)? instead)(?!\p{L})/u;

/** Rows of tables that put words side by side. */
const wordTable =
  /(?<!\p{L})(?:avoid|instead(?: of)?|don't|do not|do n't|say|replace(?:ment|ments|d)?|not|wrong|misused|terms?|words?|phrases?|idioms?|trigger|response|non-inclusive|inclusive|alternatives?|preferred|recommended|discouraged|deprecated|outdated|jargon|expressions?|meaning)(?!\p{L})/u;

/** What is read on a screen: “click “Whitelist””, “the Blacklist tab”. */
const label =
  /(?<!\p{L})(?:click|select|press|choose|tick|check|hit|tap|button|option|field|setting|tab|menu|checkbox|column|label(?:ed)?|tag|status|named|called|titled|entitled|type|enter)(?!\p{L})/u;

/**
 * Whether a term is mentioned rather than used. Text in quotation marks and block quotes is someone else's;
 * a term alone in quotation marks is a mention unless `countsScare` takes it for one used with a wink
 * (“we want a ‘rockstar’”).
 */
export function isMention(occurrence: Occurrence, countsScare: boolean): boolean {
  const { page, span, block, folded } = occurrence;
  if (isQuotedBlock(occurrence) || isStruck(occurrence)) return true;
  if (aboutWords.test(folded.headings) || aboutWords.test(folded.introduction)) return true;
  if (isDefined(occurrence) || isSpokenOf(occurrence)) return true;
  const quoted = quotationAround(page.prose, span, block?.span);
  if (quoted !== undefined) {
    const inner = page.prose.slice(quoted.start + 1, quoted.end - 1).trim();
    if (inner.length > span.end - span.start + 1) return true;
    return !countsScare || label.test(folded.clause) || quotesSeveral(folded.sentence);
  }
  return block?.container === "table" && wordTable.test(folded.tableHeader);
}

/** “Fast-paced”, “tight deadlines”: who quotes several phrases speaks about them. */
function quotesSeveral(sentence: string): boolean {
  return (sentence.match(/["“”]/g)?.length ?? 0) >= 4;
}

/** The sentence says of the term that it is a word. */
function isSpokenOf({ folded }: Occurrence): boolean {
  const near = folded.before.split(" ").slice(-8).join(" ");
  return (
    cue.test(near) ||
    (corrected.test(folded.before) && correcting.test(folded.before)) ||
    judged.test(folded.after.trimStart()) ||
    (replaced.test(folded.before) && replacing.test(folded.after)) ||
    isListedExample(folded) ||
    aboutConduct.test(folded.before)
  );
}

function isListedExample({ before, after }: FoldedContext): boolean {
  const colon = before.indexOf(":");
  if (colon === -1 || !example.test(before.slice(Math.max(0, colon - 60), colon))) return false;
  return listed.test(before) && goesOn.test(after);
}

/** Notes are set as quotes too: “> **Note:** Ask the chairman.” */
const note =
  /^[\s*_>"]{0,6}(?:\[!?\p{L}+\]|(?:note|important|tip|warning|caution|info|attention|reminder|hint|n\.b|todo|update|disclaimer|summary|tl;?dr)(?!\p{L}))/iu;

function isQuotedBlock({ block, page }: Occurrence): boolean {
  if (block === undefined || (!block.isQuoted && block.container !== "quote")) return false;
  return !note.test(page.prose.slice(block.span.start, block.span.start + 40));
}

/** `~~blacklist~~`, `<del>blacklist</del>`. */
function isStruck({ page, span, block }: Occurrence): boolean {
  const { source } = page;
  const before = source.slice(Math.max(block?.span.start ?? 0, span.start - 400), span.start);
  if (/<(?:del|s|strike)>[^<]{0,200}$/i.test(before)) return true;
  if (!before.includes("~~") || before.split("~~").length % 2 === 1) return false;
  return source
    .slice(span.end, Math.min(block?.span.end ?? span.end, span.end + 400))
    .includes("~~");
}

/** Headings of lists of terms. */
const glossary = /(?<!\p{L})(?:glossary|definitions|(?:common|key) terms)(?!\p{L})/u;

/** The term alone is a heading, or an entry of a glossary begins with it. */
function isDefined(occurrence: Occurrence): boolean {
  const { page, span, block, folded } = occurrence;
  if (block?.kind === "heading") return isAlone(occurrence);
  if (block === undefined || !glossary.test(folded.headings)) return false;
  return !/[\p{L}\p{N}]/u.test(page.prose.slice(block.span.start, span.start));
}
