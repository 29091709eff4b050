import { describe, expect, test } from "vitest";
import { createChange } from "../../src/change/create-change.ts";
import {
  bringsConfiguration,
  changesConfiguration,
  configIn,
  configurationOf,
  type ListedFile,
  namedFiles,
  ownChoice,
  selectFiles,
} from "../../src/change/select-files.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { noBaseline } from "../../src/lint/baseline/baseline.ts";
import { runSteps } from "../../src/text/steps.ts";
import { engineWith, noChange } from "./review-of.ts";
import { plainHandbook, plainPage, smallLinter } from "./small-linter.ts";

function listed(status: ListedFile["status"], path: string, oldPath = path): ListedFile {
  return { status, path, oldPath, diff: "@@ -1 +1 @@\n-a\n+b\n" };
}

const is = {
  isPage: (path: string) => path.endsWith(".md"),
  isData: (path: string) => path.endsWith(".yml"),
};

/** `status old path`, of each file that is read. */
function selected(files: readonly ListedFile[], names: readonly string[] = []) {
  const own = { names: new Set(names), isPage: () => false };
  const { wanted, added, removed } = selectFiles(files, is, own);
  const brief = wanted.map(({ status, oldPath, path }) => [status, oldPath, path].join(" "));
  return { wanted: brief, added, removed };
}

describe("of the files of a change", () => {
  test("pages, data and what the configuration names are read; of others it is known that they come and go", () => {
    const files = [
      listed("modified", "a.md"),
      listed("added", "b.yml"),
      listed("deleted", "_redirects"),
      listed("added", "c.png"),
      listed("deleted", "d.png"),
      listed("modified", "e.png"),
    ];
    expect(selected(files, ["_redirects"])).toEqual({
      wanted: ["modified a.md a.md", "added b.yml b.yml", "deleted _redirects _redirects"],
      added: ["c.png"],
      removed: ["d.png"],
    });
  });

  test.each([
    [listed("renamed", "b.md", "a.md"), ["renamed a.md b.md"], [], []],
    [listed("renamed", "b.txt", "a.md"), ["deleted a.md a.md"], ["b.txt"], []],
    [listed("renamed", "b.md", "a.txt"), ["added a.txt b.md"], [], ["a.txt"]],
    [listed("renamed", "b.txt", "a.txt"), [], ["b.txt"], ["a.txt"]],
  ])("%o is read as %j", (file, wanted, added, removed) => {
    expect(selected([file])).toEqual({ wanted, added, removed });
  });

  test("a page that leaves the handbook has no lines in the diff", () => {
    const { wanted } = selectFiles(
      [listed("renamed", "b.txt", "a.md")],
      is,
      ownChoice(undefined, engineWith(smallLinter)),
    );
    expect(wanted).toEqual([{ status: "deleted", oldPath: "a.md", path: "a.md", diff: undefined }]);
  });
});

test("files that only the change's own configuration makes pages are known beside the others", () => {
  const files = ["added", "modified", "deleted"] as const;
  const listedFiles = files.map((status) => listed(status, `${status}.mdx`));
  const own = { names: new Set<string>(), isPage: (path: string) => path.endsWith(".mdx") };
  const { wanted, entering, added, removed } = selectFiles(listedFiles, is, own);
  expect({ wanted, added, removed }).toEqual({
    wanted: [],
    added: ["added.mdx"],
    removed: ["deleted.mdx"],
  });
  expect(entering.map(({ path }) => path)).toEqual(["added.mdx", "modified.mdx"]);
});

describe("the configuration of a change", () => {
  const kinds = {
    ".handbook-bot.yml": "configuration",
    ".handbook-bot.yaml": "misnamed configuration",
  };
  const dataKind = (path: string) => new Map(Object.entries(kinds)).get(path) as never;
  test("is the file of that name, unless it is deleted", () => {
    const file = listed("modified", ".handbook-bot.yml");
    expect(configurationOf([listed("added", "a.md"), file], { dataKind })).toBe(file);
    expect(configurationOf([{ ...file, status: "deleted" }], { dataKind })).toBeUndefined();
    expect(configurationOf([listed("added", ".handbook-bot.yaml")], { dataKind })).toBeUndefined();
  });

  test.each([
    [".handbook-bot.yml", "x", true],
    [".handbook-bot.yaml", "x", true],
    [".handbook-bot.yml", undefined, false],
    ["a.md", "x", false],
  ])("is brought by %s with %j: %s", (path, after, expected) => {
    const file = { ...listed("modified", path), before: undefined, after };
    expect(bringsConfiguration({ ...noChange, files: [file] }, { dataKind })).toBe(expected);
  });
});

