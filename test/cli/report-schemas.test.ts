import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";

import { folderOf, runCli } from "./run-cli.ts";

/** Names and texts that break out of careless formats, findings of each severity, with and without suggestions. */
const handbook = {
  ".handbook-bot.yml": "rules: { inclusive: error }\n",
  'a & "b" <c> %,#.md':
    "---\ntitle: Leave\n---\n\n# Leave\n\nÄsk the the manager, \u0001 and the the chairman.\n\n- In order to claim, ask.\n",
  "handbook/empty.md": "",
  "handbook/pay.md":
    "---\ntitle: Pay\n---\n\n# Pay\n\n#### Day\n\nClick [here](nowhere.md), guys. Ask the the manager.\n",
};
const quiet = { "handbook/pay.md": "---\ntitle: Pay\n---\n\n# Pay\n\nPay day is Friday.\n" };

/** A configuration with an error: nothing is checked, and the report says so. */
const broken = { ...quiet, ".handbook-bot.yml": "rules: { prse: off }\n" };

async function report(format: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderOf(files);
  await runCli(folder, ["lint", "--report", `${format}=report`, "--fail-on", "never"]);
  return readFileSync(join(folder, "report"), "utf8");
}

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
}

/** JUnit's schema and the one attribute that GitLab reads beyond it: ci/testing/unit_test_reports, 2026-11. */
function junitSchema(): string {
  const before = `<xs:attribute name="classname" type="xs:string" use="optional"/>`;
  const file = `<xs:attribute name="file" type="xs:string" use="optional"/>`;
  return fixture("junit-4.xsd").replace(before, before + file);
}

/** Both schemas are of draft 4, whose words that these use mean the same today. */
function problems(schemaName: string, text: string): unknown {
  const schema: Record<string, unknown> = JSON.parse(fixture(schemaName));
  delete schema["$schema"];
  delete schema["id"];
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  validate(JSON.parse(text));
  return validate.errors;
}

/** GitLab drops an entry that lacks one of these, or has another severity. docs.gitlab.com, ci/testing/code_quality, 2026-11 */
const codeQuality = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^(?!\\./)." },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};

describe.each([
  ["with findings", handbook],
  ["without findings", quiet],
  ["of a run that failed", broken],
])("a report %s is valid as", (_, files) => {
  test("SARIF 2.1.0", async () => {
    expect(problems("sarif-2.1.0.schema.json", await report("sarif", files))).toBeNull();
  });

  test("rdjson", async () => {
    expect(problems("rdjson.schema.json", await report("rdjson", files))).toBeNull();
  });

  test("Code Quality", async () => {
    const validate = new Ajv().compile(codeQuality);
    validate(JSON.parse(await report("codequality", files)));
    expect(validate.errors).toBeNull();
  });

  test("JUnit", async () => {
    const { errors } = await validateXML({
      xml: [{ fileName: "report.xml", contents: await report("junit", files) }],
      schema: [junitSchema()],
    });
    expect(errors).toEqual([]);
  });
});

test("a schema refuses what it should", async () => {
  const wrong = (await report("sarif", handbook)).replace('"2.1.0"', '"2.0"');
  expect(problems("sarif-2.1.0.schema.json", wrong)).toHaveLength(1);
  const { valid } = await validateXML({
    xml: [{ fileName: "report.xml", contents: "<testsuites><case/></testsuites>" }],
    schema: [junitSchema()],
  });
  expect(valid).toBe(false);
});

describe("fingerprints", () => {
  async function fingerprints(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const entries: unknown = JSON.parse(await report("codequality", files));
    return (entries as readonly { readonly fingerprint: string }[])
      .map(({ fingerprint }) => fingerprint)
      .sort();
  }

  test("are unique, and the same when lines come above", async () => {
    const found = await fingerprints(handbook);
    expect(found.length).toBeGreaterThan(6);
    expect(new Set(found).size).toBe(found.length);
    const shifted = Object.fromEntries(
      Object.entries(handbook).map(([path, text]) => [
        path,
        text
          .replace("# Pay\n", "# Pay\n\nA preface.\n\nAnother one.\n")
          .replace("# Leave\n", "# Leave\n\nHello.\n"),
      ]),
    );
    expect(await fingerprints(shifted)).toEqual(found);
  });
});
