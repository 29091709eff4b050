import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { ChangedFile } from "../../src/change/change.ts";
import { acceptFindings } from "../../src/lint/baseline/accept-findings.ts";
import type { AcceptedFinding, Baseline } from "../../src/lint/baseline/baseline.ts";
import { noBaseline, parseBaseline, renderBaseline } from "../../src/lint/baseline/baseline.ts";
import { candidatesOf } from "../../src/lint/baseline/candidate.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import { runSteps } from "../../src/text/steps.ts";
import { engineWith, noChange } from "../change/review-of.ts";
import { plainHandbook, smallLinter } from "../change/small-linter.ts";

/** A line of a page. Copies share an origin: nobody can say which of them is the old one. */
interface Line {
  readonly origin: number;
  readonly words: readonly string[];
}

type Pages = ReadonlyMap<string, readonly Line[]>;

/** Words that no two lines share, so that only an edit of a line is like it. */
function wordsOf(origin: number): readonly string[] {
  return ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"].map((word) => `${word}${origin}`);
}

function lineOf(origin: number, isFinding: boolean): Line {
  const [one = "", two = "", ...rest] = wordsOf(origin);
  return { origin, words: isFinding ? [one, two, "guys", ...rest] : [one, two, ...rest] };
}

const heading: Line = { origin: -1, words: ["##", "Responsibilities"] };

function sourceOf(lines: readonly Line[]): string {
  return lines.map(({ words }) => `${words.join(" ")}\n`).join("");
}

const kinds = [
  "insert plain",
  "insert finding",
  "delete line",
  "edit line",
  "add finding to line",
  "move line",
  "move line to page",
  "copy line",
  "rename page",
  "delete page",
  "add page",
  "copy page",
] as const;

const edit = fc.record({
  kind: fc.constantFrom(...kinds),
  page: fc.nat(),
  other: fc.nat(),
  line: fc.nat(),
  to: fc.nat(),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** Makes an edit. `serial` names what is new. */
function apply(pages: Pages, { kind, page, other, line, to }: Edit, serial: number): Pages {
  const next = new Map(pages);
  const paths = [...pages.keys()];
  const path = paths[page % paths.length];
  const otherPath = paths[other % paths.length];
  if (kind === "add page" || path === undefined || otherPath === undefined) {
    return next.set(`new${serial}.md`, [heading, lineOf(serial, true)]);
  }
  const lines = pages.get(path) ?? [];
  const at = 1 + (line % Math.max(1, lines.length - 1));
  const target = 1 + (to % lines.length);
  const chosen = lines[at];
  switch (kind) {
    case "insert plain":
      return next.set(path, lines.toSpliced(target, 0, lineOf(serial, false)));
    case "insert finding":
      return next.set(path, lines.toSpliced(target, 0, lineOf(serial, true)));
    case "rename page":
      next.delete(path);
      return next.set(`renamed${serial}.md`, lines);
    case "delete page":
      next.delete(path);
      return next;
    case "copy page":
      return next.set(`copy${serial}.md`, lines);
  }
  if (chosen === undefined) return next;
  const without = lines.toSpliced(at, 1);
  switch (kind) {
    case "delete line":
      return next.set(path, without);
    case "edit line":
      return next.set(path, lines.with(at, { ...chosen, words: edited(chosen.words, serial) }));
    case "add finding to line":
      return next.set(path, lines.with(at, { ...chosen, words: [...chosen.words, "guys"] }));
    case "move line":
      return next.set(path, without.toSpliced(Math.min(target, without.length), 0, chosen));
    case "move line to page":
      next.set(path, without);
      return next.set(otherPath, [...(next.get(otherPath) ?? []), chosen]);
    case "copy line":
      return next.set(path, lines.toSpliced(target, 0, chosen));
  }
}

/** A line whose first word that is no finding is another one. */
function edited(words: readonly string[], serial: number): readonly string[] {
  return words[0] === "guys" ? words : words.with(0, `edited${serial}`);
}

function lint(pages: Pages): readonly { readonly finding: Finding; readonly near: string }[] {
  return [...pages].flatMap(([path, lines]) => {
    const page = smallLinter.parse(path, sourceOf(lines));
    return candidatesOf(smallLinter.lintPage(page, plainHandbook()).findings, page);
  });
}

function baselineOf(pages: Pages): Baseline {
  const entries = lint(pages).map(
    ({ finding: { path, rule, identity, message }, near }) =>
      [path, { rule, id: identity.slice(rule.length + 1), message, near, times: 1 }] as const,
  );
  const byPath = new Map<string, AcceptedFinding[]>();
  for (const [path, entry] of entries) byPath.set(path, [...(byPath.get(path) ?? []), entry]);
  return parseBaseline("baseline.json", renderBaseline(byPath));
}

/** How many findings lie in lines of each origin. */
function byOrigin(findings: readonly Finding[], pages: Pages): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { path, span } of findings) {
    const lines = pages.get(path) ?? [];
    const { line } = smallLinter.parse(path, sourceOf(lines)).lines.locate(span.start);
    const origin = lines[line - 1]?.origin ?? Number.NaN;
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return counts;
}

function guysByOrigin(pages: Pages): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { origin, words } of [...pages.values()].flat()) {
    const count = words.filter((word) => word === "guys").length;
    if (count > 0) counts.set(origin, (counts.get(origin) ?? 0) + count);
  }
  return counts;
}

