/** Families and rules of ours that look at wording, as Vale does. */
const wording = ["inclusive", "organisation/no-avoided-term", "prose", "style", "write-good"];

/** Rules of ours for the checks of Vale's public styles, by the last part of their names in lower case. */
const checks: Readonly<Record<string, readonly string[]>> = {
  british: ["style/no-british-spelling"],
  cliches: ["prose/no-idiom", "write-good/cliche"],
  defaultbranch: ["style/no-default-branch-name"],
  headingdepth: ["style/no-deep-heading"],
  headinglink: ["style/no-link-in-heading"],
  illusions: ["prose/no-repeated-word"],
  inclusivelanguage: ["inclusive"],
  inclusivity: ["inclusive"],
  latin: ["style/no-latin-term"],
  latinterms: ["style/no-latin-term"],
  meaningfullinkwords: ["links/no-vague-link-text"],
  nonstandardquotes: ["style/no-curly-quote"],
  passive: ["write-good/passive"],
  referencelinks: ["style/no-reference-link"],
  repetition: ["prose/no-repeated-word"],
  sentencelength: ["prose/no-long-sentence"],
  spelling: ["prose/no-misspelt-word"],
  terms: ["organisation/no-avoided-term", "style/no-misspelt-name", "style/no-misused-term"],
  thereis: ["write-good/there-is"],
  toowordy: ["prose/no-wordy-phrase", "write-good/too-wordy"],
  wordiness: ["prose/no-wordy-phrase"],
};

/** Whole styles. */
const styles: Readonly<Record<string, readonly string[]>> = {
  alex: ["inclusive"],
  joblint: ["jobs", "inclusive"],
  proselint: ["prose"],
  readability: ["prose"],
  "write-good": ["write-good", "prose"],
};

/** Families and ids of ours for a check or style of Vale, `write-good.Weasel`, `alex`; all wording without one. */
export function valeCounterparts(name: string | undefined): readonly string[] {
  if (name === undefined) return wording;
  const [style = "", check] = name.toLowerCase().split(".");
  return (check === undefined ? undefined : checks[check]) ?? styles[style] ?? [];
}
