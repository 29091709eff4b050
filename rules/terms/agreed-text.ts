import type { Block, Page } from "../../src/page/page.ts";
import { blockIndexAt } from "./blocks.ts";
import type { Occurrence } from "./occurrence.ts";

/** Files whose wording is not the handbook's own: licences, change logs, contracts. */
const agreedPath =
  /(?:^|\/)_?(?:licen[cs]es?|copying|notices?|change-?log|changes|release-?notes|contributor-covenant|third-party-[a-z-]{1,30}|by-?laws|dpa|nda|eula|cla|dco)(?:[./-]|$)|-(?:licen[cs]e|by-?laws|dpa|nda)(?:[./]|$)|(?:licen[cs]e|subscription|non-?disclosure|confidentiality|data-processing|master-services?|partner|reseller|lease)-agreement|terms-(?:of|and)-|\/(?:terms|legacy)\//i;

/** What only the texts of others say of themselves, in small letters. */
const othersText =
  /cc0 1\.0 universal|creativecommons\.org\/(?:licenses|publicdomain)\/[a-z0-9./-]{0,30}\s{0,4}(?:legal code|licen[cs]e)|statement of purpose\s|permission is hereby granted, free of charge|redistribution and use in source and binary forms|gnu (?:affero |lesser )?general public license|apache license\s{1,20}version 2|contributor[- ]covenant|in the interest of fostering an open and welcoming (?:environment|community)|we as (?:members, contributors,? and leaders|contributors and maintainers) pledge|developer certificate of origin|citizen code of conduct|geek feminism|django code of conduct|berlin code of conduct/;

/** Pages that may be such a text as a whole say so in their path or title. */
const othersHint = /licen[cs]|conduct|covenant|copying|notice|legal|terms|third-party/i;

/** So far into a page its licence or attribution is looked for; one at the end counts too. */
const attributionCharacters = 4_000;

/** Headings of contracts and of what belongs to them. */
const agreedHeading =
  /(?:^|\n)(?:\d[\d.]{0,8}\s)?(?:(?:website |general )?terms (?:of (?:service|use|sale)|and conditions)|(?:[a-z&-]{1,20} ){0,3}(?:licen[cs]e|subscription|non-?disclosure|confidentiality|data processing|proprietary information|services|employment|lease) agreement|by-?laws(?: of [^\n]{0,40})?|articles of (?:association|incorporation)|certificate of incorporation|(?:exhibit|annex|schedule) [a-z0-9]{1,3}\b[^\n]{0,60}|contract template[^\n]{0,30}|collective agreement[^\n]{0,30}|no rights to continued (?:employment|service)|these terms [^\n]{0,40})(?=\n|$)/u;

/** Words of contracts; one of them may be a whim, two make a clause. */
const contractWords =
  /(?<!\p{L})(?:hereby|herein|hereinafter|hereunder|hereof|hereto|thereof|therein|thereto|whereas|aforesaid|indemnif(?:y|ies|ied)|indemnity|witnesseth|the (?:undersigned|parties hereto|licensor|licensee|lessor|lessee|grantor|affirmer)|shall not be liable|to the fullest extent permitted|sole discretion|severab(?:le|ility)|governing law|force majeure|null and void|successors and assigns|defined terms?|under this (?:agreement|licen[cs]e|contract|plan)|of this (?:agreement|licen[cs]e|contract)|this agreement|any applicable law|commercial conduct)(?!\p{L})/gu;

const contractWordsMin = 2;

/** So far around a block its neighbours are read. */
const contractCharacters = 2_000;

/** A sentence that repeats what a law says, or a notice that a law demands word for word. */
const citedLaw =
  /(?<!\p{L})(?:it is unlawful (?:in|for|to)|is unlawful (?:in|under)|as (?:defined|required|amended) (?:by|in|under) (?:section|article|§)|under (?:section|article|part|title) [\divx]|(?:pursuant to|in accordance with) (?:section|article|§|title|the [a-z]+ act)|§ ?\d|\d+ (?:u\.s\.c|c\.f\.r|cfr|usc)\.?|the law (?:reads|says))/u;

/** Whether the handbook cannot change the wording of a page: a licence, a change log, a text of others. */
export function isAgreedPage({ path, source, frontMatter, headings }: Page): boolean {
  if (agreedPath.test(path)) return true;
  const named = frontMatter?.get("title");
  const title = typeof named === "string" ? named : (headings[0]?.text ?? "");
  if (!othersHint.test(path) && !othersHint.test(title)) return false;
  const ends =
    source.length <= 2 * attributionCharacters
      ? source
      : source.slice(0, attributionCharacters) + source.slice(-attributionCharacters);
  return othersText.test(ends.toLowerCase());
}

/** Blocks to either side that are read along: a clause of a contract stands among others. */
const neighbours = 2;

/** Whether a block and those around it have the words of a contract, or a licence that is quoted. */
export function isContract({ blocks, prose }: Page, block: Block): boolean {
  const at = blockIndexAt(blocks, block.span.start);
  const start = blocks[Math.max(0, at - neighbours)]?.span.start ?? block.span.start;
  const end = blocks[Math.min(blocks.length - 1, at + neighbours)]?.span.end ?? block.span.end;
  const from = Math.max(start, block.span.start - contractCharacters);
  const to = Math.min(end, block.span.end + contractCharacters);
  const text = prose.slice(from, to).toLowerCase();
  if (othersText.test(text)) return true;
  return (text.match(contractWords)?.length ?? 0) >= contractWordsMin;
}

/** Whether a term is in a clause of a contract, in a cited law, or in a notice that a law demands. */
export function isAgreedText({ facts, folded, block }: Occurrence): boolean {
  if (facts.isAgreed || agreedHeading.test(folded.headings)) return true;
  if (block !== undefined && facts.isContract(block)) return true;
  return citedLaw.test(folded.sentence);
}
