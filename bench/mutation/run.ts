/**
 * Mutation testing of the core: `node bench/mutation/run.ts [--sample 500] [--seed N] [--again FILE] [PATTERN…]`.
 * Stryker changes a random sample of expressions one at a time, and the tests have to notice. The patterns say which
 * files are changed. Survivors are printed and written to coverage/mutation; `--again` runs those of such a file again.
 * Needs `npm ci --prefix bench/mutation` once.
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Mutant, type Sample, rankOf } from "./sample.ts";

/** What the score is about. Sites and generators read other programs' configuration: their tests are real builds. */
const MUTATED = [
  "src/{change,review,lint}/**/*.ts",
  "src/handbook/{links,passages}/**/*.ts",
  "src/gitlab/{apply,publish,retry}.ts",
];

interface Report {
  readonly files: Readonly<Record<string, { source: string; mutants: readonly ReportedMutant[] }>>;
}

interface ReportedMutant extends Omit<Mutant, "fileName"> {
  readonly status: string;
  readonly statusReason?: string;
}

interface Outcome extends Mutant {
  readonly status: string;
  readonly original: string;
}

const project = resolve(import.meta.dirname, "../..");
const output = join(project, "coverage/mutation");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "500" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    again: { type: "string" },
  },
});
main({
  seed: values.seed,
  size: Number(values.sample),
  ...(values.again === undefined ? {} : { again: resolve(values.again) }),
});

function main(sample: Sample): void {
  const stryker = join(import.meta.dirname, "node_modules/@stryker-mutator/core/bin/stryker.js");
  if (!existsSync(stryker)) {
    throw new Error("Stryker is not installed. Run: npm ci --prefix bench/mutation");
  }
  if (!Number.isInteger(sample.size) || sample.size < 1) {
    throw new Error("--sample needs a number of mutants, such as 500.");
  }
  console.log(`seed ${sample.seed}`);
  const report = runStryker(stryker, sample);
  const outcomes = readOutcomes(report, sample);
  printScore(outcomes);
  const survivors = outcomes.filter((outcome) => !isKilled(outcome));
  for (const survivor of survivors) print(survivor);
  const file = join(output, `survivors-${sample.seed}.json`);
  writeFileSync(file, JSON.stringify(survivors, null, 2));
  console.log(`Survivors again: node bench/mutation/run.ts --again ${file}`);
}

function runStryker(stryker: string, sample: Sample): Report {
  mkdirSync(output, { recursive: true });
  const config = join(output, "stryker.json");
  const reportFile = join(output, `report-${sample.seed}.json`);
  writeFileSync(config, JSON.stringify(configure(reportFile), null, 2));
  const { status } = spawnSync(process.execPath, [stryker, "run", config], {
    cwd: project,
    env: { ...process.env, MUTATION_SAMPLE: JSON.stringify(sample) },
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("Stryker failed; its last lines say why.");
  return JSON.parse(readFileSync(reportFile, "utf8")) as Report;
}

/** See https://stryker-mutator.io/docs/stryker-js/configuration (10.1). */
function configure(fileName: string): Record<string, unknown> {
  return {
    mutate: positionals.length > 0 ? positionals : MUTATED,
    plugins: [
      join(import.meta.dirname, "node_modules/@stryker-mutator/vitest-runner/dist/src/index.js"),
      join(import.meta.dirname, "stryker-plugin.ts"),
    ],
    checkers: ["sample"],
    testRunner: "vitest",
    // It keeps which of thousands of tests run which of thousands of mutants.
    testRunnerNodeArgs: ["--max-old-space-size=8000"],
    vitest: { configFile: "bench/mutation/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    // Tables that are made when a module loads would need a new process for each mutant.
    ignoreStatic: true,
    symlinkNodeModules: true,
    ignorePatterns: ["coverage", "dist"],
    tempDirName: "coverage/mutation/sandbox",
    concurrency: 1,
    // Endless loops are seen by counting; the clock must not end tests of a busy machine, which would count as killed.
    timeoutMS: 30_000,
    timeoutFactor: 5,
    dryRunTimeoutMinutes: 60,
    // Stryker would rewrite the file with TypeScript's own API, which TypeScript 7 no longer has.
    tsconfigFile: "no-tsconfig.json",
    disableTypeChecks: false,
    reporters: ["json", "survivors"],
    jsonReporter: { fileName },
  };
}

/** The mutants of the sample that ran, or that no test reaches: both are part of the score. */
function readOutcomes(report: Report, { seed, size, again }: Sample): readonly Outcome[] {
  const outcomes = Object.entries(report.files).flatMap(([fileName, { source, mutants }]) =>
    mutants
      .filter(({ status }) => !["CompileError", "Ignored"].includes(status))
      .filter(({ status }) => again === undefined || status !== "NoCoverage")
      .map((mutant) => normalize(fileName, source, mutant)),
  );
  return outcomes
    .toSorted((a, b) => rankOf(a, seed) - rankOf(b, seed))
    .slice(0, again === undefined ? size : undefined);
}

/** The report counts lines and columns from 1. */
function normalize(fileName: string, source: string, mutant: ReportedMutant): Outcome {
  const { start, end } = mutant.location;
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines.push((lines.pop() ?? "").slice(0, end.column - 1));
  return {
    ...mutant,
    fileName,
    location: {
      start: { line: start.line - 1, column: start.column - 1 },
      end: { line: end.line - 1, column: end.column - 1 },
    },
    original: lines.join("\n").slice(start.column - 1),
  };
}

function isKilled({ status }: Outcome): boolean {
  return status === "Killed" || status === "Timeout";
}

function printScore(outcomes: readonly Outcome[]): void {
  const killed = outcomes.filter(isKilled).length;
  const percent = ((100 * killed) / Math.max(1, outcomes.length)).toFixed(1);
  console.log(`${killed} of ${outcomes.length} mutants killed: ${percent} %`);
  for (const [folder, some] of Object.entries(Object.groupBy(outcomes, folderOf))) {
    const dead = some?.filter(isKilled).length ?? 0;
    console.log(`  ${folder}: ${dead} of ${some?.length ?? 0}`);
  }
}

function folderOf({ fileName }: Outcome): string {
  return fileName.slice(0, fileName.lastIndexOf("/"));
}

function print({ fileName, location, mutatorName, status, original, replacement }: Outcome): void {
  console.log(`\n${fileName}:${location.start.line + 1} ${mutatorName}, ${status}`);
  console.log(`- ${original.replaceAll("\n", "\n  ")}`);
  console.log(`+ ${replacement.replaceAll("\n", "\n  ")}`);
}
