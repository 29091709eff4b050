import { type ExpensivePage, full, fullOf, page } from "./expensive-page.ts";

/** Words and sentences. */
export const words: readonly ExpensivePage[] = [
  page("misspelt words", () => fullOf((nth) => `${misspelt(nth)} `)),
  page("misspelt words of one paragraph each", () => fullOf((nth) => `${misspelt(nth)}\n\n`)),
  page("must-sentences", () =>
    fullOf((nth) => `Everyone must ask team ${nth} within ${nth} days. `),
  ),
  page("must-sentences on lines", () =>
    fullOf((nth) => `- You must ask team ${nth} within ${nth} days.\n`),
  ),
  page("must-sentences alike", () => full("Everyone must ask the people team within 5 days. ")),
  page("terms", () => full("Ask the guys to utilize the whitelist. ")),
  page("terms on lines", () => full("- Ask the guys to utilize the whitelist.\n")),
  page("terms in one sentence", () => full("the guys utilize ")),
  page("beginnings of phrases", () => full("in order in order ")),
  page("pairs of pronouns", () => full("he or she ")),
  page("pronouns", () => full("An employee tells his manager that he ")),
  page("repeated words", () => full("the the ")),
  page("one sentence", () => full("ask the team and ")),
  page("sentence ends", () => full("A. ")),
  page("points", () => full(".")),
  page("numbers", () => full("1 ")),
  page("dates", () => full("on 03/04/2026 ")),
  page("years of experience", () => full("10+ years of experience, ")),
  page("capitals", () => full("WE WANT A NINJA ")),
  page("names", () => fullOf((nth) => `Maria${String.fromCharCode(97 + (nth % 26))} Lopez `)),
  page("one passage over and over", () =>
    full(
      "Everyone who takes leave tells the people team and writes it into the calendar so that the others know.\n\n",
    ),
  ),
  page("passages that differ in a word", () =>
    fullOf(
      (nth) =>
        `Everyone who takes leave tells team ${nth} and writes it into the calendar of all so that the others know when that is.\n\n`,
    ),
  ),
  page("hyphens", () => full("a-")),
  page("apostrophes", () => full("a's ")),
];

function misspelt(nth: number): string {
  const letters = "abcdefghijklmnoprstuvwy";
  let word = "mispel";
  for (let left = nth; left > 0; left = Math.floor(left / letters.length)) {
    word += letters.charAt(left % letters.length);
  }
  return word;
}
