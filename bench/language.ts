/**
 * Times all rules about language over pages that are parsed, beside write-good, and beside alex and
 * retext-equality where a folder has them, on the same pages, one after the other on one core.
 *
 *     node bench/language.ts DIR [--every N] [--peers FOLDER]
 *
 * FOLDER is one in which `npm i alex retext-equality retext-english unified` was run.
 */
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import writeGood from "write-good";

import { builtInRules } from "../rules/index.ts";
import { readRuleFiles } from "../src/config/rule-files.ts";
import type { RuleId } from "../src/lint/finding.ts";
import { prepareRule } from "../src/lint/prepare-rules.ts";
import type { GroupCheck, RuleGroup } from "../src/lint/rule.ts";
import type { Page } from "../src/page/page.ts";
import { parsePage } from "../src/page/parse-page.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string", default: "1" }, peers: { type: "string" } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("Usage: node bench/language.ts DIR [--every N] [--peers FOLDER]");
  process.exit(2);
}

const every = Number(values.every);
const pages = globSync("**/*.{md,md.erb,markdown}", { cwd: folder })
  .sort()
  .filter((_, index) => index % every === 0)
  .map((path) => parsePage(path, readFileSync(join(folder, path), "utf8")));
const words = pages.reduce((sum, { prose }) => sum + (prose.match(/\p{L}+/gu)?.length ?? 0), 0);
console.log(`${pages.length} pages, ${words} words`);

const site = { today: undefined };

const ours = perSecond("handbook-bot", languageRules(), 5);
perSecond("write-good", ({ prose }) => writeGood(prose).length, 1);
for (const [name, check] of await peers(values.peers)) perSecond(name, check, 1);

/** Every stable rule of the families about language that looks at a page alone, its options parsed once. */
function languageRules(): (page: Page) => number {
  const isLanguage = (id: string): boolean =>
    /^(?:inclusive|jobs|policy|prose|organisation)\//.test(id);
  const rules = builtInRules(readRuleFiles());
  const terms = rules.find((rule) => rule.scope === "group" && rule.name === "terms");
  const single = rules
    .filter((rule) => rule.scope === "page")
    .filter(({ id, status }) => isLanguage(id) && status === "stable")
    .map((rule) => ({
      pages: rule.pages,
      check: prepareRule(rule, rule.options.parse(undefined), site),
    }));
  const prepared = new Map<
    string,
    { readonly ids: ReadonlySet<RuleId>; readonly check: GroupCheck }
  >();
  return (page) => {
    let count = 0;
    if (terms?.scope === "group") {
      const on = prepared.get(page.type) ?? prepareOn(terms, page.type);
      prepared.set(page.type, on);
      for (const _ of on.check(page, on.ids)) count += 1;
    }
    for (const { pages, check } of single) {
      if (pages !== undefined && !pages.includes(page.type)) continue;
      for (const _ of check(page)) count += 1;
    }
    return count;
  };
}

function prepareOn(
  group: RuleGroup,
  type: string,
): { readonly ids: ReadonlySet<RuleId>; readonly check: GroupCheck } {
  const options = new Map(
    group.rules
      .filter(({ status, pages }) => status === "stable" && (pages?.includes(type) ?? true))
      .map((rule) => [rule.id, rule.options.parse(undefined)] as const),
  );
  return { ids: new Set(options.keys()), check: group.prepare(options, site) };
}

/** The best of some rounds in time of this thread, printed with what it found and how much slower than we it is. */
function perSecond(name: string, check: (page: Page) => number, rounds: number): number {
  let best = Infinity;
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.threadCpuUsage();
    found = pages.reduce((sum, page) => sum + check(page), 0);
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, user + system);
  }
  const speed = words / (best / 1e6);
  const ratio = name === "handbook-bot" ? "" : `, ${(ours / speed).toFixed(0)} times slower`;
  console.log(
    `${name.padEnd(16)} ${(speed / 1e6).toFixed(3)} million words a second, ${found} findings${ratio}`,
  );
  return speed;
}

async function peers(
  from: string | undefined,
): Promise<readonly (readonly [string, (page: Page) => number])[]> {
  if (from === undefined) return [];
  const { resolve } = createRequire(join(from, "package.json"));
  const load = async (name: string) =>
    import(pathToFileURL(resolveModule(resolve, from, name)).href);
  const { markdown } = await load("alex");
  const { unified } = await load("unified");
  const { default: english } = await load("retext-english");
  const { default: equality } = await load("retext-equality");
  const processor = unified().use(english).use(equality);
  return [
    ["alex", ({ source }) => markdown(source).messages.length],
    [
      "retext-equality",
      ({ prose }) => {
        const file = { value: prose, messages: [], message: () => ({}) };
        const tree = processor.parse(prose);
        let count = 0;
        processor.runSync(tree, { ...file, message: () => ((count += 1), {}) });
        return count;
      },
    ],
  ];
}

/** These packages are modules only: `require.resolve` finds no main file, the folder is known. */
function resolveModule(resolve: (name: string) => string, from: string, name: string): string {
  try {
    return resolve(name);
  } catch {
    return join(from, "node_modules", name, "index.js");
  }
}
