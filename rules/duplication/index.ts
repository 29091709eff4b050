import type { AnyRule } from "../../src/lint/rule.ts";
import { noCopiedJobPassage } from "./no-copied-job-passage.ts";
import { noCopiedPassage } from "./no-copied-passage.ts";
import { noDriftedBoilerplate } from "./no-drifted-boilerplate.ts";
import { noDriftedCopy } from "./no-drifted-copy.ts";

/** Rules about text that several pages repeat. */
export const duplicationRules: readonly AnyRule[] = [
  noCopiedJobPassage,
  noCopiedPassage,
  noDriftedBoilerplate,
  noDriftedCopy,
];
