import type { StoredIndex } from "../../change/revision.ts";
import type { HandbookConfig } from "../../config/handbook-config.ts";
import type { RuleChoice } from "../open-rules.ts";
import type { SharedFiles } from "../shared-files.ts";
import type { PageOutcome, PageTask } from "./page-task.ts";

/** What a thread is started with. */
export interface ThreadStart {
  readonly choice: RuleChoice;
  readonly config: HandbookConfig;
  readonly slow: boolean;
  /** Paths of all files of the handbook, sorted. */
  readonly files: readonly string[];
  readonly contents: SharedFiles;
  /** Where the thread says which page it is at: a number in the list of files, or `restingAt`. */
  readonly at: Int32Array;
}

/** Stands in `ThreadStart.at` while the thread looks at no page. */
export const restingAt = -1;

/** What a thread can be asked for. */
export interface ThreadFunctions {
  /** Reads some pages into an index. */
  readonly readIndex: (paths: readonly string[]) => Promise<StoredIndex>;
  /** Takes the indexes of all pages for its handbook. */
  readonly useIndexes: (indexes: readonly StoredIndex[]) => Promise<void>;
  /** Does a task with some pages, in their order. */
  readonly doPages: (paths: readonly string[], task: PageTask) => Promise<readonly PageOutcome[]>;
}
