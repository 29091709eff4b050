import { expect, test } from "vitest";
import { openRules } from "../../src/cli/open-rules.ts";

test("a configuration is plain data, so that its text names it where something is kept between runs", () => {
  const config = openRules({ today: "2026-11-29" }).parseConfig(
    ".handbook-bot.yml",
    `
pages:
  - { type: policy, paths: ["policies/**"], frontMatter: { kind: policy } }
languages:
  - { language: fr, paths: ["fr/**"] }
overrides:
  - { paths: ["legal/**"], rules: { inclusive: off } }
exceptions:
  - { rules: [prose/no-idiom], paths: ["history/**"], reason: Quotations of the founders. }
terms:
  - { avoid: staffer(s), write: colleague(s) }
`,
  );
  expect(JSON.parse(JSON.stringify(config))).toEqual(config);
});
