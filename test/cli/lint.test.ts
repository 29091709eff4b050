import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test, inject } from "vitest";

import { exitCodeOf } from "../../src/cli/report/report.ts";
import { LineIndex } from "../../src/text/line-index.ts";
import { folderOf, runCli } from "./run-cli.ts";

const good = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk your manager.\n";
/** A warning with a suggestion on line 7. */
const twice = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk the the manager.\n";
/** An error on line 5. */
const conflict = "---\ntitle: Pay\n---\n\n<<<<<<< HEAD\n\nPay day.\n";

const configured = { ".handbook-bot.yml": "" };
const quiet = { ...configured, "handbook/leave.md": good };
const warned = { ...configured, "handbook/leave.md": twice };

describe("the exit code", () => {
  test.each([
    ["0 when there is nothing to say", quiet, [], 0],
    ["0 for warnings", warned, [], 0],
    ["1 for warnings when they shall fail", warned, ["--fail-on", "warning"], 1],
    ["1 for warnings when a mere info shall fail", warned, ["--fail-on", "info"], 1],
    ["1 for errors", { "handbook/pay.md": conflict }, [], 1],
    [
      "0 for errors when nothing shall fail",
      { "handbook/pay.md": conflict },
      ["--fail-on", "never"],
      0,
    ],
    [
      "1 when the configuration says so",
      { ...warned, ".handbook-bot.yml": "gate: {failOn: warning}\n" },
      [],
      1,
    ],
    [
      "0 when the command line outweighs the configuration",
      { ...warned, ".handbook-bot.yml": "gate: {failOn: warning}\n" },
      ["--fail-on", "error"],
      0,
    ],
  ])("is %s", async (_, files, args, code) => {
    const outcome = await runCli(folderOf({ ...configured, ...files }), ["lint", ...args]);
    expect(outcome).toMatchObject({ code, stderr: "" });
  });

  test("is 3 for a fault, whatever was found", () => {
    const fault = { path: "leave.md", rule: undefined, message: "out of memory" };
    const verdict = { state: "success", description: "No findings" } as const;
    expect(exitCodeOf({ faults: [fault], verdict })).toBe(3);
  });
});

describe("what the person at the keyboard can fix gives exit code 2 and one plain sentence:", () => {
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    readonly string[],
    string,
  ])[] = [
    [
      "a page that is not there",
      quiet,
      ["lint", "handbook/pay.md"],
      "There is no handbook/pay.md.",
    ],
    ["a root that is not there", quiet, ["lint", "--root", "docs"], "No such folder: docs."],
    [
      "a root that is a file",
      quiet,
      ["lint", "--root", "handbook/leave.md"],
      "handbook/leave.md is not a folder.",
    ],
    ["a handbook without pages", { "readme.txt": "Hello" }, ["lint"], "There are no pages in "],
    [
      "a path outside the root",
      { ...quiet, "other.md": good },
      ["lint", "--root", "handbook", "other.md"],
      "other.md is not inside ",
    ],
    [
      "a configuration that is not there",
      quiet,
      ["lint", "--config", "my.yml"],
      "There is no configuration file my.yml.",
    ],
    [
      "a configuration that is not in order",
      { ...quiet, ".handbook-bot.yml": "rules:\n  prose/no-repeated-wrod: off\n" },
      ["lint"],
      ".handbook-bot.yml:2:3: rules.prose/no-repeated-wrod: there is no rule “prose/no-repeated-wrod”; the nearest is prose/no-repeated-word",
    ],
    [
      "a rule that is not there",
      quiet,
      ["lint", "--rule", "prose/no-repeated-wrod"],
      "There is no rule prose/no-repeated-wrod; the nearest is prose/no-repeated-word.",
    ],
    [
      "a severity that is none",
      quiet,
      ["lint", "--fail-on", "fatal"],
      "Allowed choices are error, warning, info, never.",
    ],
    [
      "a format that is none",
      quiet,
      ["lint", "--format", "xml"],
      "Allowed choices are pretty, json, codequality, junit, sarif, rdjson, github, markdown, gitlab-log.",
    ],
    ["an option that is none", quiet, ["lint", "--wrong"], "unknown option '--wrong'"],
    ["a command that is none", quiet, ["lnt"], "unknown command 'lnt'"],
    [
      "a report that cannot be written",
      quiet,
      ["lint", "--output", "handbook/leave.md/report.json"],
      "--output handbook/leave.md/report.json: the file cannot be written (a part of the path is a file).",
    ],
    [
      "a base without git",
      quiet,
      ["lint", "--base", "main"],
      "--base main: there is no such folder, and git finds no repository here ",
    ],
  ];
  test.each(cases)("%s", async (_, files, args, message) => {
    const { code, stdout, stderr } = await runCli(folderOf(files), args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });
});

