/**
 * Builds the package: one bundle of src, rules and what they load at every start; beside it the rules' data
 * as JSON, the pages that comments link to, and the licences of what is bundled.
 * `node scripts/build.ts [FOLDER]`; without a folder it goes to dist/.
 */
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown, type RolldownOutput } from "rolldown";

import { schemaOf } from "../rules/schema.ts";
import { readRuleFiles } from "../src/config/rule-files.ts";
import { readDataFile } from "../src/lint/data-file.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = resolve(process.argv[2] ?? join(root, "dist"));

/** Loaded at every start; everything else stays a dependency, which npm installs and audits. */
const bundled = ["commander", "diff", "fastest-levenshtein", "yaml", "zod"];

rmSync(dist, { recursive: true, force: true });
const output = await bundle();
copyData();
writeTypes();
writeLicences(output);
console.log(`Built ${dist}`);

async function bundle(): Promise<RolldownOutput> {
  const build = await rolldown({
    cwd: root,
    input: {
      "handbook-bot": "src/cli/launch.ts",
      "reviewer-process": "src/cli/reviewer-process.ts",
      "page-thread": "src/cli/threads/page-thread.ts",
      library: "src/cli/library/library.ts",
    },
    platform: "node",
    external: (id) => !/^[./]/.test(id) && !bundled.some((name) => isOf(id, name)),
  });
  return build.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
}

function isOf(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}/`);
}

function copyData(): void {
  const files = readRuleFiles().map((file) => ({
    path: file.path,
    text: "",
    checked: readDataFile<unknown>(file, schemaOf(file)),
  }));
  writeFileSync(join(dist, "rules.json"), JSON.stringify(files));
  for (const page of [
    "index.md",
    "precision.md",
    "rules.json",
    "rules.md",
    "rules",
    "guide",
    "schema",
  ]) {
    cpSync(join(root, "docs", page), join(dist, "docs", page), { recursive: true });
  }
  // By this file the program knows its folder and its version.
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { name, version, type } = manifest as Record<string, string>;
  writeFileSync(join(dist, "package.json"), JSON.stringify({ name, version, type }));
}

/** The types of the library are a file of their own, without imports; its functions are declared from them. */
function writeTypes(): void {
  const types = readFileSync(join(root, "src/cli/library/types.ts"), "utf8");
  const functions = `
/**
 * Lints the pages of a handbook.
 * @throws Error when the configuration has errors or a page is named that is not there
 */
export declare function lint(input: LintInput): Promise<Report>;

/**
 * Reviews a change: what it brings into the handbook, as the bot and the gate see it.
 * @throws Error when the configuration has errors
 */
export declare function review(input: ReviewInput): Promise<ReviewReport>;
`;
  writeFileSync(join(dist, "library.d.ts"), types + functions);
}

function writeLicences({ output }: RolldownOutput): void {
  const modules = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
  const packages = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as { readonly name: string; readonly version: string; readonly license: string };
    const [file] = globSync("{LICENSE,LICENCE,License}*", { cwd: folder });
    if (file === undefined || !existsSync(join(folder, file))) {
      throw new Error(`${name} is bundled but has no licence file.`);
    }
    const text = readFileSync(join(folder, file), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}
