import type { Anchor, PlacedFinding } from "../change/placed-finding.ts";
import type { Fault, RuleId } from "../lint/finding.ts";
import type { Command, Dismissal } from "./commands/command.ts";
import type { FindingName } from "./marker.ts";
import type { MergeRequestFacts } from "./parts/summary-part.ts";
import type { PartData } from "./parts/summary-parts.ts";
import type { FailOn, Verdict } from "./verdict.ts";

/** One thread of ours on a merge request, as it stands in GitLab. */
export interface PostedThread {
  readonly discussionId: string;
  readonly noteId: number;
  /** From the marker: the findings that it is about, at least one. */
  readonly findings: readonly FindingName[];
  readonly path: string;
  /**
   * The line of the reviewed head where the thread stands today. Undefined where GitLab counts it as
   * outdated or has not yet traced it to that head: a suggestion in it would have no known line.
   */
  readonly newLine: number | undefined;
  /** Its line has changed since: GitLab shows the thread no longer in the diff, and applies no suggestion of it. */
  readonly isOutdated: boolean;
  /** A person has applied a suggestion of it, which resolves the thread in that person's name. */
  readonly hasAppliedSuggestion: boolean;
  readonly body: string;
  readonly isResolved: boolean;
  /** Who resolved it; `unknown` where GitLab does not say counts as a person. */
  readonly resolvedBy: "bot" | "person" | undefined;
  readonly hasHumanReply: boolean;
  /** The body is no longer what the bot wrote: a person edited it. */
  readonly isEditedByPerson: boolean;
  /** False for a note of an earlier user of the bot, which GitLab lets nobody else edit. */
  readonly isEditable: boolean;
  /** A person's decision to take the finding as it is; it ends when somebody reopens the thread. */
  readonly dismissal: Dismissal | undefined;
  readonly suggestions: readonly PostedSuggestion[];
}

/** A suggestion in a comment of ours, as GitLab has read it. */
export interface PostedSuggestion {
  readonly id: number;
  /** The lines it replaces, 1-based, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** What stands there afterwards, with its line breaks. */
  readonly text: string;
  /** Whether GitLab would apply it now. */
  readonly isAppliable: boolean;
}

/** A comment of a person with commands that the bot has not answered. */
export interface PostedCommand {
  readonly noteId: number;
  /** Where the answer goes; undefined for a plain comment, which a reply would turn into a thread to resolve. */
  readonly discussionId: string | undefined;
  readonly author: { readonly id: number; readonly username: string };
  /** One at least. */
  readonly commands: readonly Command[];
  /** The bot's own thread in which it is a reply. */
  readonly thread: PostedThread | undefined;
}

/** What the bot replies to a command. */
export interface Answer {
  readonly to: Pick<PostedCommand, "noteId" | "discussionId">;
  readonly body: string;
  /** A discussion to resolve first. */
  readonly resolves: string | undefined;
}

/** Everything of ours on a merge request. */
export interface PostedReview {
  readonly threads: readonly PostedThread[];
  /** The oldest is kept up to date; others are leftovers of a crash and are folded. */
  readonly summaries: readonly {
    readonly noteId: number;
    readonly body: string;
    readonly isEditable: boolean;
  }[];
  /** Oldest first. */
  readonly commands: readonly PostedCommand[];
}

/** A comment that should stand in the merge request: one for all findings of a line. */
export interface WantedComment {
  /** As in the marker. */
  readonly findings: readonly FindingName[];
  readonly path: string;
  readonly anchor: Exclude<Anchor, { kind: "outside" }>;
  readonly body: string;
  /** What the body says, for a terminal. */
  readonly placed: readonly PlacedFinding[];
}

/** What the review of a change came to. Plain data: it survives a copy into another process. */
export interface ReviewOutcome {
  /** Sorted by path, start, end and rule. */
  readonly placed: readonly PlacedFinding[];
  /** Findings that the change takes away from pages that it keeps. */
  readonly fixed: number;
  readonly faults: readonly Fault[];
  /** Limits that were reached, one sentence each. */
  readonly notices: readonly string[];
  /** How many pages the change touches. */
  readonly pages: number;
  /** What the parts of the summary have to say. */
  readonly parts: PartData;
}

/** How a handbook wants to be reviewed. */
export interface ReviewPolicy extends MergeRequestFacts {
  /** Keeps several bots on one merge request apart: each touches only notes that carry its own name. */
  readonly instance: string;
  /** Most comments on the diff that stand open at a time. */
  readonly inlineMax: number;
  /** Most comments on the diff of one rule on one page. */
  readonly inlinePerRuleMax: number;
  /** A change of more pages than this gets a summary only. */
  readonly massChangePages: number;
  /** A thread that a person has answered is resolved, too, once its findings are gone. */
  readonly resolveAnswered: boolean;
  /** The least severity that fails the gate; `never` only reports. */
  readonly failOn: FailOn;
  /** Whose dismissals the gate follows. */
  readonly dismissals: "maintainers" | "authors" | "off";
  /** One sentence on why each rule exists. */
  readonly why: ReadonlyMap<RuleId, string>;
  /**
   * Address of the pages on the target branch, `https://gitlab.example.com/people/handbook/-/blob/main`,
   * for links to related places. It must not name a commit, or every push would change every comment.
   */
  readonly blobUrl: string | undefined;
  /** Address of the page on how to read, answer and suppress comments. */
  readonly helpUrl: string | undefined;
  /** Fingerprints of findings that GitLab refused to place on the diff: they go into the summary. */
  readonly unplaced: ReadonlySet<string>;
}

/** The difference between what is wanted and what is posted. Empty when they agree. */
export interface ReviewPlan {
  readonly create: readonly WantedComment[];
  readonly edit: readonly { readonly thread: PostedThread; readonly body: string }[];
  readonly resolve: readonly PostedThread[];
  readonly reopen: readonly PostedThread[];
  readonly summary:
    | { readonly kind: "keep" }
    | { readonly kind: "create"; readonly body: string }
    | { readonly kind: "edit"; readonly noteId: number; readonly body: string };
  /** Leftover summaries, each to become one line that points to the one that is kept. */
  readonly fold: readonly { readonly noteId: number; readonly body: string }[];
  /** Replies to commands, the last thing that is posted: a command without one is carried out again. */
  readonly answers: readonly Answer[];
  /** The gate: posted as a commit status on the head. */
  readonly verdict: Verdict;
}
