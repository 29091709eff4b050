import { describe, expect, test } from "vitest";

import { checkSafeFixes } from "./check-safe-fixes.ts";

const path = "handbook/tools/index.md";

/** Applies all safe suggestions of all rules to a page, and gives it back. */
function fixed(text: string, at = path, others: Readonly<Record<string, string>> = {}): string {
  const handbook = new Map([...Object.entries(others), [at, text]]);
  const { flaws, texts } = checkSafeFixes([[at, text]], handbook);
  expect(flaws).toEqual([]);
  return texts.get(at) ?? text;
}

describe("fixes that are applied unread", () => {
  test.each([
    ["a repeated word", "Ask the the manager for it.\n", "Ask the manager for it.\n"],
    [
      "the name of a product",
      "We keep code on Github and review it.\n",
      "We keep code on GitHub and review it.\n",
    ],
    [
      "a long condition",
      "In the event that the room is taken, ask.\n",
      "If the room is taken, ask.\n",
    ],
    ["how often", "Teams meet on a weekly basis in May.\n", "Teams meet weekly in May.\n"],
    [
      "two pairs of pronouns",
      "Each person takes his or her badge to his or her desk.\n",
      "Each person takes their badge to their desk.\n",
    ],
    [
      "a list of senders",
      "The mail server has a blacklist.\n",
      "The mail server has a blocklist.\n",
    ],
  ])("put %s right", (_, before, after) => {
    expect(fixed(before)).toBe(after);
  });

  test.each([
    [
      "a phrase that two paragraphs make",
      "The first page is in black\n\nList your names on the second one.\n",
    ],
    ["a phrase that two items make", "- The walls are white\n- List what hangs on them\n"],
    ["a phrase that two cells make", "| sanity | check |\n| - | - |\n| prior | to |\n"],
    [
      "a phrase that a heading and its text make",
      "## The walls are white\n\nList what hangs there.\n",
    ],
    ["a word repeated over two items", "- We work for the\n- the people\n"],
    ["what a style guide advises", "- Say allowlist, not whitelist\n- Write GitHub, not Github\n"],
    [
      "a history of words",
      "Historically Github was written in small letters, and so was Gitlab.\n",
    ],
    ["examples of phrases", "Other examples: rule of thumb, on the the ball, up in the air.\n"],
    [
      "a table of words",
      "| Avoid | Write |\n| - | - |\n| Github | the name as its owner writes it |\n",
    ],
    ["what is struck through", "Use ~~Github or any other host you like~~ our own host.\n"],
    ["a block quote", "> We keep code on Github and ask the the manager.\n"],
    ["a quotation", 'The letter said "ask the the manager on Github" and no more.\n'],
    ["code", "Run `git clone the the` and see.\n\n```\nthe the Github\n```\n"],
    ["an event that takes place", "She spoke in the event that Ana opened.\n"],
    [
      "pronouns of which one has a verb",
      "Who loses his or her badge says so when he or she is back.\n",
    ],
    ["a pronoun beside a pair", "Who loses his or her badge writes to his manager.\n"],
    [
      "a purpose that would become a duty",
      "Ask people what they have in order to find out what is missing.\n",
    ],
    [
      "a purpose behind a noun that takes one",
      "Know how tools meet organizational needs in order to grow the business.\n",
    ],
    [
      "a purpose that would become what others are asked for",
      "We asked the whole team in order to learn more.\n",
    ],
    ["a purpose behind “that”", "The notion that in order to climb you wait is old.\n"],
    ["a purpose behind a preposition", "These are the goals to have impact on in order to grow.\n"],
    [
      "the words of an insurer",
      "The member is unable to do his or her own work in view of medical criteria.\n",
    ],
    ["what somebody does regularly", "Members come on a regular basis and regularly read it.\n"],
    [
      "a slip for another word",
      "Each will own of of the tasks. The engineer reports the the head.\n",
    ],
    ["how busy somebody is", "Consultants are 80% utilized, and nobody is fully utilized.\n"],
    ["a negation of each", "The team does not answer any and all questions.\n"],
    [
      "the history of a document",
      "| Date | Details |\n| - | - |\n| 2 May | We moved all our code to Github that week |\n",
    ],
    ["a section of history", "## Version history\n\nWe moved the the code to Github.\n"],
    ["a case at court", "We won in the case that ended in May.\n"],
    ["where “regularly” would stand", "Tickets are sorted on a regular basis with guidance.\n"],
    ["how often, in front of a sentence", "On a yearly basis, the team writes a plan.\n"],
    ["a measure on a basis", "Keep the variance within 2 % on a quarterly basis.\n"],
    ["whose date it is", "Count the weeks of the person with his or her start date.\n"],
    ["an exception in front of a sentence", "With the exception of Lisbon all offices close.\n"],
    ["the title of an alert", "**Prior to the webinar**\n{: .panel-heading}\n\nText.\n"],
    ["a bold label", "- **3 days prior to the review:** send the slides.\n"],
    ["a purpose of a purpose", "Know the hooks you plan to run in order to sort them.\n"],
    ["what one is for", "Advise the leader for the team in order to save time.\n"],
    ["a purpose behind a participle", "We limit the pods supported in order to save memory.\n"],
    ["what one can do", "Limit what each group can take in order to help others.\n"],
    ["a purpose with a list below", "The leaders connect in order to:\n\n- agree\n- decide\n"],
    ["people who are made use of", "We utilize the support team in May.\n"],
    ["a longer name", "We plan on a monthly basis schedule.\n"],
    ["a phrase in front of a noun", "It comes as an on a weekly basis invoice.\n"],
    ["the blacklist of a country", "The EU blacklist of tax havens has ten entries.\n"],
    ["the blacklist of a union", "He was blacklisted by the union in 1949.\n"],
    ["what may be a name", "Commence answers. Our partner, Commence, is an insurer.\n"],
    ["a heading that others may link to", "## Code on Github\n\nText.\n"],
    ["the text of a link", "Read [how Github and the the web work](https://example.com/a).\n"],
    ["a clause of a contract", "The Licensee shall host the the Software on Github.\n"],
    ["what somebody must do", "You must ask the the manager on Github first.\n"],
    [
      "another language",
      "L'équipe utilise Github pour les demandes, et vous vous adressez au service.\n",
    ],
    [
      "German",
      "Das Team weiß, dass das das Richtige ist, und die, die die Regeln kennen, helfen.\n",
    ],
  ])("leave %s alone", (_, text) => {
    expect(fixed(text)).toBe(text);
  });

  test.each([
    "LICENSE.md",
    "docs/CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "legal/terms-of-use.md",
    "handbook/release-notes/2026.md",
  ])("leave %s alone", (at) => {
    const text = "# Text\n\nWe keep code on Github and ask the the manager for it.\n";
    expect(fixed(text, at)).toBe(text);
  });

  test("leave a policy alone", () => {
    const text =
      "---\ntitle: Access\ncontrolled_document: true\n---\n\nWe ask the the manager on Github.\n";
    expect(fixed(text, "handbook/access/index.md")).toBe(text);
  });

  test("keep the line breaks of hard-wrapped text", () => {
    const text =
      "We keep all of our code on\nGithub, where people ask the the\nmanager for a review of it.\n";
    expect(fixed(text).split("\n")).toHaveLength(4);
    expect(fixed("People ask the\nthe manager for it.\n")).toBe(
      "People ask the\nmanager for it.\n",
    );
  });

  test("keep Windows line ends and a byte order mark", () => {
    expect(fixed("\uFEFF# Tools\r\n\r\nAsk the the manager.\r\n")).toBe(
      "\uFEFF# Tools\r\n\r\nAsk the manager.\r\n",
    );
  });
});
