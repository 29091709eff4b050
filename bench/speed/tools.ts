import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Command } from "./measure.ts";
import { writeValeStyles } from "./vale-styles.ts";

/** A tool that is run over a whole handbook. */
export interface Tool {
  readonly name: string;
  readonly command: Command;
}

/** Where things are. */
export interface Places {
  readonly project: string;
  /** The handbook. */
  readonly folder: string;
  /** A folder for configurations, caches and reports. */
  readonly scratch: string;
  /** The binary of Vale; undefined where there is none. */
  readonly vale: string | undefined;
}

const pages = ["**/*.md", "**/*.md.erb"];

/** Our own commands over a whole handbook. */
export function ownTools({ project, folder, scratch }: Places): readonly Tool[] {
  const program = [process.execPath, join(project, "dist/handbook-bot.js")];
  const report = ["--format", "json", "--fail-on", "never", "--output", join(scratch, "own.json")];
  const lint = [...program, "lint", "--root", folder, ...report];
  const cache = join(scratch, "own-cache");
  mkdirSync(cache, { recursive: true });
  return [
    { name: "handbook-bot", command: { argv: lint, env: { HANDBOOK_BOT_CACHE_DIR: "off" } } },
    {
      name: "handbook-bot (nothing changed)",
      command: { argv: lint, env: { HANDBOOK_BOT_CACHE_DIR: cache } },
    },
    {
      name: "handbook-bot duplicates",
      command: {
        argv: [...program, "duplicates", folder, "--format", "json"],
        env: { HANDBOOK_BOT_CACHE_DIR: "off" },
      },
    },
  ];
}

/** The peers that are installed, with their defaults. */
export function peerTools({ project, folder, scratch, vale }: Places): readonly Tool[] {
  const bin = (name: string): string => join(project, "bench/peers/node_modules/.bin", name);
  if (!existsSync(bin("alex"))) throw new Error("Run `npm install --prefix bench/peers` first.");
  const markdownlint = join(scratch, "peer.markdownlint-cli2.jsonc");
  writeFileSync(markdownlint, JSON.stringify({ outputFormatters: [], noProgress: true }));
  const textlint = join(scratch, "textlintrc.json");
  writeFileSync(textlint, JSON.stringify({ rules: { "write-good": true, alex: true } }));
  const cspell = join(scratch, "cspell.json");
  writeFileSync(cspell, JSON.stringify({ version: "0.2", language: "en" }));
  const cache = join(scratch, "rumdl-cache");
  const run = (name: string, ...argv: readonly string[]): Tool => ({
    name,
    command: { argv, cwd: folder },
  });
  // It says 2 where one page is no UTF-8, and reads all others.
  const rumdl = (name: string, ...argv: readonly string[]): Tool => ({
    name,
    command: { argv: [bin("rumdl"), "check", ...argv, "--silent", "."], cwd: folder, doneCode: 2 },
  });
  // Some tools know no globs.
  const each = (name: string, command: string): Tool =>
    run(
      name,
      "bash",
      "-c",
      `find . -name '*.md' -o -name '*.md.erb' | sort | tr '\\n' '\\0' | xargs -0 -n 5000 ${command}`,
    );
  return [
    run("markdownlint-cli2", bin("markdownlint-cli2"), "--config", markdownlint, ...pages),
    each("alex", `'${bin("alex")}' -q`),
    each("write-good", `'${bin("write-good")}'`),
    run("jscpd", bin("jscpd"), "--silent", "--format", "markdown", "--min-lines", "1", "."),
    rumdl("rumdl", "--no-cache"),
    rumdl("rumdl (cached)", "--cache-dir", cache),
    ...(vale === undefined
      ? []
      : [
          run(
            "Vale",
            vale,
            "--config",
            writeValeStyles(scratch),
            "--output",
            "JSON",
            "--no-exit",
            ".",
          ),
        ]),
    run("cspell", bin("cspell"), "--config", cspell, "--no-progress", "--no-summary", ...pages),
    run("textlint", bin("textlint"), "--config", textlint, "--no-color", ...pages),
  ];
}