describe("the pretty report", () => {
  test("groups by page and ends with the sums", async () => {
    const folder = folderOf({
      "handbook/leave.md": twice,
      "handbook/pay.md": conflict,
      "handbook/people.md": good,
    });
    const { stdout } = await runCli(folder, [
      "lint",
      "--rule",
      "prose",
      "--rule",
      "structure/no-conflict-marker",
    ]);
    expect(stdout).toBe(`handbook/leave.md
     7:5  warning  “the the” is repeated. Delete one of the two.  prose/no-repeated-word
                   suggestion: Delete the second “the”

handbook/pay.md
     5:1  error    ${conflictMessage(stdout)}  structure/no-conflict-marker

2 findings (1 error, 1 warning) on 2 of 3 pages.
`);
  });

  test("says so when there is nothing", async () => {
    const { stdout } = await runCli(folderOf(quiet), ["lint"]);
    expect(stdout).toBe("No findings on 1 page.\n");
  });

  test("names the exceptions of the configuration that except nothing, where all pages were looked at", async () => {
    const files = {
      ...quiet,
      ".handbook-bot.yml": "exceptions:\n  - { words: [chairman], reason: A name. }\n",
    };
    const told = "The exception at .handbook-bot.yml:2 excepts nothing; delete it.\n";
    expect((await runCli(folderOf(files), ["lint"])).stdout).toContain(told);
    const one = await runCli(folderOf(files), ["lint", "handbook/leave.md"]);
    expect(one.stdout).not.toContain(told);
  });

  test.each([
    ["plain away from a terminal", {}, false],
    ["in colour where that is forced", { FORCE_COLOR: "1" }, true],
  ])("is %s", async (_, env, isColoured) => {
    const { stdout } = await runCli(folderOf(warned), ["lint"], env);
    expect(stdout.includes("\u001b[")).toBe(isColoured);
  });

  test("lets no file name steer the terminal", async () => {
    const folder = folderOf({ "handbook/\u001b[2Jleave.md": twice });
    const { stdout } = await runCli(folder, ["lint"]);
    expect(stdout).toContain("handbook/\uFFFD[2Jleave.md");
    expect(stdout).not.toContain("\u001b");
  });
});

function conflictMessage(stdout: string): string {
  return /error {4}(.*?) {2}structure/.exec(stdout)?.[1] ?? "no such line";
}

describe("the JSON report", () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL("../../docs/schema/report.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: false }).compile(schema as object);

  test("keeps its schema, and its places cut out the text they speak of", async () => {
    const text =
      "---\ntitle: Leave\n---\n\n# Leave\n\n\u{1F334} Ask the the manager.\n\n# Leave\n\nText.\n";
    const folder = folderOf({ "handbook/my leave.md": text });
    const { stdout, code } = await runCli(folder, ["lint", "--format", "json"]);
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(0);
    expect(report).toMatchObject({ version: 1, pages: 1, faults: [] });
    const lines = new LineIndex(text);
    const cut = ({ start, end }: { start: never; end: never }): string =>
      text.slice(lines.offset(start), lines.offset(end));
    const finding = report.findings.find(
      ({ rule }: { rule: string }) => rule === "prose/no-repeated-word",
    );
    expect(finding).toMatchObject({
      path: "handbook/my leave.md",
      severity: "warning",
      start: { line: 7, column: 8 },
      end: { line: 7, column: 15 },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      docs: expect.stringContaining("rules/prose/no-repeated-word.md"),
    });
    expect(cut(finding)).toBe("the the");
    expect(finding.suggestions[0].safe).toBe(true);
    expect(finding.suggestions[0].edits.map(cut)).toEqual([" the"]);
    const repeated = report.findings.find(
      ({ related }: { related: unknown[] }) => related.length > 0,
    );
    expect(repeated.related.map(cut)[0]).toContain("Leave");
  });

  test("keeps its schema when there is nothing", async () => {
    const { stdout } = await runCli(folderOf(quiet), ["lint", "--format", "json"]);
    expect(validate(JSON.parse(stdout))).toBe(true);
    expect(JSON.parse(stdout).findings).toEqual([]);
  });

  test("is the same, byte for byte, from run to run", async () => {
    const folder = folderOf({ "b.md": twice, "a.md": conflict, "c/d.md": twice });
    const [first, second] = await Promise.all([
      runCli(folder, ["lint", "--format", "json"]),
      runCli(folder, ["lint", "--format", "json"]),
    ]);
    expect(second.stdout).toBe(first.stdout);
  });
});

