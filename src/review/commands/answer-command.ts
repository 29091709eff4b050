import type { PlacedFinding } from "../../change/placed-finding.ts";
import { codeSpan } from "../inline.ts";
import { withMarker } from "../marker.ts";
import type { Answer, PostedCommand, ReviewOutcome, ReviewPolicy } from "../review.ts";
import { countFindings, failsGate } from "../verdict.ts";
import { proposeWord } from "./propose-word.ts";
import { type Explanation, renderWhy } from "./render-why.ts";
import type { Command, Dismissal, Rank } from "./command.ts";
import { helpText } from "./help-text.ts";
import { outcomeOf } from "./outcome.ts";

/** What is known when a command is answered. */
export interface AnswerFacts {
  /** The rank by which the author may give commands; undefined for who may not. */
  readonly rank: Rank | undefined;
  readonly outcome: ReviewOutcome;
  /** The finding of the thread; undefined where it is gone, or where there is no thread. */
  readonly placed: PlacedFinding | undefined;
  /** Why the finding was reported, for `why`. */
  readonly explanation: Explanation | undefined;
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
    case "recheck":
      return reply(recheckText(facts.outcome));
    case "word": {
      const proposal = proposeWord(command.term, facts.placed?.finding.rule, facts.policy.blobUrl);
      return proposal === undefined
        ? refuse("Name one word or a short phrase after the command: `word TERM`.")
        : reply(proposal);
    }
    case "why":
    case "dismiss":
      return answerOnFinding(asked, command, facts, facts.rank);
  }
}

function answerOnFinding(
  asked: PostedCommand,
  command: Extract<Command, { kind: "why" | "dismiss" }>,
  facts: AnswerFacts,
  rank: Rank,
): Decision {
  const { placed, explanation, policy } = facts;
  const refuse = (text: string): Decision => say(asked, facts, text, outcomeOf("refused"));
  if (asked.thread === undefined)
    return refuse(`Write \`${command.kind}\` as a reply to the comment that it is about.`);
  if (placed === undefined) return refuse("This finding is no longer there.");
  if (command.kind === "why")
    return say(asked, facts, renderWhy(placed.finding, explanation, policy), outcomeOf("why"));
  if (!/[\p{L}\p{N}]/u.test(command.reason))
    return refuse("Give a reason after the command: `dismiss REASON`.");
  if (placed.finding.rule.startsWith("configuration/"))
    return refuse("An error in the configuration can't be dismissed: it would stop every review.");
  const dismissal = { by: asked.author.username, reason: command.reason, rank };
  const text = `Dismissed. ${gateEffect(placed, dismissal, policy)}Reopen the thread to undo it.`;
  const { answer } = say(asked, facts, text, outcomeOf("dismiss", rank));
  return { answer: { ...answer, resolves: asked.thread.discussionId }, dismissal };
}

function gateEffect(
  { finding }: PlacedFinding,
  dismissal: Dismissal,
  policy: Pick<ReviewPolicy, "dismissals" | "failOn">,
): string {
  if (!failsGate(finding, policy.failOn)) return "";
  if (isOutOfGate(dismissal, policy)) return "The check no longer counts it. ";
  return policy.dismissals === "off"
    ? "The check still counts it. "
    : "The check still counts it until a maintainer dismisses it. ";
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

/** An answer beside other comments names what it answers; one in a thread stands below it. */
function say(
  { noteId, discussionId, author, commands }: PostedCommand,
  { policy }: AnswerFacts,
  text: string,
  outcome: string,
): Decision {
  const [command] = commands;
  const intro = `Answer to ${codeSpan(command?.kind ?? "", 40)} by ${codeSpan(author.username, 80)}: `;
  const name = { kind: "answer", instance: policy.instance, noteId, outcome } as const;
  const body = withMarker(discussionId === undefined ? intro + text : text, name);
  return {
    answer: { to: { noteId, discussionId }, body, resolves: undefined },
    dismissal: undefined,
  };
}
