import type { Finding } from "../../lint/finding.ts";
import { codeSpan, fenceAround, inline } from "../inline.ts";
import { markerStart } from "../marker.ts";
import { link, ruleLink } from "../render.ts";
import type { ReviewPolicy } from "../review.ts";

/** Why a rule reports something on a page. Plain data. */
export interface Explanation {
  /** Where its severity is set: `.handbook-bot.yml:12`, a preset, or `default`. */
  readonly source: string;
  /** Where its options are set. */
  readonly optionSources: readonly string[];
  /** A text that it reports, and one that it does not, from its page. */
  readonly examples: { readonly bad: string; readonly good: string } | undefined;
  /** Further reading, from its page. */
  readonly links: readonly { readonly text: string; readonly address: string }[];
}

const linksMax = 3;
const exampleCharactersMax = 1_500;

/** Answers `why`: the reason, where it comes from, an example, and the setting that holds. */
export function renderWhy(
  { rule, severity, docs }: Finding,
  explanation: Explanation | undefined,
  policy: ReviewPolicy,
): string {
  const reason = inline(policy.why.get(rule) ?? "");
  if (explanation === undefined) return `${reason} ${ruleLink(rule, docs)}`;
  const { source, optionSources, examples, links } = explanation;
  const sources = [...new Set([source, ...optionSources])].map((each) => settingOf(each, policy));
  const reading = links.slice(0, linksMax).map(({ text, address }) => link(inline(text), address));
  return [
    `${reason} ${ruleLink(rule, docs)}`,
    `It is ${severity === "error" ? "an error" : "a warning"} here. Set by: ${sources.join(", ")}.`,
    ...(reading.length > 0 ? [`Further reading: ${reading.join(", ")}.`] : []),
    ...(examples === undefined ? [] : [exampleOf(examples)]),
  ].join("\n\n");
}

/** A line of the configuration as a link to it. */
function settingOf(source: string, { blobUrl }: Pick<ReviewPolicy, "blobUrl">): string {
  const name = source === "default" ? "the rule's default" : codeSpan(source, 120);
  const line = /^\.handbook-bot\.yml:(\d{1,6})$/.exec(source)?.[1];
  return line === undefined || blobUrl === undefined
    ? name
    : link(name, `${blobUrl}/.handbook-bot.yml#L${line}`);
}

function exampleOf({ bad, good }: NonNullable<Explanation["examples"]>): string {
  const block = (title: string, text: string): string => {
    const shown = text.slice(0, exampleCharactersMax).replaceAll(markerStart, "");
    const fence = fenceAround(shown);
    return `${title}:\n\n${fence}markdown\n${shown.trimEnd()}\n${fence}`;
  };
  const blocks = [block("Reported", bad), block("Not reported", good)].join("\n\n");
  return `<details><summary>Example</summary>\n\n${blocks}\n\n</details>`;
}
