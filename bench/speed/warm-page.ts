import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { openFiles } from "../../src/cli/open-handbook.ts";
import { openRules } from "../../src/cli/open-rules.ts";
import { configFileName } from "../../src/config/handbook-config.ts";

/** Milliseconds that one page takes in a process that has done it before. */
export interface WarmTimes {
  readonly own: readonly number[];
  /** markdownlint, alex and write-good, one after the other. */
  readonly peers: readonly number[];
}

/** Rounds until engines have compiled what they run. */
const warmUp = 50;
const rounds = 300;

/** Times one page in this process, ours and the peers in turn. */
export async function timeWarmPage(project: string, file: string): Promise<WarmTimes> {
  const text = readFileSync(file, "utf8");
  const own = await ownCheck(text);
  const peers = await peerCheck(project, text);
  const times = { own: [] as number[], peers: [] as number[] };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [name, check] of [["own", own] as const, ["peers", peers] as const]) {
      const start = performance.now();
      check();
      const time = performance.now() - start;
      if (round >= warmUp) times[name].push(time);
      // Here the parsers' buffers are set free.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }
  return times;
}

async function ownCheck(text: string): Promise<() => void> {
  const rules = openRules({ today: new Date().toISOString().slice(0, 10) });
  const read = (): Uint8Array => new TextEncoder().encode(text);
  const config = rules.parseConfig(configFileName, "");
  const { linter, readAll } = await openFiles(
    { root: "", files: ["page.md"], read },
    rules,
    config,
  ).loadRules({ slow: false });
  const { handbook } = await readAll();
  return () => {
    const result = linter.lintPage(linter.parse("page.md", text), handbook);
    result.prove(result.findings);
  };
}

async function peerCheck(project: string, text: string): Promise<() => void> {
  const { lint } = await import("markdownlint/sync");
  const { default: writeGood } = await import("write-good");
  // Not among the packages of the project.
  const file = join(project, "bench/peers/node_modules/alex/index.js");
  const alex: { markdown: (text: string) => unknown } = await import(pathToFileURL(file).href);
  return () => {
    lint({ strings: { page: text } });
    alex.markdown(text);
    writeGood(text);
  };
}
