import { describe, expect, test } from "vitest";
import { noCopiedJobPassage } from "../../../rules/duplication/no-copied-job-passage.ts";
import { noCopiedPassage } from "../../../rules/duplication/no-copied-passage.ts";
import { defaultHandbookConfig } from "../../../src/config/handbook-config.ts";
import { handbookOptions } from "../../../src/change/handbook-options.ts";
import { check, fixed } from "../handbook-rule.ts";

const leave =
  "Every team member may take parental leave of up to sixteen weeks within the first year after a child arrives, and tells their manager at least one month before it begins.";
const laptop =
  "A laptop arrives at the home of the new colleague at least three working days before the first day, set up by the support team, with a letter that explains how to log in.";
const policy = `---\ntitle: Leave policy\n---\n\n## Parental leave\n\n${leave}\n\n## Before the first day\n\n${laptop}\n`;
const onboarding = "content/handbook/onboarding.md";
const on = (text: string, others = {}, path = onboarding) =>
  check(noCopiedPassage, {
    texts: { [path]: text, "content/handbook/leave.md": policy, ...others },
    site: { layout: "hugo" },
  });

describe("duplication/no-copied-passage", () => {
  test("names the page and the section where the passage is", () => {
    const { lines, reports } = on(`## Leave\n\n${leave}\n`);
    expect(lines).toEqual([
      `3:1-3:${leave.length + 1} This passage also appears in “Leave policy”, section “Parental leave”. Keep one copy and link to it.`,
    ]);
    expect(reports[0]?.related).toEqual([
      expect.objectContaining({
        path: "content/handbook/leave.md",
        line: 7,
        message: "the same passage",
      }),
    ]);
  });

  test.each([
    ["an archive", "content/handbook/archive/onboarding.md"],
    ["a page that was archived", "content/handbook/leave_archive.md"],
  ])("leaves %s alone", (_, path) => {
    expect(on(leave, {}, path).lines).toEqual([]);
  });

  test.each([
    ["a template", "content/handbook/policy-template.md"],
    ["an example", "content/handbook/plans/examples/move.md"],
  ])("says nothing on %s, which people copy", (_, path) => {
    expect(on(leave, {}, path).lines).toEqual([]);
  });

  test("lets parts of a course repeat each other", () => {
    const one = { "content/handbook/leave.md": "# Leave\n", "course/session-one.md": laptop };
    expect(on(laptop, one, "course/session-two.md").lines).toEqual([]);
  });

  test("lets teams fill in the same form", () => {
    const form = {
      "content/handbook/leave.md": "# Leave\n",
      "teams/a/annual-report-2026.md": laptop,
    };
    expect(on(laptop, form, "teams/b/annual-report-2026.md").lines).toEqual([]);
    const year = { "content/handbook/leave.md": "# Leave\n", "elections/2025/ana.md": laptop };
    expect(on(laptop, year, "elections/2026/ana-diaz.md").lines).toEqual([]);
    expect(on(laptop, form, "teams/b/onboarding.md").lines).toHaveLength(1);
  });

  test("lets each advertisement say what it has to", () => {
    const other = { "content/handbook/positions/analyst.md": `# Analyst\n\n${laptop}\n` };
    const others = { "content/handbook/leave.md": "# Leave\n", ...other };
    expect(on(laptop, others, "content/handbook/positions/engineer-2026.md").lines).toEqual([]);
    expect(on(laptop, others).lines).toEqual([]);
    expect(on(leave, {}, "content/handbook/positions/engineer-2026.md").lines).toEqual([]);
  });

  test("compares with no template", () => {
    const template = { "content/handbook/policy-template.md": `# Policy\n\n${laptop}\n` };
    const others = { "content/handbook/leave.md": "# Leave\n", ...template };
    expect(on(laptop, others).lines).toEqual([]);
  });

  test("says of a passage that differs in a word that it is like it", () => {
    const long = `${leave} ${laptop}`;
    const { lines, reports } = on(long.replace("sixteen", "twenty"), {
      "content/handbook/benefits.md": `# Benefits\n\n${long}\n`,
    });
    expect(lines).toEqual([
      expect.stringContaining(
        "A similar passage appears in “Benefits”. Keep one copy and link to it.",
      ),
    ]);
    expect(reports[0]?.related?.[0]?.message).toBe("84% similar; lacks “twenty”");
  });

  test("offers a link in its place", () => {
    const { page, reports } = on(`## Leave\n\n- Ask early.\n- ${leave}\n`);
    expect(fixed(page, reports)).toBe(
      "## Leave\n\n- Ask early.\n- See [Parental leave](/handbook/leave/#parental-leave).\n",
    );
  });

  test("offers a link to the file where the site has no addresses of its own", () => {
    const texts = { "people/onboarding.md": leave, "finance/pay leave.md": `# Pay\n\n${leave}\n` };
    const { page, reports } = check(noCopiedPassage, { texts });
    expect(fixed(page, reports)).toBe("See [Pay](../finance/pay%20leave.md#pay).");
  });

  test.each(["Leave [draft]", "`leave`"])("offers no link to a heading like %s", (heading) => {
    const texts = {
      "people/onboarding.md": leave,
      "people/pay.md": `# ${heading} \\[x]\n\n${leave}\n`,
    };
    expect(check(noCopiedPassage, { texts }).reports[0]?.suggestions).toEqual([]);
  });

  test("groups the passages of one other page", () => {
    const { reports } = on(`${leave}\n\n${laptop}\n`);
    expect(reports.map(({ group }) => group)).toEqual([
      "content/handbook/leave.md",
      "content/handbook/leave.md",
    ]);
  });

  test("of several pages names the one that shares most", () => {
    const { reports } = on(`${leave}\n\n${laptop}\n`, {
      "content/handbook/absence.md": `# Absence\n\n${leave}\n`,
    });
    expect(reports.map(({ group }) => group)).toEqual([
      "content/handbook/leave.md",
      "content/handbook/leave.md",
    ]);
  });

  test("names the finding by the other text, so that correcting a word here is no news", () => {
    const long = `${leave} ${laptop}`;
    const others = { "content/handbook/benefits.md": `# Benefits\n\n${long}\n` };
    const [first] = on(long, others).reports;
    const [edited] = on(long.replace("colleague", "team member"), others).reports;
    expect(edited?.key).toBe(first?.key);
  });

  test("knows a passage on four other pages for a template", () => {
    const pages = Object.fromEntries(
      ["a", "b", "c"].map((name) => [`content/handbook/${name}.md`, `# ${name}\n\n${leave}\n`]),
    );
    expect(on(leave, pages).lines).toEqual([]);
  });

  test.each([
    ["a short passage", "Every team member may take parental leave.", undefined],
    ["a README", leave, "content/handbook/README.md"],
    ["an agreement", leave, "content/handbook/legal/employment-agreement/index.md"],
    ["a personal page", leave, "content/handbook/readmes/eva.md"],
    ["the benefits of one country", leave, "content/handbook/benefits/germany.md"],
    ["the one-page introduction of a person", leave, "content/handbook/people/eva-readme/index.md"],
    ["a page for another country", leave, "content/handbook/leave-germany.md"],
    ["a disclaimer", `The Acme Institute does not endorse any vendor. ${leave}`, undefined],
  ])("accepts %s", (_, text, path) => {
    expect(on(text, {}, path).lines).toEqual([]);
  });

  describe("says which page keeps the passage, and why:", () => {
    const linking = Object.fromEntries(
      ["a", "b", "c"].map((name) => [`content/handbook/${name}.md`, "[Leave](/handbook/leave/)\n"]),
    );
    const copy = `# Onboarding\n\n${leave}\n`;
    test.each([
      ["the other is linked", copy, linking, "Link there: 3 pages link to it"],
      [
        "the other is canonical",
        copy,
        { "content/handbook/leave.md": policy.replace("---\n", "---\ncanonical: true\n") },
        "Link there: it is canonical",
      ],
      [
        "this one names the other",
        `---\ncanonical: /handbook/leave/\n---\n\n${leave}\n`,
        {},
        "Link there: it is canonical",
      ],
      [
        "this one is canonical",
        `---\ncanonical: true\n---\n\n${leave}\n`,
        {},
        "Keep it here and link from there: this page is canonical",
      ],
      [
        "this one is a controlled document",
        `---\ncontrolled_document: true\n---\n\n${leave}\n`,
        { "content/handbook/leave.md": `# Rest\n\n${leave}\n` },
        "Keep it here and link from there: this page is a policy",
      ],
      [
        "the other is older",
        `---\ndate: 2026-03-01\n---\n\n${leave}\n`,
        { "content/handbook/leave.md": `---\ntitle: Leave\ndate: 2019-07-01\n---\n\n${leave}\n` },
        "Link there: it is older",
      ],
      ["nothing distinguishes them", copy, {}, "Keep one copy and link to it"],
    ])("%s", (_, text, others, remedy) => {
      const { reports } = on(text, others);
      expect(reports[0]?.message).toContain(`. ${remedy}`);
      expect(reports[0]?.suggestions).toHaveLength(remedy.startsWith("Keep it here") ? 0 : 1);
    });

    test.each([
      [["content/handbook/leave.md"], copy, "Link there: it is canonical"],
      [["content/handbook/on*"], copy, "Keep it here and link from there: this page is canonical"],
      [["content/**"], copy, "Keep one copy and link to it"],
      [
        ["content/handbook/leave.md"],
        `---\ncanonical: true\n---\n\n${leave}\n`,
        "Keep it here and link from there: this page is canonical",
      ],
    ])("the configuration names %s", (canonical, text, remedy) => {
      const config = { ...defaultHandbookConfig, canonical };
      const { reports } = check(noCopiedPassage, {
        texts: { "content/handbook/onboarding.md": text, "content/handbook/leave.md": policy },
        site: handbookOptions(config, [], () => undefined),
      });
      expect(reports[0]?.message).toContain(`. ${remedy}`);
    });

    test("all of them where the handbook has includes", () => {
      const { lines } = on(copy, {
        "content/handbook/absence.md": `# Absence\n\n${leave}\n`,
        "content/includes/pay.md": "Pay day is the last of the month.",
      });
      expect(lines).toEqual([expect.stringContaining(". Replace all copies with one include.")]);
    });
  });

  describe("takes two pages that share half of their passages for one page:", () => {
    const third =
      "Expenses are paid with the next salary when the receipt reaches the finance team before the tenth of the month, and with the salary after that when it comes later than on that day.";
    const twice = { "content/handbook/leave.md": `${policy}\n${third}\n` };

    test("one finding names them", () => {
      const { lines, reports } = on(`# Welcome\n\n${leave}\n\n${laptop}\n\n${third}\n`, twice);
      expect(lines).toEqual([
        expect.stringContaining(
          "At least half of this page also appears in “Leave policy”. Keep one and link to it.",
        ),
      ]);
      expect(reports[0]?.related).toHaveLength(3);
    });

    test("it stays the same when a passage more is copied", () => {
      const [few] = on(`${leave}\n\n${laptop}\n\n${third.replaceAll("e", "i")}\n`, twice).reports;
      const [many] = on(`${leave}\n\n${laptop}\n\n${third}\n`, twice).reports;
      expect(few?.key).toBe("page content/handbook/leave.md");
      expect(many?.key).toBe(few?.key);
    });
  });

  test("accepts editions that differ in a number", () => {
    const { lines } = on(
      laptop.replace("laptop", "tablet").replace("letter", "card"),
      { "content/handbook/news/2026-04.md": laptop.replace("laptop", "phone") },
      "content/handbook/news/2026-05.md",
    );
    expect(lines).toEqual([]);
  });

  test("looks at shorter passages when asked to", () => {
    const given = {
      texts: {
        [onboarding]: leave.slice(0, 109),
        "content/handbook/a.md": leave.slice(0, 109),
      },
    };
    expect(check(noCopiedPassage, given).lines).toEqual([]);
    expect(check(noCopiedPassage, { ...given, options: { minWords: 15 } }).lines).toHaveLength(1);
  });

  test.each([{ minWords: 3 }, { minSimilarity: 0.1 }, { templatePages: 0 }, { words: 30 }])(
    "refuses %o",
    (options) => {
      expect(() => noCopiedPassage.options.parse(options)).toThrow();
    },
  );
});

