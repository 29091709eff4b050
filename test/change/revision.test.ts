import { describe, expect, test } from "vitest";
import {
  bareRevision,
  buildRevision,
  type FileState,
  layOver,
  reconfigured,
  restoreRevision,
  type Revision,
} from "../../src/change/revision.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { storeHandbook } from "../../src/handbook/create-handbook.ts";
import { runSteps } from "../../src/text/steps.ts";

const engineOf = engineFactory(
  { rules: [], docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);
const texts: Readonly<Record<string, string>> = {
  "a.md": "# A\n\n[B](b.md) [C](c.png) [Old](/old/)\n",
  "b.md": "# B\n",
};
const empty = '{"version":1,"pages":{}}';

function revision(config: object = {}, data: Readonly<Record<string, string>> = {}): Revision {
  const engine = engineOf(JSON.stringify({ include: ["**/*.md"], ...config }));
  const files = { data: new Map(Object.entries(data)), others: new Set(["c.png", "d.txt"]) };
  const pages = Object.entries(texts).map(([path, text]) => engine.linter.parse(path, text));
  return runSteps(buildRevision(engine, pages, files));
}

describe("the baseline of a revision is", () => {
  const [entry] = [
    { rule: "words/no-guys", id: "0".repeat(32), near: "the guys", message: "Say who is meant." },
  ];
  const full = JSON.stringify({ version: 1, pages: { "a.md": [entry] } });

  test("the file that the configuration names", () => {
    const { baseline } = revision({ baseline: "b.json" }, { "b.json": full });
    expect(baseline.problem).toBeUndefined();
    expect([...baseline.pages]).toEqual([["a.md", [{ ...entry, times: 1 }]]]);
  });

  test.each<[string, object, Readonly<Record<string, string>>, unknown]>([
    ["none", {}, { "b.json": full }, undefined],
    [
      "a file that is not there",
      { baseline: "b.json" },
      {},
      "There is no file b.json, which “baseline” in the configuration names.",
    ],
    [
      "a file with errors",
      { baseline: "b.json" },
      { "b.json": '{"version":2,"pages":{}}' },
      expect.stringMatching(/^The baseline cannot be used\. b\.json:1:12: version: /),
    ],
  ])("empty, and says why, where it names %s", (_, config, data, problem) => {
    const { baseline } = revision(config, data);
    expect([baseline.pages.size, baseline.problem]).toEqual([0, problem]);
  });
});

test("a revision whose index was stored is what it was", () => {
  const built = revision({ baseline: "b.json" }, { "b.json": "{" });
  const { numbers, texts: stored } = storeHandbook(built.handbook);
  const bytes = new Uint8Array(numbers.flatMap((part) => [...part]));
  const again = restoreRevision(built.engine, [{ numbers: bytes, texts: stored }], built);
  expect([...(again?.handbook.paths() ?? [])]).toEqual(["a.md", "b.md"]);
  expect(again?.handbook.resolve("a.md", "b.md")).toEqual({ kind: "found", path: "b.md" });
  expect(again?.engine).toBe(built.engine);
  expect([again?.data, again?.others]).toEqual([built.data, built.others]);
  expect(again?.baseline.problem).toMatch(/^The baseline cannot be used\./);
  const broken = { numbers: new Uint8Array([1, 2, 3]), texts: new Uint8Array() };
  expect(restoreRevision(built.engine, [broken], built)).toBeUndefined();
});

test("a branch without a configuration has no pages and no files", () => {
  const bare = bareRevision(engineOf("baseline: b.json\n"));
  expect([bare.handbook.size, bare.data.size, bare.others.size]).toEqual([0, 0, 0]);
  expect(bare.baseline).toEqual({ pages: new Map(), problem: undefined });
});

describe("over a revision are laid", () => {
  const redirects = { links: { redirects: ["r.yml"] } };
  const base = revision(redirects, { "r.yml": "- sources: [/old/]\n  target: /b/\n" });
  const page = (path: string, text: string): FileState => ({
    kind: "page",
    page: base.engine.linter.parse(path, text),
  });
  const laid = (files: Readonly<Record<string, FileState>>): Revision =>
    layOver(base, new Map(Object.entries(files)));

  test("pages, which come, change and go", () => {
    const { handbook, data, others, baseline } = laid({
      "a.md": page("a.md", "# Another\n"),
      "b.md": { kind: "none" },
      "n.md": page("n.md", "# New\n"),
    });
    expect([...handbook.paths()]).toEqual(["a.md", "n.md"]);
    expect(handbook.page("a.md")?.headings.map(({ text }) => text)).toEqual(["Another"]);
    expect([data, others, baseline]).toEqual([base.data, base.others, base.baseline]);
    expect([...base.handbook.paths()]).toEqual(["a.md", "b.md"]);
  });

  test("files with data and others, which come and go", () => {
    const { handbook, data, others } = laid({
      "r.yml": { kind: "none" },
      "x.yml": { kind: "data", text: "x" },
      "c.png": { kind: "none" },
      "e.png": { kind: "other" },
    });
    expect([...data]).toEqual([["x.yml", "x"]]);
    expect([...others]).toEqual(["d.txt", "e.png"]);
    expect([...handbook.paths()]).toEqual(["a.md", "b.md"]);
    expect([...base.data.keys(), ...base.others]).toEqual(["r.yml", "c.png", "d.txt"]);
  });

  test("files that turn from one into the other", () => {
    const { data, others } = laid({
      "r.yml": { kind: "other" },
      "d.txt": { kind: "data", text: "d" },
    });
    expect([[...data], [...others]]).toEqual([[["d.txt", "d"]], ["c.png", "r.yml"]]);
  });

  test("redirects, by which links are followed", () => {
    const to = (text: string): FileState => ({ kind: "data", text });
    const leads = (at: Revision) => at.handbook.resolve("a.md", "/old");
    expect(leads(base)).toMatchObject({ kind: "redirect", path: "b.md" });
    expect(leads(laid({ "r.yml": to("- sources: [/old/]\n  target: /a/\n") }))).toMatchObject({
      kind: "redirect",
      path: "a.md",
    });
    expect(leads(laid({ "r.yml": { kind: "none" } })).kind).not.toBe("redirect");
  });
});

describe("by another configuration", () => {
  const base = revision({}, { "b.json": empty });
  test("a revision keeps its index where both read pages alike", () => {
    const engine = engineOf("include: ['**/*.md']\nbaseline: b.json\n");
    const now = reconfigured(base, engine, new Map());
    expect(now.handbook).toBe(base.handbook);
    expect(now.engine).toBe(engine);
    expect(now.baseline).toEqual({ pages: new Map(), problem: undefined });
    expect(now.others).toEqual(base.others);
  });

  test.each<[string, object]>([
    ["links", { links: { layout: "hugo" } }],
    ["canonical pages", { canonical: ["a.md"] }],
    ["boilerplate", { boilerplate: ["Everybody here works from home on every Friday."] }],
  ])("it does not where %s are read otherwise", (_, config) => {
    const engine = engineOf(JSON.stringify({ include: ["**/*.md"], ...config }));
    expect(reconfigured(base, engine, new Map()).handbook).not.toBe(base.handbook);
  });

  test("pages that it does not read are files, and files that it reads are pages", () => {
    const engine = engineOf("include: ['**/*.md', '**/*.txt']\n");
    const pages = new Map([
      ["a.md", null],
      ["d.txt", engine.linter.parse("d.txt", "# D\n")],
    ]);
    const now = reconfigured(base, engine, pages);
    expect([...now.handbook.paths()]).toEqual(["b.md", "d.txt"]);
    expect([...now.others].sort()).toEqual(["a.md", "c.png"]);
    expect([...base.others]).toEqual(["c.png", "d.txt"]);
  });
});
