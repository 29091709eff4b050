/**
 * Builds the package: compiled JavaScript of src and rules, beside it the rules' data files and the pages
 * that comments link to.
 * `node scripts/build.ts [FOLDER]`; without a folder it goes to dist/.
 */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = resolve(process.argv[2] ?? join(root, "dist"));
rmSync(dist, { recursive: true, force: true });
execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json", "--outDir", dist], {
  cwd: root,
  stdio: "inherit",
});
cpSync(join(root, "rules"), join(dist, "rules"), {
  recursive: true,
  filter: (path) => !path.endsWith(".ts"),
});
for (const page of ["rules.md", "rules", "guide"]) {
  cpSync(join(root, "docs", page), join(dist, "docs", page), { recursive: true });
}
cpSync(join(root, "package.json"), join(dist, "package.json"));
console.log(`Built ${dist}`);
