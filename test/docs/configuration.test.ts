import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { metas } from "../rules/built-in.ts";

describe("the configurations in the documentation", () => {
  test.each(["README.md", "docs/guide/configuration.md"])("of %s are in order", (path) => {
    const text = readFileSync(path, "utf8");
    const examples = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = ""]) => yaml);
    expect(examples.length).toBeGreaterThan(0);
    for (const yaml of examples) {
      expect(() =>
        parseHandbookConfig(path, yaml, metas, () => ({ kind: "text", text: "" })),
      ).not.toThrow();
    }
  });
});
