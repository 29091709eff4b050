/**
 * Reviews one page after the other, as the process of a reviewer does. Each message is a page; the answer
 * says what came of it.
 */
import { runSteps } from "../../src/text/steps.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { openRules } from "../../src/cli/open-rules.ts";
import { noBaseline } from "../../src/lint/baseline/baseline.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import { noChange } from "../../test/change/review-of.ts";

/** A page to review. */
export interface AskedPage {
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
}

/** What came of a page; the longest step of the work, in milliseconds of CPU time. */
export interface ReviewedPage {
  readonly cpuMs: number;
  readonly findings: number;
  readonly faults: readonly string[];
  readonly notices: readonly string[];
}

const rules = openRules({ preview: process.argv[2] === "all", today: "2026-11-23" });
const engine = await rules.engine(rules.parseConfig(".handbook-bot.yml", "{}\n"), { slow: true });

process.on("message", ({ path, before, text }: AskedPage) => {
  const start = process.cpuUsage();
  const pages = before === undefined ? [] : [engine.linter.parse(path, before)];
  const target = {
    engine,
    handbook: createHandbook(pages, { layout: "hugo" }),
    data: new Map(),
    others: new Set<string>(),
    baseline: noBaseline,
  };
  const status = before === undefined ? "added" : "modified";
  const file = { status, path, oldPath: path, before, after: text, diff: undefined } as const;
  const outcome = runSteps(reviewChange(target, { ...noChange, files: [file] }));
  const { user, system } = process.cpuUsage(start);
  process.send?.({
    cpuMs: Math.round((user + system) / 1_000),
    findings: outcome.placed.length,
    faults: outcome.faults.map(({ message }) => message),
    notices: outcome.notices,
  } satisfies ReviewedPage);
});
