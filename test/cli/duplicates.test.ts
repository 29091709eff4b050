import { describe, expect, test } from "vitest";
import { z } from "zod";
import { folderOf, runCli } from "./run-cli.ts";

const leave =
  "Every team member may take parental leave of up to sixteen weeks within the first year after a child arrives, and tells their manager at least one month before it begins.";
const laptop =
  "A laptop arrives at the home of the new colleague at least three working days before the first day, set up by the support team, with a letter that explains how to log in.";
const handbook = {
  "leave.md": `# Leave\n\n## Parents\n\n${leave}\n`,
  "welcome.md": `# Welcome\n\n${leave}\n\n${laptop}\n`,
  "first-day.md": `# First day\n\n${laptop}\n`,
  "pay.md": "# Pay\n\nThe company pays on the last day of the month.\n",
};

describe("handbook-bot duplicates", () => {
  test("prints clusters with their places, and what to merge first", async () => {
    const { code, stdout } = await runCli(folderOf(handbook), ["duplicates"]);
    expect(code).toBe(0);
    expect(stdout).toBe(`Merge these first:
  1. 1 passage with 34 words to save, on 2 pages
     first-day.md
     welcome.md
  2. 1 passage with 31 words to save, on 2 pages
     leave.md
     welcome.md

34 words to save, on 2 pages: ${laptop}
     first-day.md:3 under First day
     welcome.md:5 under Welcome

31 words to save, on 2 pages: ${leave}
     leave.md:5 under Parents
     welcome.md:3 under Welcome

2 clusters on 3 of 4 pages; 65 words could be saved.
`);
  });

  test("prints all of it as JSON", async () => {
    const { stdout } = await runCli(folderOf(handbook), ["duplicates", "--format", "json"]);
    const report = z
      .object({
        version: z.literal(1),
        wasted: z.number(),
        pages: z.number(),
        sharing: z.number(),
        merges: z.array(z.object({ paths: z.array(z.string()), clusters: z.number() })),
        clusters: z.array(z.object({ places: z.array(z.object({ line: z.number() })) })),
      })
      .parse(JSON.parse(stdout));
    expect(report).toMatchObject({ wasted: 65, pages: 4, sharing: 3 });
    expect(report.merges).toHaveLength(2);
    expect(report.clusters.map(({ places }) => places.length)).toEqual([2, 2]);
  });

  test("writes one page of HTML in which nothing of the handbook is markup", async () => {
    const hostile = leave.replace("team member", "<script>alert(1)</script> & \u202eteam");
    const folder = folderOf({
      "a.md": `# <img src=x onerror=alert(1)>\n\n${hostile}\n`,
      "b.md": `---\ntitle: "<b>Bold</b>"\n---\n\n${hostile}\n`,
    });
    const { stdout } = await runCli(folder, ["duplicates", "--format", "html"]);
    expect(stdout).toContain("&lt;script&gt;");
    expect(stdout).toContain("&lt;b&gt;Bold");
    expect(stdout).not.toMatch(/<script|<img|<b>|\u202e|https?:/);
  });

  test("says so when no passage appears twice", async () => {
    const { stdout } = await runCli(folderOf({ "pay.md": handbook["pay.md"] }), ["duplicates"]);
    expect(stdout).toBe("No passage appears twice on 1 page.\n");
  });

  test("puts passages that are like a third into one cluster", async () => {
    const folder = folderOf({
      "a.md": `${leave} ${laptop}`,
      "b.md": `${leave} ${laptop.replace("letter", "card")}`,
      "c.md": `${leave} ${laptop.replace("letter", "card").replace("Every", "Each")}`,
    });
    const { stdout } = await runCli(folder, ["duplicates"]);
    expect(stdout).toContain("1 cluster on 3 of 3 pages");
  });

  test.each([
    ["--min-words", "3"],
    ["--min-words", "many"],
    ["--similarity", "0.1"],
    ["--format", "pdf"],
  ])("refuses %s %s", async (option, value) => {
    const { code, stderr } = await runCli(folderOf(handbook), ["duplicates", option, value]);
    expect(code).toBe(2);
    expect(stderr).toContain(value);
  });

  test("leaves out the pages that may repeat others", async () => {
    const folder = folderOf({ ...handbook, "legal/leave.md": leave, "legal/terms.md": leave });
    const { stdout } = await runCli(folder, ["duplicates"]);
    expect(stdout).not.toContain("legal/");
  });

  test("looks at shorter passages when asked to", async () => {
    const short = leave.slice(0, 109);
    const folder = folderOf({ "a.md": short, "b.md": short });
    const { stdout } = await runCli(folder, ["duplicates", "--min-words", "15"]);
    expect(stdout).toContain("1 cluster on 2 of 2 pages");
  });
});
