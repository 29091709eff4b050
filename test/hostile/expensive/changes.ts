import { change, type ExpensivePage, full, fullOf } from "./expensive-page.ts";

/** Pages that cost little by themselves, and much beside what they were. */
export const changes: readonly ExpensivePage[] = [
  change(
    "a paragraph of 20,000 lines rewritten",
    () => full("Ask the people team.\n", 440_000),
    () => full("Ask the people first.\n", 460_000),
  ),
  change(
    "a paragraph of lines in another order",
    () => fullOf((nth) => `Ask team ${nth}.\n`, 300_000),
    () =>
      fullOf((nth) => `Ask team ${nth}.\n`, 300_000)
        .split("\n")
        .toReversed()
        .join("\n"),
  ),
  change(
    "every second line changed",
    () => fullOf((nth) => `Ask team ${nth}.\n\n`),
    () => fullOf((nth) => `Ask team ${nth % 2 === 0 ? nth : `${nth}a`}.\n\n`),
  ),
  change(
    "lines that are all alike, one taken out",
    () => full("Ask.\n\n"),
    () => `Tell.\n\n${full("Ask.\n\n", 480_000)}`,
  ),
  change(
    "one line of words, rewritten",
    () => fullOf((nth) => `ask ${nth} `),
    () => fullOf((nth) => `tell ${nth} `),
  ),
  change(
    "a must-sentence each, changed",
    () => fullOf((nth) => `You must ask team ${nth} within 5 days.\n\n`),
    () => fullOf((nth) => `You should ask team ${nth} within 10 days.\n\n`),
  ),
  change(
    "must-sentences of one paragraph, changed",
    () => fullOf((nth) => `You must ask team ${nth} within 5 days. `),
    () => fullOf((nth) => `You should ask team ${nth} within 10 days. `),
  ),
  change(
    "headings alike, changed",
    () => full("## Leave\n\nYou must ask within 5 days.\n\n"),
    () => full("## Leave\n\nYou may ask within 6 days.\n\n"),
  ),
  change(
    "rows of a table, changed",
    () => `|a|b|\n|-|-|\n${fullOf((nth) => `|team ${nth}|${nth} days|\n`, 400_000)}`,
    () => `|a|b|\n|-|-|\n${fullOf((nth) => `|team ${nth}|${nth + 1} days|\n`, 400_000)}`,
  ),
  change(
    "figures of one sentence, changed",
    () => `Pay is ${full("5 days, ")}.`,
    () => `Pay is ${full("6 days, ")}.`,
  ),
  change(
    "findings alike, moved",
    () => full("Ask the guys.\n\n"),
    () => `# Leave\n\n${full("Ask the guys.\n\n", 480_000)}`,
  ),
  change(
    "links, renumbered",
    () => fullOf((nth) => `[Leave](/handbook/${nth}/)\n\n`),
    () => fullOf((nth) => `[Leave](/handbook/${nth + 7}/)\n\n`),
  ),
  change(
    "front matter, rewritten",
    () => `---\n${fullOf((nth) => `k${nth}: 1\n`, 32_000)}---\n\nAsk.\n`,
    () => `---\n${fullOf((nth) => `j${nth}: 2\n`, 32_000)}---\n\nAsk.\n`,
  ),
  change(
    "everything deleted but a word",
    () => full("Everyone must ask the people team within 5 days.\n\n"),
    () => "Ask.\n",
  ),
];
