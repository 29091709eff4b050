import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFileOf, makeCacheFolder } from "./cache-file.ts";
import { compareText } from "../text/compare-text.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { pageLines } from "./page-lines.ts";
import type { LintResult } from "./report/report.ts";
import { writeWhole } from "./write-whole.ts";

/** What of a result can be written down. */
type KeptResult = Omit<LintResult, "rules" | "lines">;

/**
 * Lints a whole handbook, or gives the result of the last run where nothing has changed since: no file, no
 * setting, no option, not the day, and not the program.
 */
export async function lintUnlessKnown(
  opened: OpenHandbook,
  options: unknown,
  lint: () => Promise<LintResult>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<LintResult> {
  const file = cacheFileOf(opened.root, "run", env);
  const program = file && programDigest();
  if (file === undefined || program === undefined) return lint();
  const key = keyOf(opened, [program, options]);
  const known = readResult(file, key);
  if (known !== undefined) {
    return {
      ...known,
      rules: (await opened.loadRules({ slow: false })).linter.rules,
      lines: pageLines(opened),
    };
  }
  const { rules, lines, ...result } = await lint();
  // A fault may be gone the next time.
  if (result.faults.length === 0) writeResult(file, key, result);
  return { ...result, rules, lines };
}

/** Names everything that a result depends on. */
function keyOf(
  { root, config, files, isWanted, read }: OpenHandbook,
  rest: readonly unknown[],
): string {
  const hash = createHash("sha256").update(JSON.stringify([root, config, files, rest]));
  for (const path of files) {
    if (!isWanted(path)) continue;
    const bytes = read(path);
    hash.update(`${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}

/** Names the program by its files; undefined where it runs from its sources, which change while one works. */
function programDigest(): string | undefined {
  if (import.meta.filename.endsWith(".ts")) return undefined;
  const folder = dirname(import.meta.filename);
  const hash = createHash("sha256");
  for (const path of globSync("{*.js,rules.json}", { cwd: folder }).sort(compareText)) {
    hash.update(path).update(readFileSync(join(folder, path)));
  }
  return hash.digest("hex");
}

function readResult(file: string, key: string): KeptResult | undefined {
  try {
    const text = readFileSync(file, "utf8");
    if (!text.startsWith(`${key}\n`)) return undefined;
    const body = text.slice(key.length + 1);
    const digest = body.slice(0, 64);
    const json = body.slice(65);
    return createHash("sha256").update(json).digest("hex") === digest
      ? (JSON.parse(json) as KeptResult)
      : undefined;
  } catch {
    // There is none, or it is not one: the handbook is linted.
    return undefined;
  }
}

function writeResult(file: string, key: string, result: KeptResult): void {
  const json = JSON.stringify(result);
  const digest = createHash("sha256").update(json).digest("hex");
  try {
    makeCacheFolder(file);
    writeWhole(file, `${key}\n${digest}\n${json}`);
  } catch {
    // Whatever keeps it from being written costs the next run time, and nothing else.
  }
}
