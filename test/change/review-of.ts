import type { ChangedFile, ReadChange } from "../../src/change/change.ts";
import type { Engine } from "../../src/config/engine.ts";
import { defaultHandbookConfig, type HandbookConfig } from "../../src/config/handbook-config.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { noBaseline } from "../../src/lint/baseline/baseline.ts";
import type { Linter } from "../../src/lint/linter.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import type { ReviewOutcome } from "../../src/review/review.ts";
import { runSteps } from "../../src/text/steps.ts";

/** An engine for which every file is a page. */
export function engineWith(linter: Linter, config: HandbookConfig = defaultHandbookConfig): Engine {
  const selection = { include: ["**"], ignore: [], data: [] };
  const files = { isPage: () => true, isData: () => false, isWanted: () => true };
  return {
    config,
    linter,
    selection,
    ...files,
    dataKind: () => undefined,
    docsOf: (rule) => rule,
    reconfigure: () => engineWith(linter, config),
    vary: () => engineWith(linter, config),
  };
}

/** Reviews changed pages of a handbook. */
export function reviewOf(
  files: readonly ChangedFile[],
  handbook: Handbook,
  linter: Linter,
): ReviewOutcome {
  const target = {
    engine: engineWith(linter),
    handbook,
    data: new Map(),
    others: new Set<string>(),
    baseline: noBaseline,
  };
  return runSteps(reviewChange(target, { ...noChange, files }));
}

/** A change of nothing. */
export const noChange: ReadChange = { files: [], added: [], removed: [], others: [], notices: [] };
