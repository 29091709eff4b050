import type { ChangedFile } from "../../src/change/change.ts";
import { reviewOf } from "../change/review-of.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import { renderComment } from "../../src/review/render.ts";
import type { ReviewPolicy } from "../../src/review/review.ts";
import { seededRandom } from "../random.ts";
import { rules } from "../rules/built-in.ts";
import { mutate } from "./mutate.ts";

/** What a run came to. */
export interface FuzzOutcome {
  readonly pages: number;
  readonly findings: number;
  /** Time of a page of 1,000 characters, in milliseconds; the time of shorter ones counts as theirs. */
  readonly medianMs: number;
  /** The slowest page, in medians for its size. */
  readonly worst: number;
  /** Faults that say that a page asks for too much, which is what they are for. */
  readonly refusals: number;
  /** Everything that must not be, with the number of the page: a throw, a fault, other bytes the second time. */
  readonly flaws: readonly string[];
}

/** A page may take so many times the median for its size. */
const slowestAllowed = 100;

/** Limits that speak when they are reached. */
const knownLimits: ReadonlySet<string> = new Set([
  "markdownlint: Error: “the page has too many lines, marks or blocks for it; split the page”",
]);

const policy: ReviewPolicy = {
  instance: "handbook-bot",
  inlineMax: 100,
  inlinePerRuleMax: 100,
  massChangePages: 20,
  resolveAnswered: true,
  failOn: "error",
  dismissals: "off",
  unplaced: new Set(),
  why: new Map(),
  blobUrl: "https://gitlab.example.com/people/handbook/-/blob/main",
  helpUrl: "https://bot.example.com/rules/",
};

/**
 * Changes pages at random and reviews each change: parsed, linted by every rule, suggestions proven, comments
 * written. One in eight is reviewed twice, by an engine of its own the second time.
 */
export function fuzz(
  given: ReadonlyMap<string, string>,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): FuzzOutcome {
  const random = seededRandom(seed);
  const texts = [...given.values()];
  const paths = [...given.keys()];
  const first = openEngine(given);
  const second = openEngine(given);
  const pace: number[] = [];
  const flaws: string[] = [];
  let worst = { ms: 0, size: 1, at: 0 };
  let findings = 0;
  let refusals = 0;
  for (let at = 0; at < runs; at += 1) {
    const path = paths[Math.floor(random() * paths.length)] ?? "";
    const before = given.get(path) ?? "";
    const after = mutate(before, texts, random);
    const isTwice = random() < 1 / 8;
    const change = {
      status: "modified",
      path,
      oldPath: path,
      before,
      after,
      diff: undefined,
    } as const;
    const size = Math.max(1, after.length / 1_000);
    try {
      const { ms, review } = timed(() => first(change));
      pace.push(ms / size);
      findings += review.count;
      for (const fault of review.faults) {
        if (knownLimits.has(fault)) refusals += 1;
        else flaws.push(`page ${at}: ${fault}`);
      }
      if (isTwice && second(change).text !== review.text) flaws.push(`page ${at}: other bytes`);
      if (ms / size > worst.ms / worst.size) {
        // What else the machine did meanwhile is not the page's fault.
        const again = Math.min(ms, ...[1, 2].map(() => timed(() => first(change)).ms));
        if (again / size > worst.ms / worst.size) worst = { ms: again, size, at };
      }
    } catch (error) {
      flaws.push(
        `page ${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  const medianMs = pace.sort((a, b) => a - b)[Math.floor(pace.length / 2)] ?? 0;
  const slowest = worst.ms / worst.size / medianMs;
  if (slowest > slowestAllowed) flaws.push(`page ${worst.at}: ${worst.ms.toFixed(0)} ms`);
  return { pages: runs, findings, medianMs, worst: slowest, refusals, flaws };
}

interface Review {
  readonly text: string;
  readonly count: number;
  readonly faults: readonly string[];
}

function openEngine(given: ReadonlyMap<string, string>): (change: ChangedFile) => Review {
  const config = { ...defaultLintConfig, preview: true, today: "2026-11-23" };
  const linter = createLinter({ rules, docsBase: "https://bot.example.com/rules", config });
  const handbook = createHandbook([...given].map(([path, text]) => linter.parse(path, text)));
  return (change) => {
    const found = reviewOf([change], handbook, linter);
    const bodies = found.placed.map((placed) => renderComment([placed], 1, policy));
    return {
      text: JSON.stringify({ found, bodies }),
      count: found.placed.length,
      faults: found.faults.map(({ message }) => message),
    };
  };
}

function timed(run: () => Review): { readonly ms: number; readonly review: Review } {
  // Of this process alone: on a busy machine the clock counts what others compute.
  const before = process.cpuUsage();
  const review = run();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, review };
}
