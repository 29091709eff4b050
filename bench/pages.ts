/**
 * How fast the pages of a handbook are parsed: `node --expose-gc bench/pages.ts FOLDER [PASSES]`. Prints each
 * pass over all pages, the slowest pages of the last one, and what the parsed pages take when all are held.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { parsePage } from "../src/page/parse-page.ts";
import type { Page } from "../src/page/page.ts";

await main(process.argv[2], Number(process.argv[3] ?? 6));

async function main(folder: string | undefined, passes: number): Promise<void> {
  if (folder === undefined) throw new Error("Name the folder of a handbook");
  const files = readFiles(folder);
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  console.log(`${files.length} pages, ${(bytes / 1e6).toFixed(1)} MB`);
  let times: readonly Timed[] = [];
  for (let pass = 1; pass <= passes; pass += 1) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    times = await timeAll(files);
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - start;
    const rate = (bytes / 1000 / ms).toFixed(0);
    console.log(
      `pass ${pass}: ${ms.toFixed(0)} ms, ${rate} MB/s, CPU ${((user + system) / 1000).toFixed(0)} ms`,
    );
  }
  printPages(times);
  console.log(`peak RSS ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  printMemory(files);
}

interface File {
  readonly path: string;
  readonly content: Uint8Array;
}

interface Timed {
  readonly path: string;
  readonly ms: number;
}

function readFiles(folder: string): File[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.md(?:\.erb)?$/.test(path))
    .sort()
    .map((path) => ({
      path: path.replaceAll("\\", "/"),
      content: readFileSync(join(folder, path)),
    }));
}

/** Goes back to the event loop now and then, as everybody does who parses many pages. */
async function timeAll(files: readonly File[]): Promise<Timed[]> {
  const times: Timed[] = [];
  for (const [index, file] of files.entries()) {
    times.push(timed(file));
    if (index % 100 === 99) await setImmediate();
  }
  return times;
}

function timed({ path, content }: File): Timed {
  const start = performance.now();
  parsePage(path, content);
  return { path, ms: performance.now() - start };
}

function printPages(times: readonly Timed[]): void {
  const sorted = times.toSorted((a, b) => a.ms - b.ms);
  const at = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))]?.ms ?? 0).toFixed(2);
  console.log(`a page: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
  for (const { path, ms } of sorted.slice(-3).reverse())
    console.log(`  ${ms.toFixed(1)} ms ${path}`);
}

function printMemory(files: readonly File[]): void {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const pages: Page[] = files.map(({ path, content }) => parsePage(path, content));
  globalThis.gc?.();
  const held = process.memoryUsage().heapUsed - before;
  console.log(`${pages.length} pages held: ${(held / 1e6).toFixed(0)} MB`);
  pages.length = 0;
  globalThis.gc?.();
  const left = process.memoryUsage().heapUsed - before;
  console.log(`let go: ${(left / 1e6).toFixed(0)} MB left`);
}
