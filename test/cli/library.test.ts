import { describe, expect, test } from "vitest";

import { lint, review } from "../../src/cli/library/library.ts";

const leave = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk the the manager.\n";
const files = {
  ".handbook-bot.yml": "rules: { inclusive: error }\n",
  "handbook/leave.md": leave,
  "handbook/pay.md": "---\ntitle: Pay\n---\n\n# Pay\n\nThe guys decide.\n",
};

describe("lint", () => {
  test("reports on all pages of a handbook in memory, by its configuration", async () => {
    const { pages, findings, verdict, faults } = await lint({ files });
    expect({ pages, faults, state: verdict.state }).toEqual({
      pages: 2,
      faults: [],
      state: "failed",
    });
    expect(findings).toMatchObject([
      {
        rule: "prose/no-repeated-word",
        path: "handbook/leave.md",
        start: { line: 7, column: 5 },
        suggestions: [{ safe: true }],
      },
      { rule: "inclusive/no-gendered-noun", severity: "error" },
    ]);
  });

  test("reports on chosen pages, by a configuration that is given", async () => {
    const { findings, verdict } = await lint({
      files,
      paths: ["handbook/pay.md"],
      config: "rules: { inclusive: info }\n",
      failOn: "info",
    });
    expect(findings).toMatchObject([{ path: "handbook/pay.md", severity: "info" }]);
    expect(verdict.state).toBe("failed");
  });

  test("refuses what it cannot use, in words", async () => {
    await expect(lint({ files, config: "ruls: {}" })).rejects.toThrow("the nearest is rules");
    await expect(lint({ files, paths: ["a.md"] })).rejects.toThrow(
      "a.md is no page of this handbook.",
    );
  });
});

describe("review", () => {
  test("reports what a change brings, by the configuration before it", async () => {
    const after = {
      ...files,
      ".handbook-bot.yml": "rules: { inclusive: off }\n",
      "handbook/leave.md": leave.replace("the the", "the").replace("manager", "chairman"),
    };
    const { findings, verdict, fixed, summary } = await review({ before: files, after });
    expect(findings).toMatchObject([
      { rule: "inclusive/no-gendered-noun", path: "handbook/leave.md", severity: "error" },
    ]);
    expect(verdict.state).toBe("failed");
    expect(fixed).toBe(1);
    expect(summary.join("\n")).toContain("`inclusive/no-gendered-noun`: 2 fewer");
  });

  test("follows a page that is renamed", async () => {
    const { "handbook/leave.md": text, ...others } = files;
    const { findings } = await review({
      before: files,
      after: { ...others, "handbook/time-off.md": text },
    });
    expect(findings).toEqual([]);
  });
});
