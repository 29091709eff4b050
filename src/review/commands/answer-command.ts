import type { PlacedFinding } from "../../change/placed-finding.ts";
import type { RuleId } from "../../lint/finding.ts";
import { codeSpan } from "../inline.ts";
import { withMarker } from "../marker.ts";
import type { Answer, PostedCommand, ReviewOutcome, ReviewPolicy } from "../review.ts";
import { countFindings, failsGate } from "../verdict.ts";
import { proposeWord } from "./propose-word.ts";
import { type Explanation, renderWhy } from "./render-why.ts";
import type { Command, Dismissal, Rank } from "./command.ts";
import { describeFix, type FixReport } from "./fix-report.ts";
import { helpText } from "./help-text.ts";
import { outcomeOf } from "./outcome.ts";

/** What is known when a command is answered. */
export interface AnswerFacts {
  /** The rank by which the author may give commands; undefined for who may not. */
  readonly rank: Rank | undefined;
  readonly outcome: ReviewOutcome;
  /** The findings of the thread; none where they are gone, or where there is no thread. */
  readonly placed: readonly PlacedFinding[];
  /** Why they were reported, for `why`, by rule. */
  readonly explanations: ReadonlyMap<RuleId, Explanation>;
  /** What became of a `fix`; undefined for other commands. */
  readonly fix: FixReport | undefined;
  /** Whether the author of a merge request may give commands. */
  readonly areAuthorsAllowed: boolean;
  readonly policy: ReviewPolicy;
}

/** A command with what the bot answers, and what it makes of the thread. */
export interface Decision {
  readonly answer: Answer;
  readonly dismissal: Dismissal | undefined;
}

/** Decides on a command: the same facts always give the same answer. */
export function answerCommand(asked: PostedCommand, facts: AnswerFacts): Decision {
  const [command, ...others] = asked.commands;
  const refuse = (text: string): Decision => say(asked, facts, text, outcomeOf("refused"));
  if (command === undefined || facts.rank === undefined) return refuse(notAllowed(facts));
  if (others.length > 0) return refuse("Write one command per comment.");
  const reply = (text: string): Decision => say(asked, facts, text, outcomeOf(command.kind));
  switch (command.kind) {
    case "help":
      return reply(helpText);
    case "fix": {
      const text = facts.fix && describeFix(facts.fix, command);
      return text === undefined ? refuse("Nothing was changed.") : reply(text);
    }
    case "recheck":
      return reply(recheckText(facts.outcome));
    case "word": {
      const rule = ruleOfWord(facts.placed, command.term);
      const proposal = proposeWord(command.term, rule, facts.policy.blobUrl);
      return proposal === undefined
        ? refuse("Name one word or a short phrase after the command: `word TERM`.")
        : reply(proposal);
    }
    case "why":
    case "dismiss":
      return answerOnFinding(asked, command, facts, facts.rank);
  }
}

/** Answers a command on a merge request that is not reviewed. */
export function declineCommand(
  asked: PostedCommand,
  why: string,
  policy: Pick<ReviewPolicy, "instance">,
): Answer {
  const text = `This merge request is not reviewed: ${why}.`;
  return say(asked, { policy }, text, outcomeOf("refused")).answer;
}

function answerOnFinding(
  asked: PostedCommand,
  command: Extract<Command, { kind: "why" | "dismiss" }>,
  facts: AnswerFacts,
  rank: Rank,
): Decision {
  const { placed, explanations, policy } = facts;
  const refuse = (text: string): Decision => say(asked, facts, text, outcomeOf("refused"));
  if (asked.thread === undefined)
    return refuse(`Write \`${command.kind}\` as a reply to the comment that it is about.`);
  if (placed.length === 0) return refuse("This finding is no longer there.");
  if (command.kind === "why") {
    const rules = new Map(placed.map(({ finding }) => [finding.rule, finding]));
    const reasons = [...rules.values()].map((finding) =>
      renderWhy(finding, explanations.get(finding.rule), policy),
    );
    return say(asked, facts, reasons.join("\n\n---\n\n"), outcomeOf("why"));
  }
  if (!/[\p{L}\p{N}]/u.test(command.reason))
    return refuse("Give a reason after the command: `dismiss REASON`.");
  if (placed.some(({ finding }) => finding.rule.startsWith("configuration/")))
    return refuse("An error in the configuration can't be dismissed: it would stop every review.");
  const dismissal = { by: asked.author.username, reason: command.reason, rank };
  const what = placed.length === 1 ? "Dismissed" : `Dismissed all ${placed.length} findings`;
  const text = `${what}. ${gateEffect(placed, dismissal, policy)}Reopen the thread to undo it.`;
  const { answer } = say(asked, facts, text, outcomeOf("dismiss", rank));
  return { answer: { ...answer, resolves: asked.thread.discussionId }, dismissal };
}

/** The rule that found a word; undefined where it is not clear which. */
function ruleOfWord(placed: readonly PlacedFinding[], term: string): RuleId | undefined {
  const named = placed.filter(({ finding }) =>
    finding.message.toLowerCase().includes(term.trim().toLowerCase()),
  );
  return (named.length > 0 ? named : placed)[0]?.finding.rule;
}

function gateEffect(
  placed: readonly PlacedFinding[],
  dismissal: Dismissal,
  policy: Pick<ReviewPolicy, "dismissals" | "failOn">,
): string {
  const failing = placed.filter(({ finding }) => failsGate(finding, policy.failOn));
  if (failing.length === 0) return "";
  const them = failing.length === 1 ? "it" : "them";
  if (isOutOfGate(dismissal, policy)) return `The check no longer counts ${them}. `;
  return policy.dismissals === "off"
    ? `The check still counts ${them}. `
    : `The check still counts ${them} until a maintainer dismisses ${them}. `;
}

/** Whether the gate leaves out what was dismissed so. */
export function isOutOfGate(
  dismissal: Dismissal | undefined,
  { dismissals }: Pick<ReviewPolicy, "dismissals">,
): boolean {
  if (dismissal === undefined || dismissals === "off") return false;
  return dismissals === "authors" || dismissal.rank === "maintainer";
}

function recheckText({ placed }: ReviewOutcome): string {
  const found = countFindings(placed.map(({ finding }) => finding));
  return `Checked again: ${found === "" ? "no errors or warnings" : found}.`;
}

function notAllowed({ areAuthorsAllowed }: AnswerFacts): string {
  const author = areAuthorsAllowed ? " and the author of the merge request" : "";
  return `Commands are for members with the role Developer or higher${author}.`;
}

function nameOf(command: Command | undefined): string {
  if (command?.kind !== "fix") return command?.kind ?? "";
  return { thread: "fix", all: "fix all", info: "fix all info" }[command.what];
}

/** An answer beside other comments names what it answers; one in a thread stands below it. */
function say(
  { noteId, discussionId, author, commands }: PostedCommand,
  { policy }: { readonly policy: Pick<ReviewPolicy, "instance"> },
  text: string,
  outcome: string,
): Decision {
  const [command] = commands;
  const intro = `Answer to ${codeSpan(nameOf(command), 40)} by ${codeSpan(author.username, 80)}: `;
  const name = { kind: "answer", instance: policy.instance, noteId, outcome } as const;
  const body = withMarker(discussionId === undefined ? intro + text : text, name);
  return {
    answer: { to: { noteId, discussionId }, body, resolves: undefined },
    dismissal: undefined,
  };
}
