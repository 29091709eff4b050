import type { Report } from "../../src/lint/finding.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Heading, Page } from "../../src/page/page.ts";

/** Numbered headings have no gaps. */
export const noNumberingGap: PageRule<Record<string, never>> = {
  id: "structure/no-numbering-gap",
  scope: "page",
  summary: "Numbered headings have no gaps and no repeated numbers.",
  why: "People cite sections by number; a gap or a repeated number sends them to the wrong one.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const run of numberedRuns(page)) if (!hidesNumber(page, run)) yield* wrongNumbers(run);
  },
};

interface Numbered {
  readonly heading: Heading;
  readonly number: number;
  /** “Step 3”, of which a second one may be another way. */
  readonly isStep: boolean;
}

/** `3. Leave`, `3) Leave`. */
const numbered = /^(\d{1,3})[.)](?: +\p{L}|\p{L}{2})/u;

/** `Step 3: ask`; in “Step 3b” the letter does not count. */
const step = /^step (\d{1,3})(?!\d|[.,]\d)/i;

/** The numbered headings of one level under one parent, from one number 1 to the next. */
function numberedRuns({ sections }: Page): Iterable<readonly Numbered[]> {
  const runs: Numbered[][] = [];
  const current = new Map<string, Numbered[]>();
  for (const { heading, depth, parent } of sections) {
    if (heading === undefined || heading.isOpaque) continue;
    const match = numbered.exec(heading.text) ?? step.exec(heading.text);
    if (match === null) continue;
    const number = Number(match[1]);
    const isStep = !/^\d/.test(heading.text);
    const key = `${parent} ${depth} ${isStep}`;
    const run = current.get(key);
    if (run !== undefined && number !== 1) {
      run.push({ heading, number, isStep });
      continue;
    }
    const next = [{ heading, number, isStep }];
    current.set(key, next);
    runs.push(next);
  }
  return runs;
}

/**
 * Whether a heading with a number stands between these as text: where a fence begins behind other text, what should
 * end its block opens one, which takes in the heading below. The numbers are right then, whatever else is not.
 */
function hidesNumber({ source, headings }: Page, run: readonly Numbered[]): boolean {
  const start = run[0]?.heading.span.start ?? 0;
  const shown = new Set(headings.map(({ span }) => span.start));
  const between = source.slice(start, run.at(-1)?.heading.span.end);
  for (const { index } of between.matchAll(/^#{1,6} {1,3}\W{0,3}\d{1,3}[.)] /gm))
    if (!shown.has(start + index)) return true;
  return false;
}

/** Two headings are no sequence yet. */
const RUN_MIN = 3;

function* wrongNumbers(run: readonly Numbered[]): Iterable<Report> {
  const first = run[0]?.number ?? 0;
  if (run.length < RUN_MIN) return;
  // Where the last number fits the number of headings, only those between are wrong.
  const isWhole = run.at(-1)?.number === first + run.length - 1;
  for (const [index, { heading, number, isStep }] of run.entries()) {
    const before = run[index - 1]?.number;
    if (before === undefined || (isStep && number === before)) continue;
    const right = isWhole ? first + index : before + 1;
    // Whether the first two belong together shows in what follows them.
    const isSequence = index > 1 || run[index + 1]?.number === number + 1 || isWhole;
    if (number === right || !isSequence) continue;
    const isTaken = !isWhole && run.some((other) => other.number === right);
    const advice = isTaken ? "Number the headings anew" : `Change its number to ${right}`;
    const message = `${quote(heading.text)} comes after number ${before}. ${advice}.`;
    yield { span: heading.span, message };
  }
}
