import type { PolicyChangeKind } from "../../src/policy/difference.ts";

/** A change of a few words that a program can make in any sentence that has them. */
export interface WordEdit {
  readonly from: RegExp;
  readonly to: string;
  /**
   * What the comparison must call it; one of them must be among what it says: “every two weeks” is a frequency,
   * “must not exceed” a limit. None for a change of notation.
   */
  readonly kinds?: readonly PolicyChangeKind[];
}

/** Changes of what a policy says. */
export const editsOfMeaning: readonly WordEdit[] = [
  { from: /\bmust(?! not)\b/, to: "should", kinds: ["weaker"] },
  { from: /\bshould(?! not)\b/, to: "must", kinds: ["stronger"] },
  { from: /\bmust not\b/, to: "may", kinds: ["reversed", "limit"] },
  { from: /\bmay not\b/, to: "may", kinds: ["reversed", "limit"] },
  { from: /\bshould not\b/, to: "should", kinds: ["reversed", "limit"] },
  { from: /\bcannot\b/, to: "can", kinds: ["reversed"] },
  { from: /\bis required\b/, to: "is not required", kinds: ["reversed", "weaker"] },
  { from: /\bare required to\b/, to: "may", kinds: ["weaker"] },
  { from: /\bis not\b/, to: "is", kinds: ["reversed"] },
  { from: /\bare not\b/, to: "are", kinds: ["reversed"] },
  { from: /\bwill not\b/, to: "will", kinds: ["reversed"] },
  { from: /\bdo not\b/, to: "do", kinds: ["reversed"] },
  { from: /\bare eligible\b/, to: "are not eligible", kinds: ["reversed"] },
  { from: /\bis allowed\b/, to: "is not allowed", kinds: ["reversed"] },
  { from: /\ball (?=team members|employees)/, to: "some ", kinds: ["scope"] },
  { from: /\bevery (?=team member|employee)/, to: "any full-time ", kinds: ["scope"] },
  { from: / only(?= \p{Ll})/u, to: "", kinds: ["scope"] },
  { from: /\bat least\b/, to: "at most", kinds: ["limit"] },
  { from: /\bup to (?=\d)/, to: "at least ", kinds: ["limit"] },
  { from: /\bmore than (?=\d|\$)/, to: "less than ", kinds: ["limit"] },
  { from: /\bprior to\b/, to: "after", kinds: ["timing"] },
  { from: /\bbefore\b/, to: "after", kinds: ["timing"] },
  { from: /\bunless\b/, to: "if", kinds: ["condition"] },
  { from: /\bwithout\b/, to: "with", kinds: ["condition", "reversed"] },
  {
    from: /\b(?:two|2) weeks\b/,
    to: "three weeks",
    kinds: ["duration", "frequency"],
  },
  { from: /\b30 days\b/, to: "60 days", kinds: ["duration", "frequency"] },
  { from: /\b90 days\b/, to: "45 days", kinds: ["duration", "frequency"] },
  { from: /(?<=\b\d{1,2} )days\b/, to: "weeks", kinds: ["duration", "frequency"] },
  { from: /(?<=\b\d{1,2} )months\b/, to: "years", kinds: ["duration", "frequency"] },
  { from: /(?<=\b\d{1,2} )hours\b/, to: "days", kinds: ["duration", "frequency", "unit"] },
  { from: /(?<=\b\d{1,2} )weeks\b/, to: "months", kinds: ["duration", "frequency"] },
  { from: /(?<=\b\d{1,2} )business days\b/, to: "days", kinds: ["duration", "frequency", "unit"] },
  { from: /\b100%/, to: "80%", kinds: ["percentage"] },
  { from: /\b50%/, to: "75%", kinds: ["percentage"] },
  { from: /\$(?=\d)/, to: "€", kinds: ["amount", "unit"] },
  { from: /(?<=\$\d{1,3},)000\b/, to: "500", kinds: ["amount"] },
  { from: /€(?=\d)/, to: "£", kinds: ["amount", "unit"] },
  { from: /\bannually\b/, to: "quarterly", kinds: ["frequency"] },
  { from: /\bmonthly\b/, to: "weekly", kinds: ["frequency"] },
  { from: /\bper year\b/, to: "per month", kinds: ["frequency"] },
  { from: /\bJanuary(?= \d)/, to: "March", kinds: ["date"] },
  { from: /\b(?:2020|2021|2022)-(?=\d\d-\d\d\b)/, to: "2031-", kinds: ["date"] },
  { from: /\bin Ireland\b/, to: "in Poland", kinds: ["place"] },
  { from: /\bNetherlands\b/, to: "Philippines", kinds: ["place"] },
  { from: /\bUnited States\b/, to: "United Kingdom", kinds: ["place"] },
  { from: /\bGermany\b/, to: "France", kinds: ["place"] },
  { from: /\bthe CEO\b/, to: "the CFO", kinds: ["role"] },
  { from: /\btheir manager\b/, to: "their director", kinds: ["role"] },
  { from: /\bLegal team\b/, to: "Finance team", kinds: ["name", "role"] },
];

/** Changes of how a policy says the same. */
export const editsOfNotation: readonly WordEdit[] = [
  { from: /(?<=\b\d{1,3})%/, to: " percent" },
  { from: /\bprior to\b/, to: "before" },
  { from: /\bcannot\b/, to: "can't" },
  { from: /\bis not\b/, to: "isn't" },
  { from: /\bdo not\b/, to: "don't" },
  { from: /\bwill not\b/, to: "won't" },
  { from: /\bare not\b/, to: "aren't" },
  { from: /\bmust not\b/, to: "mustn't" },
  { from: /\bannually\b/, to: "every year" },
  { from: /\bquarterly\b/, to: "every quarter" },
  { from: /\bUnited States\b/, to: "US" },
  { from: /\bUnited Kingdom\b/, to: "UK" },
  { from: /\btwo weeks\b/, to: "14 days" },
  { from: /\b24 hours\b/, to: "one day" },
  { from: /\b30 days\b/, to: "thirty days" },
  { from: /\b12 months\b/, to: "one year" },
  { from: /\bfive\b(?= \p{Ll})/u, to: "5" },
  { from: /\bthree\b(?= \p{Ll})/u, to: "3" },
  { from: /\bten\b(?= \p{Ll})/u, to: "10" },
  { from: /(?<=\$\d{1,3},\d{3})(?![\d.,])/, to: ".00" },
  { from: /(?<=\$\d{1,3}),(?=\d{3}\b)/, to: "" },
  { from: /\bhave to\b/, to: "must" },
  { from: /\bin order to\b/, to: "to" },
  { from: /\bplease \b/, to: "" },
  { from: /\butilize\b/, to: "use" },
  { from: /\bper year\b/, to: "a year" },
  { from: /\beach (?=team member|employee)/, to: "every " },
  { from: /\be-mail\b|\bemail\b/, to: "mail" },
];
