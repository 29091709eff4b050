/**
 * Makes the test data about site generators anew: builds a small handbook with the real generator and writes down
 * where its pages and links lead. `node bench/generators.ts NAME...` needs the program of each generator: hugo,
 * mkdocs, sphinx-build, jekyll and mdbook on the path, and in the folder HANDBOOK_BOT_GENERATORS, if set, the
 * packages @docusaurus/core, vitepress, @11ty/eleventy and honkit.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generators } from "./generators/generators.ts";
import { readSite } from "./generators/read-site.ts";
import { smallHandbook } from "./generators/small-handbook.ts";

const packages = process.env["HANDBOOK_BOT_GENERATORS"];
const target = join(import.meta.dirname, "../test/handbook/links/generators");

for (const name of process.argv.slice(2)) {
  const generator = generators[name];
  if (generator === undefined) throw new Error(`There is no generator ${name}`);
  const files = smallHandbook(generator.shape);
  // Within the folder of the packages, where programs of Node find them.
  const folder = mkdtempSync(join(packages ?? tmpdir(), `handbook-${name}-`));
  for (const [path, text] of Object.entries({ ...files, ...generator.unseen })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const [program, ...args] = generator.build;
  const run = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CI: "true", NO_UPDATE_NOTIFIER: "1" },
  });
  if (run.status !== 0)
    throw new Error(
      `${name}: ${run.error?.message ?? run.stdout.slice(-3000) + run.stderr.slice(-3000)}`,
    );
  const site = readSite(files, join(folder, generator.output), generator.base);
  mkdirSync(target, { recursive: true });
  const made = {
    made: `node bench/generators.ts ${name}`,
    version: generator.version,
    files,
    ...site,
  };
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(made, null, 1)}\n`);
  const missing = Object.keys(files).filter(
    (path) => /\.mdx?$/.test(path) && !(path in site.addresses),
  );
  console.log(
    `${name}: ${Object.keys(site.addresses).length} pages, ${site.links.length} links; not built: ${missing.join(" ") || "none"}`,
  );
  rmSync(folder, { recursive: true });
}
