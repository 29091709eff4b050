import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { reportFormats } from "../../src/cli/report/formats.ts";
import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const jobSchema = z.object({
  "handbook-bot": z.object({
    variables: z.record(z.string(), z.string()),
    cache: z.object({ paths: z.array(z.string()) }),
    script: z.array(z.string()),
  }),
});

const page = (text: string): string => `---\ntitle: Leave\n---\n\n# Leave\n\n${text}\n`;

/** Reported as `prose/no-repeated-word`. */
const wrong = "Ask the the manager.";

interface Scene {
  readonly origin: string;
  readonly base: string;
  readonly head: string;
  readonly tip: string;
}

/**
 * A handbook in which somebody wrote a mistake on a branch, while others merged another mistake into the target
 * branch. Commits can be fetched by their id, as GitLab lets them.
 */
async function openOrigin(config = "gate: { failOn: warning }\n"): Promise<Scene> {
  const origin = folderOf({
    ".handbook-bot.yml": config,
    "leave.md": page("Ask your manager."),
    "pay.md": page("Pay day is the last Friday."),
  });
  const run = (...args: readonly string[]): Promise<string> => git(origin, ...args);
  await run("init", "--quiet", "--initial-branch=main");
  await run("config", "uploadpack.allowAnySHA1InWant", "true");
  const commit = async (message: string): Promise<string> => {
    await run("add", "--all");
    await run("commit", "--quiet", "--message", message);
    return (await run("rev-parse", "HEAD")).trim();
  };
  const base = await commit("Begin");
  await run("checkout", "--quiet", "-b", "change");
  writeFiles(origin, { "leave.md": page(wrong) });
  const head = await commit("Say whom to ask");
  await run("checkout", "--quiet", "main");
  writeFiles(origin, { "pay.md": page("Pay pay day is the last Friday.") });
  const tip = await commit("Say when pay day is");
  return { origin, base, head, tip };
}

const mergeRequest = ({ base }: Scene) => ({
  CI_MERGE_REQUEST_IID: "3",
  CI_PROJECT_ID: "7",
  CI_MERGE_REQUEST_PROJECT_ID: "7",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
  CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
});

type Kind =
  | "branch"
  | "merge request"
  | "merged results"
  | "merge train"
  | "fork"
  | "shallow clone";

/** Clones as GitLab's runner does: 20 commits deep (one for the shallow clone), no branch but the one that is built. */
async function cloneFor(
  kind: Kind,
  scene: Scene,
): Promise<{ readonly folder: string; readonly env: Readonly<Record<string, string>> }> {
  const folder = folderOf({});
  const depth = kind === "shallow clone" ? 1 : 20;
  const inClone = (...args: readonly string[]): Promise<string> => git(folder, ...args);
  await inClone("init", "--quiet");
  await inClone("remote", "add", "origin", `file://${scene.origin}`);
  let built = scene.head;
  if (kind === "merged results" || kind === "merge train") {
    await git(scene.origin, "checkout", "--quiet", "--detach", "main");
    await git(scene.origin, "merge", "--quiet", "--no-ff", "--no-edit", scene.head);
    built = (await git(scene.origin, "rev-parse", "HEAD")).trim();
    await git(scene.origin, "checkout", "--quiet", "main");
  }
  await inClone("fetch", "--quiet", `--depth=${depth}`, "origin", built);
  await inClone("checkout", "--quiet", "--detach", built);
  const common = { GITLAB_CI: "true", CI_COMMIT_SHA: built, CI_DEFAULT_BRANCH: "main" };
  if (kind === "branch") return { folder, env: { ...common, CI_COMMIT_BRANCH: "change" } };
  const asked = { ...common, ...mergeRequest(scene) };
  if (kind === "merged results" || kind === "merge train") {
    return {
      folder,
      env: {
        ...asked,
        CI_MERGE_REQUEST_EVENT_TYPE: kind === "merge train" ? "merge_train" : "merged_result",
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: scene.head,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: scene.tip,
      },
    };
  }
  const fork = { CI_PROJECT_ID: "9", CI_MERGE_REQUEST_PROJECT_URL: `file://${scene.origin}` };
  const detached = { ...asked, CI_MERGE_REQUEST_EVENT_TYPE: "detached" };
  return { folder, env: kind === "fork" ? { ...detached, ...fork } : detached };
}

const kinds: readonly Kind[] = [
  "branch",
  "merge request",
  "merged results",
  "merge train",
  "fork",
  "shallow clone",
];

describe("the gate in a pipeline of kind", () => {
  test.each(kinds)("%s reports what the author introduced, and nothing of others", async (kind) => {
    const { folder, env } = await cloneFor(kind, await openOrigin());
    const args = ["--format", "json", "--report", "codequality=quality.json"];
    const { code, stdout } = await runCli(folder, ["gate", ...args], env);
    const report = JSON.parse(stdout) as { findings: readonly { rule: string; path: string }[] };
    expect(report.findings).toMatchObject([{ rule: "prose/no-repeated-word", path: "leave.md" }]);
    expect(code).toBe(1);
    const quality = JSON.parse(readFileSync(join(folder, "quality.json"), "utf8")) as object[];
    expect(quality).toMatchObject([{ location: { path: "leave.md", lines: { begin: 7 } } }]);
  });
});

