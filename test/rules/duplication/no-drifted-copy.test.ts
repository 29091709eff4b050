import { describe, expect, test } from "vitest";
import { noDriftedCopy } from "../../../rules/duplication/no-drifted-copy.ts";
import { checkChange } from "../handbook-rule.ts";

const rule =
  "Team members must ask their manager for leave at least 20 days before the first day of it.";
const leave = "content/handbook/leave.md";
const policy = "---\ncontrolled_document: true\n---\n\n";
const others = {
  "content/handbook/onboarding.md": `${policy}# Onboarding\n\n## Time off\n\n${rule}\n`,
};
const plain = { "content/handbook/onboarding.md": `# Onboarding\n\n## Time off\n\n${rule}\n` };
const on = (
  before: string | null,
  after: string | null,
  rest: Record<string, string> = others,
  options?: { readonly everywhere: boolean },
) =>
  checkChange(noDriftedCopy, {
    path: leave,
    before: before === null ? null : `# Leave\n\n${before}\n`,
    after: after === null ? null : `# Leave\n\n${after}\n`,
    others: rest,
    ...(options && { options }),
  });

describe("a change of a sentence that another page shares is reported:", () => {
  test.each([
    ["a number", "20 days", "25 days", "“25” “20”"],
    ["a number in words", "20 days", "thirty days", "“thirty” “20”"],
    ["a modal verb", "must", "should", "“should” “must”"],
    ["a role", "manager", "director", "“director” “manager”"],
    ["a period", "20 days", "20 weeks", "“weeks” “days”"],
  ])("%s", (_, from, to, words) => {
    const [here, there] = words.split(" ");
    expect(on(rule, rule.replace(from, to)).lines).toEqual([
      expect.stringContaining(
        `This says ${here}, but the same sentence in “Onboarding” says ${there}. Make them agree.`,
      ),
    ]);
  });

  test("a figure on pages that are no policy, where that is asked for", () => {
    const changed = rule.replace("20 days", "20 weeks");
    expect(on(rule, changed, plain).lines).toEqual([]);
    expect(on(rule, changed, plain, { everywhere: true }).lines).toHaveLength(1);
    const duty = rule.replace("must", "should");
    expect(on(rule, duty, plain, { everywhere: true }).lines).toEqual([]);
  });

  test("with the place of every other page", () => {
    const rest = { ...others, "content/handbook/faq.md": `# Questions\n\n${rule}\n` };
    const { reports } = on(rule, rule.replace("20", "25"), rest);
    expect(reports[0]?.related).toEqual([
      expect.objectContaining({
        path: "content/handbook/faq.md",
        line: 3,
        message: "still says “20”",
      }),
      expect.objectContaining({ path: "content/handbook/onboarding.md", line: 9 }),
    ]);
  });
});

describe("nothing is reported for", () => {
  test.each<[string, string | null, string | null, Record<string, string>?]>([
    ["a number in other words", rule, rule.replace("20", "twenty")],
    ["a modal verb that means the same", rule.replace("must", "can"), rule.replace("must", "may")],
    ["pages that are no policy", rule, rule.replace("must", "should"), plain],
    ["a sentence that differed before", rule.replace("20", "30"), rule.replace("20", "25")],
    ["a sentence that is left as it was", rule, `${rule} More follows here.`],
    ["a sentence rewritten altogether", rule, "Ask early, and then ask again a few days later."],
    ["a page that is new", null, rule.replace("20", "25")],
    ["a page that is deleted", rule, null],
    ["a sentence that is still here", rule, `${rule}\n\n${rule.replace("20", "25")}`],
    [
      "a copy on a page of its own right",
      rule,
      rule.replace("20", "25"),
      { "content/handbook/legal/contract.md": rule },
    ],
    [
      "a page for another country",
      rule,
      rule.replace("20", "25"),
      { "content/handbook/leave-germany.md": rule },
    ],
    [
      "a template on many pages",
      rule,
      rule.replace("20", "25"),
      Object.fromEntries(
        ["a", "b", "c", "d", "e"].map((it) => [`content/handbook/${it}.md`, rule]),
      ),
    ],
  ])("%s", (_, before, after, rest) => {
    expect(on(before, after, rest).lines).toEqual([]);
  });
});
