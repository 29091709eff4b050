import { describe, expect, test } from "vitest";

import { createProgress, progressKind, type ProgressTarget } from "../../src/cli/progress.ts";

/** What is written while 100 pages take so many milliseconds each. */
function written(kind: ProgressTarget["kind"], pageMs: number): readonly string[] {
  const texts: string[] = [];
  let time = 0;
  const { step, clear } = createProgress({
    kind,
    write: (text) => texts.push(text),
    now: () => time,
  });
  for (let page = 1; page <= 100; page += 1) {
    time += pageMs;
    step("Linting", page, 2_000);
  }
  clear();
  return texts;
}

describe("progress", () => {
  test("says nothing of work that takes less than a second", () => {
    expect(written("terminal", 9)).toEqual([]);
    expect(written("log", 9)).toEqual([]);
  });

  test("is one line on a terminal, which is gone at the end", () => {
    const texts = written("terminal", 100);
    expect(texts[0]).toBe("\r\u001b[KLinting 10 of 2,000 pages");
    expect(texts).toHaveLength(92);
    expect(texts.at(-1)).toBe("\r\u001b[K");
  });

  test("is a plain line every ten seconds in a log", () => {
    expect(written("log", 300)).toEqual([
      "Linting 34 of 2,000 pages\n",
      "Linting 68 of 2,000 pages\n",
    ]);
  });

  test("is not written where nobody watches", () => {
    expect(written("nowhere", 300)).toEqual([]);
  });

  test.each([
    ["terminal", { isTTY: true }, {}],
    ["log", { isTTY: true }, { CI: "true" }],
    ["log", {}, { CI: "true" }],
    ["nowhere", {}, {}],
    ["nowhere", {}, { CI: "false" }],
    ["nowhere", { isTTY: true }, { TERM: "dumb" }],
  ] as const)("goes to a %s for %o and %o", (kind, stream, env) => {
    expect(progressKind(stream, env)).toBe(kind);
  });
});
