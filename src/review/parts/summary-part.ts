import type { Change } from "../../change/change.ts";
import type { Steps } from "../../text/steps.ts";

/** What GitLab says of a merge request beside its change; empty on the command line. */
export interface MergeRequestFacts {
  /** Address of a preview, in which `{address}` stands for that of the page; undefined where there is none. */
  readonly preview?: string | undefined;
  /** Approvals that are still missing, by the names of their rules; undefined where GitLab does not say. */
  readonly missingApprovals?: readonly string[] | undefined;
}

/**
 * A part of the summary: what it collects from a change and how that reads. To add one, write a file here
 * and name it in `summary-parts.ts`.
 */
export interface SummaryPart<Data> {
  /** Whether it is reason enough to write a summary; otherwise it is said where there is one anyway. */
  readonly isReason: boolean;
  /** Collects plain data, in steps of a page; undefined where there is nothing to say. */
  collect(change: Change): Steps<Data | undefined>;
  /** Writes it in Markdown. Text of pages stands in code spans only. Empty where there is nothing to say after all. */
  render(data: Data, facts: MergeRequestFacts): string;
}