/** What is more than there was: a line that is gone in one place and there in another was moved. */
function freshByOrigin(pages: Pages): Map<number, number> {
  const old = guysByOrigin(start);
  return new Map(
    [...guysByOrigin(pages)].flatMap(([origin, count]) => {
      const more = count - (old.get(origin) ?? 0);
      return more > 0 ? [[origin, more] as const] : [];
    }),
  );
}

const start: Pages = new Map(
  [0, 1, 2].map((page) => [
    `page${page}.md`,
    [heading, ...[1, 2, 3, 4].map((line) => lineOf(page * 10 + line, line !== 2))],
  ]),
);
const baseline = baselineOf(start);

const history = fc
  .array(edit, { minLength: 1, maxLength: 4 })
  .map((edits) => edits.reduce((pages, each, index) => apply(pages, each, 1000 + index), start));

test("whatever is edited, no accepted finding comes back and no new one hides", () => {
  fc.assert(
    fc.property(history, (pages) => {
      const candidates = lint(pages);
      const { accepted } = acceptFindings(baseline, candidates, () => false);
      const reported = candidates.flatMap(({ finding }) => (accepted.has(finding) ? [] : finding));
      expect(byOrigin(reported, pages)).toEqual(freshByOrigin(pages));
    }),
    { numRuns: 1_000 },
  );
});

function changeTo(pages: Pages): readonly ChangedFile[] {
  const paths = [...new Set([...start.keys(), ...pages.keys()])].sort();
  return paths.flatMap((path): readonly ChangedFile[] => {
    const [old, now] = [start.get(path), pages.get(path)];
    if (old === now) return [];
    const status = old === undefined ? "added" : now === undefined ? "deleted" : "modified";
    const before = old && sourceOf(old);
    const after = now && sourceOf(now);
    return [{ status, oldPath: path, path, before, after, diff: undefined }];
  });
}

function review(pages: Pages, accepted: Baseline): Map<number, number> {
  const handbook = plainHandbook(
    new Map([...start].map(([path, lines]) => [path, smallLinter.parse(path, sourceOf(lines))])),
  );
  const target = {
    engine: engineWith(smallLinter),
    handbook,
    data: new Map<string, string>(),
    others: new Set<string>(),
    baseline: accepted,
  };
  const { placed } = runSteps(reviewChange(target, { ...noChange, files: changeTo(pages) }));
  return byOrigin(
    placed.map(({ finding }) => finding),
    pages,
  );
}

test("a review says nothing accepted, and everything new that it says without a baseline", () => {
  fc.assert(
    fc.property(history, (pages) => {
      const fresh = freshByOrigin(pages);
      const without = review(pages, noBaseline);
      const withBaseline = review(pages, baseline);
      for (const origin of new Set([...without.keys(), ...withBaseline.keys()])) {
        const said = Math.min(without.get(origin) ?? 0, fresh.get(origin) ?? 0);
        expect(withBaseline.get(origin) ?? 0).toBe(said);
      }
    }),
  );
});
