import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readEnvironment } from "../../src/config/env.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The instructions of the Dockerfile, continued lines joined. */
const instructions = read("Dockerfile")
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [name = "", ...words] = line.split(/\s+/);
    return { name, words, text: line.slice(name.length + 1) };
  });
const stages = instructions.filter(({ name }) => name === "FROM");
const finalStage = instructions.slice(instructions.indexOf(stages.at(-1)!));

describe("the Dockerfile", () => {
  it("starts every stage from the Node that the project is tested on", () => {
    const { devDependencies } = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    for (const { words } of stages) {
      expect(words[0]).toBe(`node:${devDependencies["node"]}-bookworm-slim`);
    }
  });

  it("runs the bot as the start script does", () => {
    const { scripts } = z
      .object({ scripts: z.object({ start: z.string() }) })
      .parse(JSON.parse(read("package.json")));
    const [settings = "", command = ""] = scripts.start.split(/ exec (?=node )/);
    const environment = finalStage.find(({ name }) => name === "ENV");
    expect(settings.split(" ")).toHaveLength(2);
    for (const setting of settings.split(" ")) expect(environment?.words).toContain(setting);
    const entry = finalStage.find(({ name }) => name === "ENTRYPOINT");
    const words = z.array(z.string()).parse(JSON.parse(entry?.text ?? ""));
    const inImage = words.join(" ").replace("/app/dist/handbook-bot.js", "src/cli/launch.ts");
    expect(`${inImage} serve`).toBe(command);
  });

  it("copies only what is there and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const sources = instructions
      .filter(({ name, text }) => name === "COPY" && !text.startsWith("--from="))
      .flatMap(({ words }) => words.slice(0, -1));
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(existsSync(join(root, source)), source).toBe(true);
      expect(allowed, source).toContain(source);
    }
    for (const path of allowed) expect(sources, path).toContain(path);
  });

  it("takes from an earlier stage only what that one makes", () => {
    const names = stages.flatMap(({ words }) => (words[1] === "AS" ? [words[2]] : []));
    for (const { name, words } of finalStage) {
      const from =
        name === "COPY" && words[0]?.startsWith("--from=") ? words[0].slice(7) : undefined;
      if (from === undefined) continue;
      expect(names).toContain(from);
      expect(["/app/package.json", "/app/node_modules", "/app/dist"]).toContain(words[1]);
    }
  });

  it("runs the built bot as a user without rights, and says how to stop and watch it", () => {
    const last = (wanted: string): string | undefined =>
      finalStage.findLast(({ name }) => name === wanted)?.text;
    expect(last("USER")).toBe("node");
    expect(last("STOPSIGNAL")).toBe("SIGTERM");
    expect(last("HEALTHCHECK")).toContain("/healthz");
    expect(JSON.parse(last("ENTRYPOINT") ?? "")).toEqual([
      "node",
      "--max-semi-space-size=8",
      "/app/dist/handbook-bot.js",
    ]);
    expect(JSON.parse(last("CMD") ?? "")).toEqual(["serve"]);
    expect(existsSync(join(root, "src/cli/launch.ts"))).toBe(true);
  });

  it("sets settings that the bot knows", () => {
    const pairs = [
      ...(finalStage.find(({ name }) => name === "ENV")?.text ?? "").matchAll(/(\w+)=(\S+)/g),
    ];
    const env = Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
    const settings = readEnvironment({
      ...env,
      HANDBOOK_BOT_GITLAB_URL: "https://gitlab.example.com",
      HANDBOOK_BOT_GITLAB_TOKEN: "glpat-of-the-bot",
      HANDBOOK_BOT_WEBHOOK_SECRET: "f3a91c0de4b27788",
    });
    expect(settings).toMatchObject({ host: "0.0.0.0", port: 8080, dataDir: "/data" });
  });
});

describe("compose.yml", () => {
  const service = z.object({
    environment: z.record(z.string(), z.string()).default({}),
    secrets: z.array(z.string()).default([]),
    volumes: z.array(z.string()).default([]),
    read_only: z.literal(true),
    cap_drop: z.tuple([z.literal("ALL")]),
    depends_on: z.record(z.string(), z.unknown()).default({}),
  });
  const compose = z
    .object({
      services: z.object({ bot: service, valkey: service }),
      volumes: z.record(z.string(), z.null()),
      secrets: z.record(z.string(), z.object({ file: z.string() })),
    })
    .parse(parse(read("compose.yml")));

  it("gives the bot settings that it knows, and secrets through files", () => {
    const { environment, secrets } = compose.services.bot;
    const files = Object.entries(environment).filter(([name]) => name.endsWith("_FILE"));
    expect(files.map(([, path]) => path)).toEqual(secrets.map((name) => `/run/secrets/${name}`));
    const env = Object.fromEntries(
      Object.entries(environment).map(([name, value]) =>
        name.endsWith("_FILE")
          ? [name.slice(0, -"_FILE".length), "0123456789abcdef"]
          : [name, value.startsWith("${") ? "https://gitlab.example.com" : value],
      ),
    );
    expect(readEnvironment(env).queueUrl).toBe("redis://valkey:6379");
  });

  it("names volumes, secrets and services that it declares", () => {
    for (const { volumes, secrets, depends_on } of Object.values(compose.services)) {
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(":")[0]!);
      for (const secret of secrets) expect(compose.secrets).toHaveProperty(secret);
      for (const name of Object.keys(depends_on)) expect(compose.services).toHaveProperty(name);
    }
  });

  it("reads secrets from a folder that neither git nor the image takes in", () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(read(".gitignore").split("\n")).toContain("secrets/");
    expect(read(".dockerignore")).toMatch(/^\*$/m);
  });
});

describe(".gitlab-ci.yml", () => {
  const pipeline = z
    .record(z.string(), z.unknown())
    .parse(parse(read(".gitlab-ci.yml"), { merge: true }));
  const job = z.looseObject({ stage: z.string(), script: z.array(z.string()) });

  it("runs what runs on a laptop, gates the project's own pages, and builds the image on tags", () => {
    expect(job.parse(pipeline["test"]).script).toEqual([".ci/run"]);
    expect(job.parse(pipeline["docs"]).script.join("\n")).toContain("src/cli/launch.ts lint");
    expect(JSON.stringify(pipeline["image"])).toContain("CI_COMMIT_TAG");
    const stages = z.array(z.string()).parse(pipeline["stages"]);
    for (const name of ["test", "docs", "image"]) {
      expect(stages).toContain(job.parse(pipeline[name]).stage);
    }
  });

  it("uses the Node that the image has", () => {
    expect(pipeline["default"]).toMatchObject({
      image: stages[0]?.words[0]?.replace("-slim", ""),
    });
  });

  it("calls a script that may be run", async () => {
    const { access, constants } = await import("node:fs/promises");
    await access(join(root, ".ci/run"), constants.X_OK);
  });
});
