import { describe, expect, test } from "vitest";
import { articleBefore } from "../../../rules/terms/article.ts";
import { expandPair } from "../../../rules/terms/expand-form.ts";
import { likeCase } from "../../../rules/terms/letter-case.ts";
import { parseTermList, type TermList } from "../../../rules/terms/term-list.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { pageOf, reportsOf, ruleFiles } from "../built-in.ts";

const lists: readonly TermList[] = ruleFiles
  .filter(({ path }) => !/\/(?:templates|jurisdictions|meanings)\//.test(path))
  .map(parseTermList);

/** The page once every suggestion of one rule is taken. */
function taken(rule: string, text: string, type?: string): string {
  const page = pageOf(type === undefined ? text : { text, type });
  const edits = reportsOf(rule, page).flatMap(({ suggestions }) => suggestions?.[0]?.edits ?? []);
  return applyEdits(page.source, edits);
}

const written: readonly (readonly [rule: string, text: string, expected: string])[] = [
  // Articles.
  ["inclusive/no-gendered-noun", "Ask a middleman.", "Ask an intermediary."],
  ["inclusive/no-gendered-noun", "A middleman is paid.", "An intermediary is paid."],
  ["inclusive/no-loaded-term", "A WHITELIST IS KEPT.", "AN ALLOWLIST IS KEPT."],
  ["inclusive/no-gendered-noun", "We run a one-man team.", "We run a one-person team."],
  ["inclusive/no-gendered-noun", "Close a manhole.", "Close a utility hole."],
  [
    "inclusive/no-gendered-noun",
    "We reached a gentleman's agreement.",
    "We reached an informal agreement.",
  ],
  ["inclusive/no-loaded-term", "Keep a whitelist.", "Keep an allowlist."],
  ["inclusive/no-loaded-term", "Keep a blacklist.", "Keep a blocklist."],
  [
    "inclusive/no-loaded-term",
    "It is a tribal knowledge problem.",
    "It is an undocumented knowledge problem.",
  ],
  [
    "inclusive/no-ableist-term",
    "Book a handicapped parking space.",
    "Book an accessible parking space.",
  ],
  ["style/no-british-spelling", "It is an honour to serve.", "It is an honor to serve."],
  ["style/no-british-spelling", "It is an honourable goal.", "It is an honorable goal."],
  ["style/no-british-spelling", "Send an enquiry.", "Send an inquiry."],
  ["style/no-british-spelling", "It is a utilised seat.", "It is a utilized seat."],
  ["prose/no-wordy-phrase", "It is a utilized seat.", "It is a used seat."],
  ["style/no-misused-term", "Send an e-mail.", "Send an email."],
  // Number, and with it the verb.
  ["inclusive/no-gendered-noun", "Salesmen are paid monthly.", "Salespeople are paid monthly."],
  ["inclusive/no-gendered-noun", "The chairman signs it.", "The chair signs it."],
  ["inclusive/no-gendered-noun", "Middlemen are paid.", "Intermediaries are paid."],
  ["inclusive/no-gendered-noun", "Ten man-hours were planned.", "Ten person-hours were planned."],
  ["inclusive/no-gendered-noun", "Businesswomen meet in May.", "Business people meet in May."],
  ["inclusive/no-gendered-noun", "In her freshman year she left.", "In her first year she left."],
  [
    "inclusive/no-outdated-gender-term",
    "Sexual preferences are private.",
    "Sexual orientations are private.",
  ],
  ["inclusive/no-outdated-gender-term", "Add your preferred pronouns.", "Add your pronouns."],
  [
    "inclusive/no-loaded-term",
    "Masters and slaves are restarted.",
    "Primaries and replicas are restarted.",
  ],
  ["inclusive/no-loaded-term", "Christian names come first.", "First names come first."],
  ["prose/no-idiom", "It moved the needle.", "It made a difference."],
  // Inflection.
  ["inclusive/no-violent-idiom", "We pulled the trigger on it.", "We went ahead with it."],
  [
    "inclusive/no-loaded-term",
    "Whitelisting the host is enough.",
    "Allowlisting the host is enough.",
  ],
  [
    "inclusive/no-violent-idiom",
    "She pulled the trigger on the offer.",
    "She went ahead with the offer.",
  ],
  ["inclusive/no-violent-idiom", "He is pulling the trigger.", "He is going ahead."],
  ["prose/no-wordy-phrase", "Utilizing leave is easy.", "Using leave is easy."],
  ["prose/no-wordy-phrase", "The team makes a decision in May.", "The team decides in May."],
  ["prose/no-wordy-phrase", "It commenced in May.", "It started in May."],
  ["prose/no-idiom", "This moves the needle.", "This makes a difference."],
  ["jobs/no-culture-cliche", "Everyone wears many hats.", "Everyone has varied responsibilities."],
  ["style/no-british-spelling", "Organising leave takes a day.", "Organizing leave takes a day."],
  // Capitals.
  ["inclusive/no-gendered-noun", "Chairman and board meet.", "Chair and board meet."],
  ["inclusive/no-gendered-noun", "THE CHAIRMEN MEET.", "THE CHAIRS MEET."],
  ["inclusive/no-loaded-term", "Master and slave restart.", "Primary and replica restart."],
  ["prose/no-idiom", "## Backlog Grooming for Leave", "## Backlog Refinement for Leave"],
  ["prose/no-wordy-phrase", "In order to take leave, ask.", "To take leave, ask."],
  ["prose/no-wordy-phrase", "PRIOR TO YOUR LEAVE", "BEFORE YOUR LEAVE"],
  [
    "prose/no-wordy-phrase",
    "All close with the exception of Lisbon.",
    "All close except for Lisbon.",
  ],
  ["style/no-misused-term", "A GitLabber is on leave.", "A GitLab team member is on leave."],
  ["style/no-misused-term", "GitLabbers are on leave.", "GitLab team members are on leave."],
  ["style/no-latin-term", "Take leave, e.g. in May.", "Take leave, for example, in May."],
  // Pairs of pronouns.
  ["inclusive/no-paired-pronoun", "S/he signs it.", "They sign it."],
  [
    "inclusive/no-paired-pronoun",
    "Each person brings his or her badge.",
    "Each person brings their badge.",
  ],
];

describe("a suggestion leaves a sentence that reads right", () => {
  test.each(written)("%s: %s", (rule, text, expected) => {
    expect(taken(rule, text, rule.startsWith("jobs/") ? "job-page" : undefined)).toBe(expected);
  });
});

test.each([
  ["prose/no-wordy-phrase", "A majority of the teams meet."],
  ["prose/no-wordy-phrase", "There is a plethora of information."],
  ["prose/no-idiom", "Low-hanging fruit is found early."],
  ["prose/no-idiom", "As a general rule of thumb, ask early."],
  ["inclusive/no-ableist-term", "It is worth sanity checking if the form is full."],
  ["inclusive/no-ableist-term", "A team handicapped by the tool is late."],
  ["inclusive/no-loaded-term", "A powwow takes an hour."],
  ["prose/no-wordy-phrase", "We are on track with regards to hiring."],
  ["prose/no-wordy-phrase", "You have experience pertaining to tax."],
  ["prose/no-wordy-phrase", "Ascertain and integrate tools."],
  // Nobody joins lines that an author has broken.
  ["prose/no-wordy-phrase", "Ask early in order\nto get the laptop."],
  ["inclusive/no-gendered-noun", "We need more manpower."],
  ["inclusive/no-gendered-noun", "Layman's terms are better."],
])("%s offers wording and no suggestion for: %s", (rule, text) => {
  const page = pageOf(text);
  expect(reportsOf(rule, page)).toHaveLength(1);
  expect(taken(rule, text)).toBe(text);
});

test.each([
  ["a", ["user", "usual day", "unit", "European", "one-person team", "utility hole", "manager"]],
  ["an", ["hour", "honor", "heir", "intermediary", "unwritten rule", "unnamed page", "allowlist"]],
  [undefined, ["SAML login", "SLA"]],
])("the article %s goes before %j", (article, texts) => {
  expect(texts.map(articleBefore)).toEqual(texts.map(() => article));
});

const pairs = lists.flatMap(({ rule, terms }) =>
  terms.flatMap((term) =>
    Object.entries(term.replace).flatMap(([form, text]) =>
      expandPair(form, text).map(([found, better]) => ({ rule, id: term.id, found, better })),
    ),
  ),
);

test("every replacement keeps capitals, and starts with a word that has an article", () => {
  const wrong = pairs.filter(({ found, better }) => {
    const capital = found.replace(/\p{L}/u, (letter) => letter.toUpperCase());
    const start = likeCase(capital, better).match(/\p{L}/u)?.[0] ?? "";
    return (
      start !== start.toUpperCase() ||
      // “E.G.” is too short to be loud.
      (/\p{L}{3}/u.test(found) && likeCase(found.toUpperCase(), better) !== better.toUpperCase()) ||
      articleBefore(better) === undefined
    );
  });
  expect(wrong).toEqual([]);
});

test("a word in the plural is replaced with one in the plural", () => {
  const wrong = pairs.filter(({ rule, id, found, better }) => {
    // “Hi everyone”, “in plain language”: no subjects.
    if (id === "guys" || found.startsWith("in ")) return false;
    const isPlural = /(?:men|[^sui]s)$/.test(found) && rule.startsWith("inclusive/");
    return isPlural && !/(?:s|people|women)$/.test(better);
  });
  expect(wrong).toEqual([]);
});