describe("duplication/no-copied-job-passage", () => {
  const job = (text: string): string =>
    `---\nlayout: job_family_page\ntitle: Job\n---\n\n${text}\n`;
  const analyst = "source/job-families/finance/analyst/index.html.md";
  const texts = {
    [analyst]: job(`## Analyst\n\n${leave}`),
    "source/job-families/finance/controller/index.html.md": job(`## Controller\n\n${leave}`),
  };

  test("counts what two job pages share, and the rule for other pages does not", () => {
    expect(check(noCopiedJobPassage, { texts, path: analyst }).lines).toEqual([
      expect.stringContaining("This passage also appears in “Job”, section “Controller”"),
    ]);
    expect(check(noCopiedPassage, { texts, path: analyst }).lines).toEqual([]);
  });

  test("asks a level to extend the one before it on the same page", () => {
    const levels = job(
      `## Levels\n\n### Analyst\n\n#### Requirements\n\n- ${leave}\n- ${laptop}\n\n### Senior Analyst\n\n#### Requirements\n\n- ${leave}\n- ${laptop}\n`,
    );
    const { reports, lines } = check(noCopiedJobPassage, { texts: { [analyst]: levels } });
    expect(lines).toEqual([
      expect.stringContaining(
        "“Senior Analyst” repeats this. Write “Extends the Analyst requirements” instead.",
      ),
      expect.stringContaining(
        "“Senior Analyst” repeats this. Write “Extends the Analyst requirements” instead.",
      ),
    ]);
    expect(new Set(reports.map(({ group }) => group)).size).toBe(1);
  });

  test("asks a level to extend the one on the page beside it", () => {
    const levels = {
      "content/job-families/finance/analyst/senior.md": `---\ntitle: Senior Analyst\n---\n\n- ${leave}\n`,
      "content/job-families/finance/analyst/_index.md": "---\ntitle: Analyst family\n---\n",
      "content/job-families/finance/analyst/associate.md": `---\ntitle: Associate\n---\n\n- ${leave}\n`,
    };
    expect(check(noCopiedJobPassage, { texts: levels }).lines).toEqual([
      expect.stringContaining(
        "in “Associate”. Write “Extends the Associate requirements” instead.",
      ),
    ]);
  });

  test("leaves what a job page shares with a handbook page to the other rule", () => {
    const mixed = { [analyst]: texts[analyst] ?? "", "source/handbook/leave.html.md": policy };
    expect(check(noCopiedJobPassage, { texts: mixed, path: analyst }).lines).toEqual([]);
    expect(check(noCopiedPassage, { texts: mixed, path: analyst }).lines).toHaveLength(1);
  });
});
