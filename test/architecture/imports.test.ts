import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { checkFile, importsOf, moduleOf } from "./check-file.ts";
import { readModules } from "./modules.ts";

const root = join(import.meta.dirname, "../..");
const modules = readModules(readFileSync(join(root, "ARCHITECTURE.md"), "utf8"));
const files = globSync("{src,rules}/**/*.ts", { cwd: root }).sort();

test("every file imports and touches only what the table in ARCHITECTURE.md allows", () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) =>
    checkFile(path, readFileSync(join(root, path), "utf8"), modules),
  );
  expect(found).toEqual([]);
});

test("the table names the modules that exist, and no two that import each other's values", () => {
  const folders = globSync(["src/*", "rules"], { cwd: root }).sort();
  expect(modules.map(({ folder }) => folder).sort()).toEqual(folders);
  const above = new Map<string, readonly string[]>(
    modules.map(({ folder, imports }) => [
      folder,
      "allBut" in imports
        ? folders.filter((other) => other !== folder && !imports.allBut.includes(other))
        : [...imports].filter(([, kind]) => kind === "values").map(([other]) => other),
    ]),
  );
  const isReached = (from: string, target: string): boolean =>
    (above.get(from) ?? []).some((next) => next === target || isReached(next, target));
  expect(folders.filter((folder) => isReached(folder, folder))).toEqual([]);
});

test("the table allows nothing that no file needs", () => {
  const used = new Map(modules.map(({ folder }) => [folder, new Set<string>()]));
  for (const path of files) {
    const own = used.get(moduleOf(path, modules)?.folder ?? "");
    for (const each of importsOf(path, readFileSync(join(root, path), "utf8"), modules)) {
      own?.add(each);
    }
  }
  const needless = modules.flatMap(({ folder, imports, packages }) =>
    [...("allBut" in imports ? [] : [...imports.keys()]), ...(packages === "any" ? [] : packages)]
      .filter((name) => used.get(folder)?.has(name) !== true)
      .map((name) => `${folder}: ${name}`),
  );
  expect(needless).toEqual([]);
});

describe("the check refuses", () => {
  const probes: readonly (readonly [string, string, string, string])[] = [
    [
      "a rule that writes to GitLab",
      "rules/links/no-empty-link.ts",
      'import { applyPlan } from "../../src/gitlab/apply.ts";',
      "rules/links/no-empty-link.ts imports src/gitlab/apply.ts",
    ],
    [
      "an engine that knows of reviews, be it their types alone",
      "src/lint/prove.ts",
      'import type { Plan } from "../review/plan.ts";',
      "src/lint/prove.ts imports src/review/plan.ts",
    ],
    [
      "a server that works inside the request",
      "src/server/webhook.ts",
      'export { reviewMergeRequest } from "../worker/review-merge-request.ts";',
      "src/server/webhook.ts imports src/worker/review-merge-request.ts",
    ],
    [
      "a configuration that knows the rules",
      "src/config/handbook-config.ts",
      'const { termRules } = await import("../../rules/terms/term-rules.ts");',
      "src/config/handbook-config.ts imports rules/terms/term-rules.ts",
    ],
    [
      "values where types are allowed",
      "src/change/place.ts",
      'import { type HandbookConfig, selectPages } from "../config/handbook-config.ts";',
      "src/change/place.ts imports more than types of src/config/handbook-config.ts",
    ],
    [
      "a folder that the table does not name",
      "src/utils/strings.ts",
      "export const empty = '';",
      "src/utils/strings.ts belongs to no module of ARCHITECTURE.md",
    ],
    [
      "a file outside the modules",
      "src/lint/prove.ts",
      'import { linterOf } from "../../test/lint/linter-of.ts";',
      "src/lint/prove.ts imports test/lint/linter-of.ts",
    ],
    [
      "the file system in the core",
      "src/handbook/create-handbook.ts",
      'import { readFileSync } from "node:fs";',
      "src/handbook/create-handbook.ts imports the package node:fs",
    ],
    [
      "a package that does I/O in the core",
      "src/review/plan.ts",
      'import { pino } from "pino";',
      "src/review/plan.ts imports the package pino",
    ],
    [
      "an import whose address is made at run time",
      "rules/index.ts",
      'await import(["node", "fs"].join(":"));',
      "rules/index.ts imports the package an address made at run time",
    ],
  ];
  test.each(probes)("%s", (_, path, code, expected) => {
    expect(checkFile(path, code, modules)).toContain(expected);
  });

  test.each([
    ["const now = Date.now();", "the clock: Date.now"],
    ["const now = new Date();", "the clock: new Date()"],
    ["const start: number = performance.now();", "the clock: performance"],
    ["setTimeout(() => 0, 1);", "the clock: setTimeout"],
    ["const pick = Math.random();", "randomness: Math.random"],
    ["const id = crypto.randomUUID();", "randomness: crypto"],
    ["const home = process.env['HOME'];", "the environment: process"],
    ["const all = globalThis;", "the environment: globalThis"],
    ["const here = import.meta.dirname;", "the environment: import.meta"],
    ["const page = await fetch('https://example.com');", "the network: fetch"],
    ["console.log('x');", "the terminal: console"],
    ["['b', 'a'].sort((a, b) => a.localeCompare(b));", "the locale: localeCompare"],
  ])("%s in a rule and in the core", (code, expected) => {
    for (const path of ["rules/index.ts", "src/page/page.ts", "src/change/place.ts"]) {
      expect(checkFile(path, code, modules)).toEqual([`${path} touches ${expected}`]);
    }
    expect(checkFile("src/cli/main.ts", code, modules)).toEqual([]);
  });

  test("nothing that gives the same answer every day", () => {
    const code = `
      import type { Root } from "mdast";
      interface Timed { readonly process: string; fetch(): void }
      export function dayOf(given: string): number { return new Date(given).getTime(); }
      export const key = { process: 1, Date: Date.UTC(2026, 1) };
    `;
    expect(checkFile("src/page/page.ts", code, modules)).toEqual([]);
  });
});
