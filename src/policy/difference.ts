import type { Span } from "../text/span.ts";
import type { ChangeKind } from "./change-kind.ts";

export type PolicyChangeKind =
  | ChangeKind
  | "front matter"
  | "section removed"
  | "section added"
  | "page removed"
  /** The page changes too much to compare all of it. */
  | "compared in part";

/** What is said otherwise than before; one side is left out where nothing stands against it. */
export interface Difference {
  readonly kinds: readonly PolicyChangeKind[];
  readonly was?: string;
  readonly is?: string;
  /** The parts of either text that differ. */
  readonly wasSpans?: readonly Span[];
  readonly isSpans?: readonly Span[];
}
