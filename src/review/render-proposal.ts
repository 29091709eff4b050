import { hash128 } from "../lint/fingerprint.ts";
import { count } from "../text/wording.ts";
import { codeSpan } from "./inline.ts";
import { link } from "./render.ts";
import type { CommentFate, RuleHealth } from "./rule-health.ts";
import type { Proposal } from "./rule-proposals.ts";

/** A proposal as people read it. */
export interface RenderedProposal {
  /** The same for the same proposal of the same bot, so that it is made once. */
  readonly branch: string;
  /** Holds no words of a page: GitLab would make mentions and references of them. */
  readonly title: string;
  readonly description: string;
}

/** Begins the names of the branches that the bot makes. */
export const proposalBranches = "handbook-bot/";

/** Comments that are listed as evidence. */
const listedMax = 10;

/** Writes a proposal, with what speaks for it, from comments of so many days. */
export function renderProposal(
  proposal: Proposal,
  {
    instance,
    helpUrl,
    days,
  }: { readonly instance: string; readonly helpUrl: string | undefined; readonly days: number },
): RenderedProposal {
  const { rule, evidence } = proposal;
  const name = codeSpan(rule);
  const ruleLink = helpUrl === undefined ? name : link(name, `${helpUrl}${rule}.md`);
  const [title, ...paragraphs] = textOf(proposal, ruleLink, days);
  const listed = evidence.slice(0, listedMax).map(itemOf);
  const more = evidence.length - listed.length;
  return {
    branch: branchOf(proposal, instance),
    title,
    description: [
      ...paragraphs,
      "The comments, newest first:",
      [...listed, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n"),
      `handbook-bot proposes this once. Close the merge request to leave the configuration as it is.`,
    ].join("\n\n"),
  };
}

function textOf(
  proposal: Proposal,
  ruleLink: string,
  days: number,
): readonly [string, ...string[]] {
  const { rule, evidence } = proposal;
  const times = `${count(evidence.length, "comment")} of ${ruleLink}`;
  switch (proposal.kind) {
    case "info":
      return [
        `Report ${rule} for information only`,
        `In the last ${days} days people acted on ${shareOf(proposal.health)} of ${ruleLink}.`,
        "With this change its findings no longer become comments and no longer fail the gate. The summary lists them, folded.",
        tableOf(proposal.health),
      ];
    case "word":
      return [
        `Accept a word that ${rule} reports`,
        `In the last ${days} days nobody acted on ${times} that quote ${codeSpan(proposal.word, 80)}. People dismissed it in ${dismissedIn(evidence)}.`,
      ];
    case "page":
      return [
        `Leave a page out of ${rule}`,
        `In the last ${days} days nobody acted on ${times} on ${codeSpan(proposal.path)}. People dismissed it in ${dismissedIn(evidence)}.`,
      ];
  }
}

function shareOf({ comments, applied, fixed, actedOn }: RuleHealth): string {
  const bounds = `${percent(actedOn.low)} to ${percent(actedOn.high)}`;
  return `${applied + fixed} of ${count(comments, "comment")} (${percent(actedOn.share)}; 95 % interval: ${bounds})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function tableOf({ applied, fixed, dismissed, resolved, ignored, up, down }: RuleHealth): string {
  const rows = [
    ["Suggestion applied", applied],
    ["Fixed otherwise", fixed],
    ["Dismissed with a reason", dismissed],
    ["Resolved without a change", resolved],
    ["Still open when the merge request was merged or closed", ignored],
    ["Thumbs up", up],
    ["Thumbs down", down],
  ];
  return [
    "| What became of them | Comments |",
    "|---|---|",
    ...rows.map(([name, number]) => `| ${name} | ${number} |`),
  ].join("\n");
}

/** In code, for GitLab would tell every merge request that is named here. */
function itemOf({ iid, path, word, fate }: CommentFate): string {
  const quoted = word === undefined ? "" : `, ${codeSpan(word, 80)}`;
  return `- ${codeSpan(`!${iid}`)}: ${codeSpan(path, 120)}${quoted} (${fate})`;
}

function dismissedIn(evidence: readonly CommentFate[]): string {
  const dismissed = evidence.filter(({ fate }) => fate === "dismissed");
  return count(new Set(dismissed.map(({ iid }) => iid)).size, "merge request");
}

function branchOf(proposal: Proposal, instance: string): string {
  const { kind, rule } = proposal;
  const about =
    proposal.kind === "word" ? proposal.word : proposal.kind === "page" ? proposal.path : "";
  const hash = hash128(JSON.stringify([instance, about])).slice(0, 8);
  return `${proposalBranches}${kind}-${rule.replace("/", "-")}-${hash}`;
}