test("the component's own script fails the job and leaves its reports", async () => {
  const { folder, env } = await cloneFor("merge request", await openOrigin());
  const [, jobs] = parseAllDocuments(readFileSync("templates/gate.yml", "utf8"));
  const { "handbook-bot": job } = jobSchema.parse(jobs?.toJS());
  const script = job.script
    .join("\n")
    .replaceAll("$[[ inputs.package ]]", "handbook-bot")
    .replaceAll("$[[ inputs.options ]]", "");
  // npx would fetch the package; what it then runs is the program that was built for this run.
  const bin = folderOf({
    npx: `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${inject("program")}" "$@"\n`,
  });
  execFileSync("chmod", ["+x", join(bin, "npx")]);
  const variables = Object.fromEntries(
    Object.entries(job.variables).map(([name, value]) => [
      name,
      value.replaceAll("$CI_PROJECT_DIR", folder),
    ]),
  );
  const run = (): Buffer =>
    execFileSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd: folder,
      env: { ...process.env, ...env, ...variables, PATH: `${bin}:${process.env["PATH"]}` },
      stdio: "pipe",
    });
  expect(run).toThrow();
  expect(readFileSync(join(folder, "handbook-bot.xml"), "utf8")).toContain('failures="1"');
  // What the job keeps for the next pipeline is no file of the handbook.
  expect(readdirSync(join(folder, job.cache.paths[0] ?? ""))).toContain("handbook.index");
  expect(await git(folder, "status", "--porcelain", "--", ...job.cache.paths)).toBe("");
  expect(readFileSync(join(folder, "gl-code-quality-report.json"), "utf8")).toContain("leave.md");
});

test("a gate that cannot check anything says so in its reports", async () => {
  const { folder, env } = await cloneFor("shallow clone", await openOrigin());
  const reports = ["codequality=quality.json", "junit=junit.xml", "sarif=gate.sarif"];
  const args = ["gate", "--no-fetch", ...reports.flatMap((to) => ["--report", to])];
  const { code, stderr } = await runCli(folder, args, env);
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  expect(code).toBe(2);
  expect(stderr).toContain("GIT_DEPTH");
  expect(JSON.parse(read("quality.json"))).toEqual([
    expect.objectContaining({
      description: `The pages could not be checked. ${stderr.trim()}`,
      severity: "blocker",
      location: { path: ".handbook-bot.yml", lines: { begin: 1, end: 1 } },
    }),
  ]);
  expect(read("junit.xml")).toContain('errors="1"');
  expect(JSON.parse(read("gate.sarif"))).toMatchObject({
    runs: [{ invocations: [{ executionSuccessful: false }] }],
  });
});

test.each([
  ["of the clone", "GIT_DEPTH: 0", 2],
  ["of the target branch's configuration", "Fix it there, or in this merge request", 1],
])("where nothing can be checked because %s, every report says what to do", async (...row) => {
  const [cause, advice, expected] = row;
  const isClone = cause === "of the clone";
  const scene = isClone ? await openOrigin() : await openOrigin("rules: { prse: off }\n");
  const { folder, env } = await cloneFor("shallow clone", scene);
  const targets = reportFormats.flatMap((format) => ["--report", `${format}=report.${format}`]);
  const args = ["gate", ...(isClone ? ["--no-fetch"] : []), ...targets];
  const { code, stdout } = await runCli(folder, args, env);
  expect(code, stdout).toBe(expected);
  for (const format of reportFormats) {
    const text = readFileSync(join(folder, `report.${format}`), "utf8");
    expect(text.replaceAll("`", ""), format).toContain(advice);
    expect(text, format).not.toMatch(/No (?:new )?findings/);
  }
});

test("a target branch that cannot be fetched is named, with git's own words and without credentials", async () => {
  const { folder, env } = await cloneFor("shallow clone", await openOrigin());
  await git(
    folder,
    "remote",
    "set-url",
    "origin",
    "http://ci:s3cret-1@127.0.0.1:1/hr/handbook.git",
  );
  const args = ["gate", "--report", "markdown=report.md"];
  const { code, stderr } = await runCli(folder, args, { ...env, CI_JOB_TOKEN: "s3cret-1" });
  const report = readFileSync(join(folder, "report.md"), "utf8");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--base origin\/main: this clone is shallow and lacks .* GIT_DEPTH/);
  expect(stderr).toMatch(
    /git could not fetch the branch main: fatal: unable to access .*127\.0\.0\.1/,
  );
  expect(report.replaceAll("`", "")).toContain("git could not fetch the branch main: fatal:");
  expect(stderr + report).not.toContain("s3cret");
});

test("a report that is written instead of printed says why it is empty, too", async () => {
  const { folder, env } = await cloneFor("shallow clone", await openOrigin());
  const output = ["lint", "--base", "nowhere", "--format", "markdown", "--output", "report.md"];
  const { code } = await runCli(folder, output, env);
  expect(code).toBe(2);
  expect(readFileSync(join(folder, "report.md"), "utf8")).toContain("could not be checked");
});

test("a report that cannot be written keeps the others from nothing", async () => {
  const folder = folderOf({ "leave.md": page("Ask.") });
  const reports = ["junit=junit.xml", "cold=quality.json"].flatMap((to) => ["--report", to]);
  const { code, stderr } = await runCli(folder, ["lint", ...reports]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--report cold=quality\.json: expected FORMAT=FILE/);
  expect(readFileSync(join(folder, "junit.xml"), "utf8")).toContain("could not be checked");
});

test("outside a pipeline it asks what to compare with", async () => {
  const { code, stderr } = await runCli(folderOf({ "leave.md": page("Ask.") }), ["gate"], {
    CI_COMMIT_SHA: "",
  });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "gate finds no GitLab pipeline here. Name what to compare with: handbook-bot gate --base origin/main.\n",
  });
});
