import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openFiles } from "../../../src/cli/open-handbook.ts";
import { openRules } from "../../../src/cli/open-rules.ts";
import { shareFiles } from "../../../src/cli/shared-files.ts";
import { startPageThreads } from "../../../src/cli/threads/page-threads.ts";
import { workOnPages } from "../../../src/cli/threads/work-on-pages.ts";
import { configFileName, defaultHandbookConfig } from "../../../src/config/handbook-config.ts";

const program = fileURLToPath(new URL("endless-thread.ts", import.meta.url));
const limits = { cpuMs: 500, clockMs: 600_000, heapMb: 64 };
const choice = { today: "2026-11-29" };
const lint = { kind: "lint", proves: true, wantsNear: true } as const;

/** Lints the pages of a small handbook in two threads that obey them. */
async function lintObediently(texts: Readonly<Record<string, string>>) {
  const files = Object.keys(texts).sort();
  const contents = shareFiles(files, (path) => new TextEncoder().encode(texts[path]));
  const config = defaultHandbookConfig;
  const threads = startPageThreads(
    { choice, config, slow: false, files, contents },
    { count: 2, program, limits },
  );
  onTestFinished(async () => threads.close());
  await threads.readIndex(files);
  return threads.doPages(files, lint);
}

test.each([
  ["run forever", "takes too long to check"],
  ["take memory", "takes too much memory to check"],
  ["exit", "cannot be checked"],
])("a page that would %s is a fault, and the rest is linted", async (deed, why) => {
  const texts = { "a.md": "wrong\n", "b.md": `${deed}\n`, "c.md": "wrong\n", "d.md": "right\n" };
  const outcomes = await lintObediently(texts);
  expect(outcomes.map(({ findings }) => findings.map(({ path }) => path))).toEqual([
    ["a.md"],
    [],
    ["c.md"],
    [],
  ]);
  expect(outcomes.map(({ faults }) => faults)).toEqual([
    [],
    [
      {
        path: "b.md",
        rule: undefined,
        message: `This page ${why} and was left out. Split or simplify it.`,
      },
    ],
    [],
    [],
  ]);
});

/** Pages with links, copies, suggestions, exceptions and accepted findings. */
function handbook(): Readonly<Record<string, string>> {
  const passage =
    "Whoever travels for work books the journey in good time, keeps every receipt and hands in the costs within a month of coming back home.";
  const pages = Array.from({ length: 60 }, (_, at): [string, string] => [
    `handbook/page-${String(at).padStart(2, "0")}.md`,
    [
      `---\ntitle: Page ${at}\n---\n\n## Leave ${at % 7}\n`,
      `Ask the the manager on page [next](page-${at + 1}.md#leave-${at % 3}), or click [here](/none/).\n`,
      at % 9 === 0 ? `${passage}\n` : "",
      at % 8 === 0 ? `Chairman and whitelist.\n\n#### Deep\n\nText.\n` : "",
    ].join("\n"),
  ]);
  const config =
    'exceptions:\n  - words: [whitelist]\n    reason: "a name"\n  - words: [nobody]\n    reason: "unused"\n';
  return { ...Object.fromEntries(pages), [configFileName]: config };
}

test.each([
  [3, lint],
  [2, { kind: "fix" }],
] as const)(
  "%i threads find the same in the same order as one alone: %o",
  async (threads, task) => {
    const texts = handbook();
    const rules = openRules(choice);
    const config = rules.parseConfig(configFileName, texts[configFileName] ?? "");
    const files = Object.keys(texts).sort();
    const read = (path: string) => new TextEncoder().encode(texts[path]);
    const opened = openFiles({ root: "", files, read }, rules, config);
    const loaded = await opened.loadRules({ slow: false });
    const run = async (count: number) =>
      workOnPages(opened, loaded, opened.paths, { slow: false, task, threads: count });
    const alone = await run(1);
    expect(await run(threads)).toEqual(alone);
    expect(alone.some(({ findings, fixed }) => fixed !== undefined || findings.length > 0)).toBe(
      true,
    );
  },
);
