import type { ReadFunctions } from "./remote-reads.ts";
import type { Reviewer } from "./reviewer.ts";
import type { Work } from "./work.ts";

/** What the bot asks of its reviewer. */
export type ReviewerFunctions = Reviewer;

/** What the reviewer asks of the bot. */
export interface BotFunctions extends ReadFunctions {
  /** Undefined while it rests. No answer is waited for: this is heard even of a page that never ends. */
  readonly works: (on: Work | undefined) => void;
}

/** What a reviewer in another process starts with. It goes over as the first message. */
export interface ReviewerStart {
  readonly dataDir: string;
  /** Address of the rules' pages. */
  readonly docsBase: string;
  /** Pages not to look at, by subject. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}
