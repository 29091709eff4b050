/**
 * Builds the package: compiled JavaScript of src and rules, with the rules' data files beside it.
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
cpSync(join(root, "package.json"), join(dist, "package.json"));
console.log(`Built ${dist}`);
