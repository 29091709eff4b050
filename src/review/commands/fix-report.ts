import { count } from "../../text/wording.ts";
import { codeSpan } from "../inline.ts";
import type { Command } from "./command.ts";

/** What became of a `fix`. */
export type FixReport =
  /** `applied` is undefined where an earlier try committed it and could not say so. */
  | { readonly kind: "pushed"; readonly sha: string; readonly applied: number | undefined }
  | { readonly kind: "stale" }
  | { readonly kind: "refused"; readonly why: string }
  /** There is no suggestion that may be applied so. */
  | { readonly kind: "nothing" }
  /** The comment offers several suggestions. */
  | { readonly kind: "a choice" }
  /** The finding of the thread is gone, or there is no thread. */
  | { readonly kind: "no finding" };

/** Says it; undefined where nothing is to be said, because the new head is reviewed instead. */
export function describeFix(
  report: FixReport,
  { what }: Extract<Command, { kind: "fix" }>,
): string | undefined {
  switch (report.kind) {
    case "pushed": {
      const { sha, applied } = report;
      const number = applied === undefined ? "All suggestions" : count(applied, "suggestion");
      return `${number} applied in commit ${codeSpan(sha.slice(0, 12))}.`;
    }
    case "stale":
      return undefined;
    case "refused":
      return `Nothing was changed: ${codeSpan(report.why, 200)}.`;
    case "nothing":
      return what === "thread"
        ? "This comment has no suggestion."
        : "There is no suggestion that is safe to apply without a look.";
    case "a choice":
      return "This comment offers several suggestions. Apply the one you want with its button.";
    case "no finding":
      return "Write `fix` as a reply to a comment with a suggestion, or write `fix all`.";
  }
}
