import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { stamp, versionedFiles } from "../../scripts/versions.ts";

const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));

/** What people copy from. */
const shown = globSync([
  "README.md",
  "Dockerfile",
  "compose.yml",
  "docs/guide/*.md",
  "templates/*",
  "deploy/**/*.*",
]);

describe("the version of this program", () => {
  test.each(versionedFiles)("is the one of package.json in %s", (path) => {
    const text = readFileSync(path, "utf8");
    expect(stamp(text, version)).toBe(text);
    expect(text).toContain(version);
  });

  test("is named nowhere else, where a release would leave it behind", () => {
    const others = shown.filter((path) => !versionedFiles.includes(path));
    const naming = others.filter((path) => {
      const text = readFileSync(path, "utf8");
      return text.includes(version) || stamp(text, "0.0.0-other") !== text;
    });
    expect(naming).toEqual([]);
  });

  test("changes where it is named, and leaves other versions alone", () => {
    expect(stamp("npx handbook-bot@1.2.3, node:24.1.0, hr/handbook-bot/gate@v1.2.3", "2.0.0")).toBe(
      "npx handbook-bot@2.0.0, node:24.1.0, hr/handbook-bot/gate@v2.0.0",
    );
  });
});
