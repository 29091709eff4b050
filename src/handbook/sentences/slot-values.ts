/** Words that mean the same in a demand, by the one that stands for them. */
const SAME: Readonly<Record<string, string>> = {
  may: "can could might",
  will: "would shall",
  year: "annually annual yearly",
  month: "monthly",
  week: "weekly",
  quarter: "quarterly",
  day: "daily",
  "1": "one first",
  "2": "two second",
  "3": "three third",
  "4": "four fourth",
  "5": "five",
  "6": "six",
  "7": "seven",
  "8": "eight",
  "9": "nine",
  "10": "ten",
  "11": "eleven",
  "12": "twelve",
  "15": "fifteen",
  "16": "sixteen",
  "20": "twenty",
  "30": "thirty",
  "40": "forty",
  "50": "fifty",
  "60": "sixty",
  "90": "ninety",
};

const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(SAME).flatMap(([one, words]) =>
    words.split(" ").map((word): [string, string] => [word, one]),
  ),
);

/** Words in the form in which they are compared: `Twenty days` is `20 day`. */
export function normaliseSlotValues(words: string): string {
  return words
    .toLowerCase()
    .split(" ")
    .map((word) => {
      const bare = word
        .replace(/['’]s?$/, "")
        .replace(/(?<=^(?:day|week|month|year|hour|minute|quarter))s$/, "");
      return MEANINGS.get(bare) ?? bare;
    })
    .join(" ");
}
