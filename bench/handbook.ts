/**
 * How fast, how large and how right the index of a handbook is: `node --expose-gc bench/handbook.ts FOLDER
 * [--sample N] [--growth 10,30] [--jscpd]`. The nearCopies that the index gives for a sample of passages are held
 * against all passages compared one by one, as plain strings. `--growth` indexes as many copies of the
 * handbook, their words shuffled, each in a process of its own; `--jscpd` runs jscpd over the same files.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { createHandbook, restoreHandbook, storeHandbook } from "../src/handbook/create-handbook.ts";
import type { Handbook } from "../src/handbook/handbook.ts";
import { parsePage } from "../src/page/parse-page.ts";
import type { Page } from "../src/page/page.ts";
import { compareWithBruteForce } from "./handbook/recall.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "2000" },
    growth: { type: "string" },
    jscpd: { type: "boolean", default: false },
  },
});
main(positionals[0], Number(values.sample));

function main(folder: string | undefined, sample: number): void {
  if (folder === undefined) throw new Error("Name the folder of a handbook");
  const texts = readTexts(folder);
  const handbook = measureBuilding(texts);
  measureCache(handbook);
  measureQuestions(handbook, texts);
  measureChanges(handbook, texts);
  if (sample > 0) {
    const time = timed(() => compareWithBruteForce(handbook, texts, sample));
    console.log(`brute      ${ms(time)} for that pass, strings read included`);
  }
  for (const copies of values.growth?.split(",") ?? []) {
    const program = join(import.meta.dirname, "handbook-growth.ts");
    const args = ["--expose-gc", "--max-old-space-size=16000", program, folder, copies];
    spawnSync(process.execPath, args, { stdio: "inherit" });
  }
  if (values.jscpd) measureJscpd(folder);
}

/** The whole run of the best-known finder of copies, as a person would start it. */
function measureJscpd(folder: string): void {
  const args = ["--yes", "jscpd@4.3.0", folder, "--format", "markdown", "--silent", "--gitignore"];
  const time = timed(() => spawnSync("npx", args, { stdio: "inherit" }));
  console.log(`jscpd 4    ${ms(time)} for its whole run`);
}

/** What a restart costs: the index as bytes in memory, without the disk. */
function measureCache(handbook: Handbook): void {
  let stored: ReturnType<typeof storeHandbook> | undefined;
  const writing = timed(() => (stored = storeHandbook(handbook)));
  if (stored === undefined) throw new Error("The handbook cannot be stored");
  const path = join(mkdtempSync(join(tmpdir(), "handbook-bench-")), "index");
  const numbers = Buffer.concat(stored.numbers);
  writeFileSync(path, numbers);
  const { texts } = stored;
  const size = (numbers.length + texts.length) / 1e6;
  const times = Array.from({ length: 5 }, () =>
    timed(() => {
      const bytes = new Uint8Array(readFileSync(path));
      createHash("sha1").update(bytes).update(texts).digest("hex");
      const restored = restoreHandbook([{ numbers: new Uint8Array(bytes), texts }], {});
      if (restored?.size !== handbook.size) throw new Error("What was restored is another");
    }),
  );
  rmSync(dirname(path), { recursive: true });
  console.log(`cache      ${size.toFixed(1)} MB; written in ${ms(writing)}`);
  console.log(`warm start ${spread(times)} to read, check and restore`);
}

type Texts = ReadonlyMap<string, string>;

function readTexts(folder: string): Texts {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.md(?:\.erb)?$/.test(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function measureBuilding(texts: Texts): Handbook {
  let parsing = 0;
  function* pages(): Generator<Page> {
    for (const [path, text] of texts) {
      const start = performance.now();
      const page = parsePage(path, text);
      parsing += performance.now() - start;
      yield page;
    }
  }
  globalThis.gc?.();
  const before = process.memoryUsage();
  const start = performance.now();
  const handbook = createHandbook(pages());
  const all = performance.now() - start;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const characters = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  const held = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
  console.log(`pages      ${handbook.size}, ${(characters / 1e6).toFixed(1)} M characters`);
  console.log(
    `cold       ${ms(all)}: ${ms(all - parsing)} of building beside ${ms(parsing)} of parsing`,
  );
  console.log(`memory     ${(held / 1e6).toFixed(1)} MB held (needs --expose-gc to be exact)`);
  return handbook;
}

function measureQuestions(handbook: Handbook, texts: Texts): void {
  const nearCopies: number[] = [];
  const links: number[] = [];
  for (const [path, text] of texts) {
    const page = parsePage(path, text);
    nearCopies.push(
      timed(() => [...handbook.nearCopies(page, { minWords: 30, minSimilarity: 0.8 })]),
    );
    links.push(timed(() => page.links.map(({ target }) => handbook.resolve(path, target))));
  }
  const [first = ""] = handbook.paths();
  console.log(`incoming   ${ms(timed(() => handbook.incoming(first)))} for the first question`);
  console.log(`nearCopies      ${spread(nearCopies)} a page`);
  console.log(`resolve    ${spread(links)} a page`);
}

function measureChanges(handbook: Handbook, texts: Texts): void {
  const times: number[] = [];
  for (const [path, text] of [...texts].slice(0, 300)) {
    const page = parsePage(path, text);
    times.push(timed(() => handbook.overlay(new Map([[path, page]]))));
  }
  console.log(`overlay    ${spread(times)} for one page`);
  const limits = { minWords: 30, minSimilarity: 0.8 };
  const whole: number[] = [];
  const pushes: number[] = [];
  const entries = [...texts];
  for (let from = 0; from + 20 <= Math.min(entries.length, 1_200); from += 20) {
    const changed = entries.slice(from, from + 20);
    for (const [path, text] of changed.slice(0, 5)) {
      whole.push(
        timed(() => {
          const page = parsePage(path, text);
          return [...handbook.overlay(new Map([[path, page]])).nearCopies(page, limits)];
        }),
      );
    }
    pushes.push(
      timed(() => {
        const pages = changed.map(([path, text]) => parsePage(path, text));
        const after = handbook.overlay(new Map(pages.map((page) => [page.path, page])));
        for (const page of pages) [...after.nearCopies(page, limits)].forEach(() => undefined);
      }),
    );
  }
  console.log(`page       ${spread(whole)} to parse, index and ask`);
  console.log(`push of 20 ${spread(pushes)} to parse, index and ask`);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  const total = sorted.reduce((sum, time) => sum + time, 0);
  return `p50 ${ms(at(0.5))}, p99 ${ms(at(0.99))}, max ${ms(at(1))}, all ${ms(total)}`;
}

function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}
