/**
 * Builds the documentation as a site: `npm ci --prefix site && npm run build --prefix site`. The pages come from
 * `docs` and a few files beside it; the site is in `site/dist`. On GitLab Pages its address is taken from
 * CI_PAGES_URL, elsewhere from SITE_BASE (`/handbook-bot/`), or it is at the root.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "vitepress";

import { projectFolder, sitePages } from "./site-pages.ts";

const folder = import.meta.dirname;
const { pages, files, broken } = sitePages();
if (broken.length > 0) {
  console.error(`Links to files that do not exist:\n${broken.join("\n")}`);
  process.exit(1);
}
const made = join(folder, "pages");
rmSync(made, { recursive: true, force: true });
for (const [path, text] of pages) write(path, text);
for (const file of files) {
  const copy = join(made, "public", file);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(join(projectFolder, file), copy);
}
cpSync(join(projectFolder, "docs/images"), join(made, "images"), { recursive: true });
await build(folder);

function write(path: string, text: string): void {
  const file = join(made, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