describe("the Code Quality report", () => {
  test("has GitLab's fields, paths of the repository and fingerprints of their own", async () => {
    const folder = folderOf({ "site/handbook/leave.md": `${twice}\nSee the the page.\n` });
    const args = [
      "lint",
      "--root",
      "site",
      "--format",
      "codequality",
      "--rule",
      "prose",
      "--output",
      "report.json",
    ];
    const { stdout } = await runCli(folder, args);
    expect(stdout).toBe("2 findings (2 warnings) on 1 of 1 page. Written to report.json.\n");
    const text = readFileSync(join(folder, "report.json"), "utf8");
    expect(text.startsWith("[")).toBe(true);
    const entries = JSON.parse(text);
    expect(entries[0]).toEqual({
      description: "“the the” is repeated. Delete one of the two.",
      check_name: "prose/no-repeated-word",
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: "minor",
      location: { path: "site/handbook/leave.md", lines: { begin: 7, end: 7 } },
    });
    expect(entries[1].fingerprint).not.toBe(entries[0].fingerprint);
  });

  test("is an empty list when there is nothing", async () => {
    const { stdout } = await runCli(folderOf(quiet), ["lint", "--format", "codequality"]);
    expect(stdout).toBe("[]\n");
  });
});

describe("which pages are linted", () => {
  const files = {
    ...configured,
    "handbook/leave.md": twice,
    "handbook/people ops/pay day.md": twice,
    "jobs/nurse.md": twice,
    "handbook/notes.txt": "the the",
  };
  const pages = (stdout: string): readonly string[] =>
    JSON.parse(stdout).findings.map(({ path }: { path: string }) => path);
  const json = ["lint", "--format", "json", "--rule", "prose"];

  test.each([
    ["a page", ["handbook/leave.md"], ["handbook/leave.md"]],
    ["a folder", ["handbook"], ["handbook/leave.md", "handbook/people ops/pay day.md"]],
    ["a path with spaces", ["handbook/people ops/pay day.md"], ["handbook/people ops/pay day.md"]],
    [
      "several, one of them twice",
      ["jobs", "jobs/nurse.md", "handbook/leave.md"],
      ["handbook/leave.md", "jobs/nurse.md"],
    ],
  ])("%s", async (_, paths, expected) => {
    const { stdout, code } = await runCli(folderOf(files), [...json, ...paths]);
    expect(pages(stdout)).toEqual(expected);
    expect(code).toBe(0);
  });

  test("paths are read from where the command is run", async () => {
    const folder = folderOf(files);
    const { stdout } = await runCli(join(folder, "handbook"), [
      ...json,
      "--root",
      "..",
      "leave.md",
    ]);
    expect(pages(stdout)).toEqual(["handbook/leave.md"]);
  });

  test("what is no page is left out aloud", async () => {
    const { stdout, stderr } = await runCli(folderOf(files), [
      ...json,
      "handbook/notes.txt",
      "jobs",
    ]);
    expect(pages(stdout)).toEqual(["jobs/nurse.md"]);
    expect(stderr).toBe("handbook/notes.txt is no page of this handbook and is left out.\n");
  });

  test("the configuration ignores and overrides", async () => {
    const folder = folderOf({
      ...files,
      ".handbook-bot.yml":
        "ignore: ['jobs/']\noverrides:\n  - paths: ['**/people ops/**']\n    rules: {prose: off}\n",
    });
    expect(pages((await runCli(folder, ["lint", "--format", "json"])).stdout)).toEqual([
      "handbook/leave.md",
    ]);
  });
});