test.each([
  [".handbook-bot.yml", "a", "b", true],
  [".handbook-bot.yml", undefined, "b", false],
  [".handbook-bot.yml", "a", undefined, false],
  [".handbook-bot.yaml", "a", "b", false],
  ["a.md", "a", "b", false],
])("a change of %s from %s to %s concerns all pages: %s", (path, before, after, expected) => {
  const file = { ...listed("modified", path), before, after };
  const dataKind = (name: string) =>
    name === ".handbook-bot.yml" ? ("configuration" as const) : undefined;
  expect(changesConfiguration({ files: [file] }, { dataKind })).toBe(expected);
});

describe("the files that a configuration names", () => {
  const engine = engineFactory(
    { rules: [], docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
    () => "2026-11-29",
  )("");
  test.each([
    ["", []],
    ["links: { redirects: [a.yml, _redirects] }", ["a.yml", "_redirects"]],
    ["baseline: b.json", ["b.json"]],
    ["links: { redirects: [a.yml] }\nbaseline: b.json", ["a.yml", "b.json"]],
    ["rule: [", []],
    ["baselin: b.json", []],
  ])("%j are %j", (text, names) => {
    expect([...ownChoice(new TextEncoder().encode(text), engine).names]).toEqual(names);
  });

  test("are known by what they are; without a configuration there are none", () => {
    const config = configIn("links: { redirects: [a.yml] }\nbaseline: b.json", engine);
    expect(namedFiles(config)).toEqual({ redirects: ["a.yml"], baseline: ["b.json"] });
    expect(namedFiles(configIn("", engine))).toEqual({ redirects: [], baseline: [] });
    expect(namedFiles(configIn("x", engine))).toEqual({ redirects: [], baseline: [] });
  });

  test("cannot be read by a program with a bug, which is no error of the file", () => {
    const reconfigure = (): never => {
      throw new TypeError("a bug");
    };
    expect(() => configIn("", { reconfigure })).toThrow("a bug");
  });
});

test("a change knows what other files there are on each of its sides, and lists chosen pages", () => {
  const old = plainPage("a.md", "# A\n");
  const target = {
    engine: { ...engineWith(smallLinter), isPage: is.isPage },
    baseline: noBaseline,
    handbook: plainHandbook(new Map([["a.md", old]])),
    data: new Map(),
    others: new Set(["d.png", "x.png"]),
  };
  const file = {
    status: "renamed",
    oldPath: "a.md",
    path: "b.md",
    before: "# A\n",
    after: "# B\n",
    diff: undefined,
  } as const;
  const other = {
    ...file,
    status: "added",
    oldPath: "c.md",
    path: "c.md",
    before: undefined,
  } as const;
  const read = { ...noChange, files: [other, file], added: ["c.png"], removed: ["d.png"] };
  const create = (isChosen: (path: string) => boolean) =>
    runSteps(createChange(target, read, isChosen));
  const change = create(() => true);
  expect([...change.before.others].sort()).toEqual(["d.png", "x.png"]);
  expect([...change.after.others].sort()).toEqual(["c.png", "x.png"]);
  expect(change.before.handbook.paths()).toEqual(["a.md"]);
  expect(change.after.handbook.paths()).toEqual(["b.md", "c.md"]);
  expect(change.pages.map(({ path }) => path)).toEqual(["b.md", "c.md"]);
  expect(create((path) => path === "a.md").pages.map(({ path }) => path)).toEqual(["b.md"]);
  expect(create((path) => path === "c.md").pages.map(({ path }) => path)).toEqual(["c.md"]);
});
