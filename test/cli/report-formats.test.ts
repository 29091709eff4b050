import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, runCli } from "./run-cli.ts";

/** A name that would break out of every format, on a page with a wide character before the finding. */
const name = `a & "b" <c> %,#.md`;
const handbook = {
  ".handbook-bot.yml": "rules: { structure/no-conflict-marker: error }\n",
  [name]: "---\ntitle: Leave\n---\n\n# Leave\n\nÄsk the the manager.\n\n<<<<<<< HEAD\n",
};

async function write(format: string): Promise<string> {
  const { stdout } = await runCli(folderOf(handbook), ["lint", "--format", format]);
  return stdout;
}

describe("a report as", () => {
  test("JUnit counts as failed what fails the gate, and nothing else", async () => {
    const xml = await write("junit");
    expect(xml).toContain('<testsuites name="handbook-bot" tests="2" failures="1" errors="0">');
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<system-out>/g)).toHaveLength(1);
    // Every name and text is escaped: what is left are the tags of the format itself.
    expect(
      xml.replaceAll(/<\/?(?:testsuites?|testcase|failure|system-out)\b[^<>]*>|<\?xml[^<>]*>/g, ""),
    ).not.toMatch(/[<>]/);
  });

  test("JUnit names file and place as GitLab shows them, and no test twice", async () => {
    const text = "---\ntitle: Leave\n---\n\n# Leave\n\nGuys, ask the the manager.\n";
    const terms = "terms: [{ avoid: [guys], write: people }, { avoid: [guys], write: team }]\n";
    const files = { ".handbook-bot.yml": terms, "a.md": text, "b.md": text };
    const { stdout } = await runCli(folderOf(files), ["lint", "--format", "junit"]);
    const cases = [...stdout.matchAll(/<testcase classname="(.*?)" name="(.*?)" file="(.*?)">/g)];
    expect(cases.length).toBe(stdout.match(/<testcase /g)?.length);
    expect(cases.map(([, , , file]) => file)).toEqual(cases.map(([, name]) => name));
    expect(stdout).toContain('name="prose/no-repeated-word at 7:11" file="b.md"');
    expect(new Set(cases.map(([all]) => all)).size).toBe(cases.length);
  });

  test("SARIF names rules, places, fingerprints and fixes", async () => {
    const { runs } = JSON.parse(await write("sarif")) as {
      runs: readonly { tool: { driver: { rules: object[] } }; results: object[] }[];
    };
    expect(runs).toHaveLength(1);
    expect(runs[0]?.tool.driver.rules).toHaveLength(2);
    expect(runs[0]?.results[0]).toMatchObject({
      ruleId: "prose/no-repeated-word",
      level: "warning",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURIComponent(name) },
            region: { startLine: 7, startColumn: 5, endLine: 7, endColumn: 12 },
          },
        },
      ],
      partialFingerprints: { "handbookBotFingerprint/v1": expect.stringMatching(/^[0-9a-f]+$/) },
      fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: "" } }] }] }],
    });
  });

  test("rdjson counts columns in bytes", async () => {
    expect(JSON.parse(await write("rdjson"))).toMatchObject({
      diagnostics: [
        {
          severity: "WARNING",
          location: { path: name, range: { start: { line: 7, column: 6 } } },
          suggestions: [{ text: "" }],
        },
        { severity: "ERROR" },
      ],
    });
  });

  test("annotations of GitHub cannot be ended by a name", async () => {
    const lines = (await write("github")).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`::warning file=a & "b" <c> %25%2C#.md,line=7,endLine=7,col=5,`);
    expect(lines[1]).toMatch(/^::error /);
  });

  test("Markdown keeps names in code", async () => {
    expect(await write("markdown")).toContain(`| \`a & "b" <c> %,#.md:7\` | Warning |`);
  });

  test("a log of GitLab has one section a page", async () => {
    const text = await write("gitlab-log");
    expect(text.match(/section_start:\d+:handbook_bot_1/g)).toHaveLength(1);
    expect(text.match(/section_end:\d+:handbook_bot_1/g)).toHaveLength(1);
    expect(text.trimEnd().split("\n").at(-1)).toBe(
      "2 findings (1 error, 1 warning) on 1 of 1 page.",
    );
  });
});

test("several reports are written in one run", async () => {
  const folder = folderOf(handbook);
  const reports = ["junit=out/a.xml", "codequality=out/b.json"].flatMap((to) => ["--report", to]);
  const { code } = await runCli(folder, ["lint", ...reports]);
  expect(code).toBe(1);
  expect(readFileSync(join(folder, "out/a.xml"), "utf8")).toContain("<testsuites");
  const entries = JSON.parse(readFileSync(join(folder, "out/b.json"), "utf8")) as {
    fingerprint: string;
  }[];
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test.each(["xml=a.xml", "junit", "junit="])(
  "--report %s is refused before anything runs",
  async (to) => {
    const { code, stderr } = await runCli(folderOf(handbook), ["lint", "--report", to]);
    expect(code).toBe(2);
    expect(stderr).toContain(`--report ${to}: expected FORMAT=FILE`);
  },
);

test("a Markdown report and a GitLab log name what a change does to a policy, once", async () => {
  const policy = (days: number): string =>
    `---\ntitle: Leave\ncontrolled_document: true\n---\n\n## Rules\n\nYou must ask ${days} days before your leave.\n`;
  const before = folderOf({ "policies/leave.md": policy(10) });
  const after = folderOf({ "policies/leave.md": policy(20) });
  for (const format of ["markdown", "gitlab-log"]) {
    const { stdout } = await runCli(after, ["lint", "--base", before, "--format", format]);
    expect(stdout.match(/What this changes in policies/g)).toHaveLength(1);
    expect(stdout).toMatch(/20 days/);
  }
});