describe("what else lies in the folder does no harm:", () => {
  test("symbolic links that lead in circles or to a page", async () => {
    const folder = folderOf(warned);
    symlinkSync("..", join(folder, "handbook", "up"));
    symlinkSync("leave.md", join(folder, "handbook", "holiday.md"));
    symlinkSync("nowhere.md", join(folder, "handbook", "lost.md"));
    const { stdout, code } = await runCli(folder, ["lint"]);
    expect(stdout).toContain("1 finding (1 warning) on 1 of 1 page.");
    expect(code).toBe(0);
  });

  test("a page given by a symbolic link is linted under its own name", async () => {
    const folder = folderOf(warned);
    symlinkSync("handbook/leave.md", join(folder, "holiday.md"));
    const { stdout } = await runCli(folder, ["lint", "holiday.md"]);
    expect(stdout).toContain("handbook/leave.md\n");
  });

  test("a link that leads to itself, when it is named", async () => {
    const folder = folderOf(warned);
    symlinkSync("loop.md", join(folder, "loop.md"));
    const { stderr, code } = await runCli(folder, ["lint", "loop.md"]);
    expect(stderr).toContain("loop.md is a link that leads to itself.\n");
    expect(code).toBe(2);
  });

  test("a pipe by the name of a page", async () => {
    const folder = folderOf(warned);
    execFileSync("mkfifo", [join(folder, "pipe.md")]);
    const { stdout, stderr } = await runCli(folder, ["lint", "pipe.md", "handbook"]);
    expect(stdout).toContain("1 finding (1 warning) on 1 of 1 page.");
    expect(stderr).toBe("pipe.md is no page of this handbook and is left out.\n");
  });

  test("a page whose name is not in UTF-8", async () => {
    const folder = folderOf(warned);
    writeFileSync(Buffer.from(`${folder}/caf\u00e9.md`, "latin1"), twice);
    const { stderr, code } = await runCli(folder, ["lint"]);
    expect(stderr).toContain("its name is not in UTF-8. Rename it.");
    expect(code).toBe(2);
  });

  test("a picture, a folder and a huge file by the name of a page", async () => {
    const folder = folderOf({
      ...quiet,
      "handbook/photo.md": Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256),
      "handbook/huge.md": "word ".repeat(1_200_000),
    });
    mkdirSync(join(folder, "handbook", "folder.md"));
    const { code, stdout, stderr } = await runCli(folder, [
      "lint",
      "--rule",
      "structure/no-unreadable-page",
    ]);
    expect(stdout).toContain("handbook/photo.md\n");
    expect(stdout).toContain("handbook/huge.md\n");
    expect(stdout).toContain("on 2 of 3 pages.");
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("a reader that has read enough", async () => {
    const pages = Array.from({ length: 300 }, (_, at) => [`page-${at}.md`, twice.repeat(20)]);
    const folder = folderOf({ ...configured, ...Object.fromEntries(pages) });
    const main = inject("program");
    const child = spawn(process.execPath, [main, "lint", "--format", "json"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += String(chunk)));
    child.stdout.once("data", () => child.stdout.destroy());
    await once(child, "close");
    expect(stderr).toBe("");
  });
});

describe("rules that do not run by themselves", () => {
  const bullets = "---\ntitle: Onboarding\n---\n\n* passport\n\nThen:\n\n- laptop\n";
  const rulesOf = (stdout: string): readonly string[] =>
    JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
  const json = ["lint", "--format", "json"];

  test.each([
    ["preview ones not at all", [], []],
    ["preview ones when asked for", ["--preview"], ["markdownlint/MD004"]],
    ["a preview one that is named", ["--rule", "markdownlint/MD004"], ["markdownlint/MD004"]],
  ])("%s", async (_, args, expected) => {
    const { stdout } = await runCli(folderOf({ "onboarding.md": bullets }), [...json, ...args]);
    expect(rulesOf(stdout)).toEqual(expected);
  });

  test("slow ones do not run over a large handbook unless they are named", async () => {
    const pages = Array.from({ length: 101 }, (_, at) => [`page-${at}.md`, bullets]);
    const folder = folderOf(Object.fromEntries(pages));
    const whole = await runCli(folder, [...json, "--preview"]);
    expect(rulesOf(whole.stdout)).not.toContain("markdownlint/MD004");
    const one = await runCli(folder, [...json, "--preview", "page-7.md"]);
    expect(rulesOf(one.stdout)).toContain("markdownlint/MD004");
    const named = await runCli(folder, [...json, "--rule", "markdownlint/MD004"]);
    expect(rulesOf(named.stdout)).toHaveLength(101);
  });
});
