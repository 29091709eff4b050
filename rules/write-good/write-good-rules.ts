import type { RuleId, Severity } from "../../src/lint/finding.ts";
import { quote, type RuleGroup, type RuleMeta } from "../../src/lint/rule.ts";
import { noOptions } from "../../src/lint/rule.ts";
import type { RuleSources } from "../sources.ts";
import { isMention } from "../terms/mention.ts";
import { occurrencesOn } from "../terms/occurrence.ts";

/** write-good's one function, with the checks that are to run. */
export type WriteGood = (
  text: string,
  options: Readonly<Record<string, boolean>>,
) => readonly { readonly index: number; readonly offset: number }[];

interface Check {
  readonly id: RuleId;
  /** write-good's own name of the check. */
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly says: string;
  readonly severity: Severity;
}

const names = ["weasel", "illusion", "so", "thereIs", "passive", "adverb", "tooWordy", "cliches"];

const checks: readonly Check[] = [
  {
    id: "write-good/too-wordy",
    name: "tooWordy",
    summary: "Pages use plain words where longer ones add nothing.",
    why: "Short words are faster to read and translate better.",
    says: "is wordy. Use a shorter word.",
    severity: "info",
  },
  {
    id: "write-good/cliche",
    name: "cliches",
    summary: "Pages don't use clichés.",
    why: "Clichés don't translate, and readers skip them.",
    says: "is a cliché. Say what you mean.",
    severity: "info",
  },
  {
    id: "write-good/passive",
    name: "passive",
    summary: "Sentences say who does what.",
    why: "A passive sentence doesn't say who is responsible.",
    says: "may be passive. Say who does it.",
    severity: "info",
  },
  {
    id: "write-good/there-is",
    name: "thereIs",
    summary: "Sentences start with their subject.",
    why: "“There is” delays the subject of the sentence.",
    says: "delays the subject. Start with the subject.",
    severity: "info",
  },
];

/**
 * Words that write-good calls wordy and that are the plain word in a handbook, or that another rule
 * tells with a suggestion.
 */
const plain =
  /^(?:out of pocket|on the money|crash course|keep an eye on|on the spot|time frame|a number of|additional|all of|component|contains|employ|function|identify|implement|in order to|in addition|initial|maintain|methodology|minimum|monitor|multiple|objective|option|parameters|provided|provides?|purchase|requirement|selection|similar to|submit|subject|time period|validate|perform|request|however|therefore|require|requires|retain|assist|determine|evaluate|evident|expect|demonstrate|modify|numerous|obtain|prior to|utiliz\w+|leverag\w+|facilitate|accordingly|appropriate|combined|comply|designate|disclose|effect|equitable|equivalent|establish|expiration|forward|immediate\w*|it is|legacy|magnitude|portion|regarding|remain|remainder|remuneration|satisf\w+|sole|solicit|state-of-the-art|sufficient|terminate|transmit|type of|relative to|whether|delete|domain|economical|elements?|enhance|ensure|comprise)$/i;

/** Longest paragraph it is shown: its search for sentences is quadratic in a text without full stops (1.0.8). */
const blockCharactersMax = 5_000;

/** write-good's checks, each a rule; it is shown running text only, and one check at a time. */
export function writeGoodRules(sources: RuleSources): RuleGroup {
  return {
    scope: "group",
    name: "write-good",
    rules: checks.map(metaOf),
    prepare: () =>
      function* (page, asked) {
        const { writeGood } = sources;
        if (writeGood === undefined) return;
        const occurrenceAt = occurrencesOn(page);
        for (const check of checks) {
          if (!asked.has(check.id)) continue;
          const options = Object.fromEntries(names.map((name) => [name, name === check.name]));
          for (const { kind, span: block, isQuoted } of page.blocks) {
            if (kind === "heading" || isQuoted || block.end - block.start > blockCharactersMax)
              continue;
            for (const { index, offset } of writeGood(
              page.prose.slice(block.start, block.end),
              options,
            )) {
              const start = block.start + index;
              const span = { start, end: Math.min(start + offset, block.end) };
              const found = page.prose.slice(span.start, span.end);
              if (found.trim() === "" || found.includes("\uFFFC") || plain.test(found)) continue;
              if (isMention(occurrenceAt(span), false)) continue;
              yield { rule: check.id, report: { span, message: `${quote(found)} ${check.says}` } };
            }
          }
        }
      },
  };
}

function metaOf({ id, summary, why, severity }: Check): RuleMeta {
  return {
    id,
    summary,
    why,
    severity,
    status: "preview",
    isFixable: false,
    isSlow: true,
    options: noOptions,
  };
}
