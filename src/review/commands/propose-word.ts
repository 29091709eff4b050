import type { RuleId } from "../../lint/finding.ts";
import { codeSpan, fenceAround } from "../inline.ts";
import { link } from "../render.ts";
import { isWord } from "../word.ts";

const spelling: RuleId = "prose/no-misspelt-word";

/**
 * Writes the lines of a configuration that allow a word: in the dictionary, or as an exception of the rule that
 * reported it. Undefined for what is no word.
 */
export function proposeWord(
  term: string,
  rule: RuleId | undefined,
  blobUrl: string | undefined,
): string | undefined {
  if (!isWord(term)) return undefined;
  const word = JSON.stringify(term.trim());
  const lines =
    rule === undefined || rule === spelling
      ? ["rules:", `  ${spelling}:`, `    words: [${word}]`]
      : [
          "exceptions:",
          `  - rules: [${rule}]`,
          `    words: [${word}]`,
          '    reason: "Why it is right here"',
        ];
  const text = lines.join("\n");
  const fence = fenceAround(text);
  const file = codeSpan(".handbook-bot.yml");
  const where =
    blobUrl === undefined
      ? file
      : link(file, `${blobUrl.replace("/-/blob/", "/-/edit/")}/.handbook-bot.yml`);
  return `To allow it, a maintainer adds this to ${where} on the target branch:\n\n${fence}yaml\n${text}\n${fence}`;
}
