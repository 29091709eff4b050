import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The files of the demo's own handbook by path. */
export function readHandbookFiles(): Record<string, string> {
  const root = fileURLToPath(new URL("handbook", import.meta.url));
  const paths = globSync(["**/*.{md,yml}", ".handbook-bot.yml"], { cwd: root });
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(`${root}/${path}`, "utf8")]),
  );
}
