/**
 * Indexes several copies of a handbook whose words are shuffled, copy by copy, and prints time and memory a
 * page: `node --expose-gc bench/handbook-growth.ts FOLDER [COPIES]`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createHandbook } from "../src/handbook/create-handbook.ts";
import { parsePage } from "../src/page/parse-page.ts";
import type { Page } from "../src/page/page.ts";

const [folder = ".", copies = "10"] = process.argv.slice(2);
main(folder, Number(copies));

function main(from: string, count: number): void {
  const paths = readdirSync(from, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.md(?:\.erb)?$/.test(path))
    .sort();
  let parsing = 0;
  function* pages(): Generator<Page> {
    for (let copy = 0; copy < count; copy += 1) {
      for (const path of paths) {
        const text = shuffled(readFileSync(join(from, path), "utf8"), copy);
        const start = performance.now();
        const page = parsePage(`copy-${copy}/${path}`, text);
        parsing += performance.now() - start;
        yield page;
      }
    }
  }
  const cpu = process.cpuUsage();
  const handbook = createHandbook(pages(), { layout: "relative" });
  const { user, system } = process.cpuUsage(cpu);
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const each = (value: number): string => (value / handbook.size).toFixed(2);
  console.log(
    `growth ×${count}: ${handbook.size} pages, ${each((user + system) / 1000)} ms CPU and ` +
      `${each((heapUsed + arrayBuffers) / 1000)} kB a page; ${(parsing / 1000).toFixed(1)} s of it parsing`,
  );
}

/** Every long line has its words in another order: the same words and sizes, other passages. */
function shuffled(text: string, seed: number): string {
  if (seed === 0) return text;
  let state = seed * 2_654_435_761;
  const next = (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
  return text
    .split("\n")
    .map((line) => {
      if (line.length < 80 || /^[|#`<]/.test(line)) return line;
      const [indent = ""] = /^\s*(?:[-*>] |\d+\. )?/.exec(line) ?? [];
      const words = line.slice(indent.length).split(" ");
      for (let at = words.length - 1; at > 0; at -= 1) {
        const other = next(at + 1);
        [words[at], words[other]] = [words[other] ?? "", words[at] ?? ""];
      }
      return indent + words.join(" ");
    })
    .join("\n");
}
