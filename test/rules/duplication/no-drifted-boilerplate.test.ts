import { describe, expect, test } from "vitest";
import { noCopiedPassage } from "../../../rules/duplication/no-copied-passage.ts";
import { noDriftedBoilerplate } from "../../../rules/duplication/no-drifted-boilerplate.ts";
import { check, fixed } from "../handbook-rule.ts";

const wording =
  "Applicants are invited to a [screening call](/handbook/hiring/#screening) of thirty minutes with one of our recruiters.";
const site = { boilerplate: [wording, "Every page about pay links the [calculator](/pay/) once."] };
const on = (text: string) =>
  check(noDriftedBoilerplate, {
    texts: { "jobs/accountant.md": `# Accountant\n\n${text}\n` },
    site,
  });

describe("duplication/no-drifted-boilerplate", () => {
  test.each([
    ["other words", "thirty minutes", "30min", "“30min” is not in the required wording"],
    ["words too many", "one of our", "one of our Global", "“Global” is not in the required"],
    ["words too few", "one of ", "", "This leaves out words of the required wording"],
    [
      "words here and there",
      "Applicants are invited to a",
      "Candidates are invited for a",
      "“Candidates” and “for” are not in the required wording",
    ],
  ])("fixes %s", (_, from, to, says) => {
    const { page, reports, lines } = on(`- ${wording.replace(from, to)}`);
    expect(lines).toEqual([expect.stringContaining(says)]);
    expect(fixed(page, reports)).toBe(`# Accountant\n\n- ${wording}\n`);
  });

  test.each([
    ["the wording itself", wording],
    [
      "the wording in other case and marks",
      wording.toUpperCase().replace("(/HANDBOOK", "(/handbook"),
    ],
    ["another sentence", "Applicants send a letter and two references before the first of June."],
    ["a short one", "Applicants are invited."],
    ["code", `\`\`\`\n${wording.replace("thirty", "60")}\n\`\`\``],
  ])("accepts %s", (_, text) => {
    expect(on(text).lines).toEqual([]);
  });

  test("takes the likest of several texts", () => {
    const { lines } = on("Every page about pay links the calculator twice.");
    expect(lines).toEqual([expect.stringContaining("“twice” is not in the required wording")]);
  });
});

test("required wording is no copy, exact or drifted", () => {
  const long = `${wording} ${wording.replace("screening", "second")}`;
  const texts = {
    "people/a.md": long,
    "people/b.md": long,
    "people/c.md": long.replace("our", "the"),
  };
  expect(check(noCopiedPassage, { texts }).lines).toHaveLength(1);
  expect(check(noCopiedPassage, { texts, site: { boilerplate: [long] } }).lines).toEqual([]);
});
