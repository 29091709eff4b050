/**
 * Times handbook-bot beside the tools it replaces and others of its kind: the same files, one after the other in
 * each round, so that all rounds see the same machine.
 *
 *     npm run bench -- DIR [--rounds N] [--only NAME,…] [--once NAME,…] [--vale FILE] [--json FILE] [--page FILE]
 *         [--compare FILE]
 *
 * Needs GNU time, and the peers: `npm install --prefix bench/peers`. `--json` writes what was measured, `--page` puts it
 * into a page between the marks of `bench/speed/page.ts` (docs/performance.md), `--compare` shows it beside a file
 * that another commit wrote. `--only` leaves out other peers; ours always run. Peers that
 * take a quarter of an hour need be run in the first round only: `--once textlint,cspell`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, globSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { makeChange } from "./speed/change.ts";
import { type Command, measure, type Run } from "./speed/measure.ts";
import { type Measured, renderPage, renderTable } from "./speed/page.ts";
import { ownTools, peerTools } from "./speed/tools.ts";
import { timeWarmPage } from "./speed/warm-page.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    once: { type: "string" },
    vale: { type: "string" },
    json: { type: "string" },
    page: { type: "string" },
    compare: { type: "string" },
  },
});
const [given] = positionals;
if (given === undefined) {
  console.error("Usage: npm run bench -- DIR [--rounds N] [--only NAME,…] [--vale FILE]");
  process.exit(2);
}
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(given);
const scratch = mkdtempSync(join(tmpdir(), "handbook-bot-bench-"));
try {
  execFileSync(process.execPath, [join(project, "scripts/build.ts")], { stdio: "ignore" });
  const measured = await measureAll();
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(measured, null, 1)}\n`);
  if (values.page !== undefined) {
    writeFileSync(values.page, renderPage(readFileSync(values.page, "utf8"), measured));
  }
  const earlier = values.compare && (JSON.parse(readFileSync(values.compare, "utf8")) as Measured);
  console.log(renderTable(measured, earlier || undefined));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measureAll(): Promise<Measured> {
  const places = { project, folder, scratch, vale: values.vale && resolve(values.vale) };
  const only = values.only?.split(",");
  const once = values.once?.split(",") ?? [];
  const peers = peerTools({ ...places, vale: places.vale || undefined });
  const tools = [
    ...ownTools({ ...places, vale: undefined }),
    ...startUp(),
    ...gate(55),
    ...peers.filter(({ name }) => only === undefined || only.includes(name)),
  ];
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { name, command } of tools) {
      if (round > 0 && once.includes(name)) continue;
      // What is kept between runs is written by one that is not counted.
      if (round === 0 && /nothing changed|cached|index/.test(name)) measure(command, scratch);
      (runs[name] ??= []).push(measure(command, scratch));
      console.error(`${round + 1}/${values.rounds} ${name} ${runs[name].at(-1)?.wall} s`);
    }
  }
  const files = globSync("**/*.{md,md.erb}", { cwd: folder });
  return {
    commit: spawnSync("git", ["rev-parse", "--short", "HEAD"], {
      cwd: project,
      encoding: "utf8",
    }).stdout.trim(),
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    pages: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    runs,
    warm: await timeWarmPage(project, join(folder, pageOf10kB())),
  };
}

function pageOf10kB(): string {
  const away = (file: string): number => Math.abs(statSync(join(folder, file)).size - 10_240);
  const [nearest = ""] = globSync("**/*.md", { cwd: folder }).sort((a, b) => away(a) - away(b));
  return nearest;
}

/** A command on one page in a folder of its own, beside a Node.js that does nothing. */
function startUp(): readonly { readonly name: string; readonly command: Command }[] {
  const alone = join(scratch, "alone");
  execFileSync("mkdir", ["-p", alone]);
  writeFileSync(join(alone, "page.md"), readFileSync(join(folder, pageOf10kB())));
  const program = join(project, "dist/handbook-bot.js");
  const env = { HANDBOOK_BOT_CACHE_DIR: "off" };
  return [
    {
      name: "one page",
      command: { argv: [process.execPath, program, "lint", "--root", alone], env },
    },
    { name: "node -e 0", command: { argv: [process.execPath, "-e", "0"] } },
  ];
}

/** The gate on a branch that changes some pages, with the index of the target branch kept from an earlier run. */
function gate(pages: number): readonly { readonly name: string; readonly command: Command }[] {
  const cwd = makeChange(folder, scratch, pages);
  const argv = [process.execPath, join(project, "dist/handbook-bot.js"), "gate", "--base", "main"];
  const env = { HANDBOOK_BOT_CACHE_DIR: join(scratch, "gate-cache") };
  return [{ name: `gate of ${pages} pages (index kept)`, command: { argv, cwd, env } }];
}
