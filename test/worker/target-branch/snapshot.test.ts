import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { restoreHandbook, storeHandbook } from "../../../src/handbook/create-handbook.ts";
import { draftSnapshot } from "../../../src/worker/target-branch/snapshot-draft.ts";
import { openSnapshot, SNAPSHOT_VERSION } from "../../../src/worker/target-branch/snapshot.ts";
import { handbookOf, hugo } from "../../handbook/handbook-of.ts";
import { flip } from "./flip.ts";

const index = storeHandbook(handbookOf(hugo));
const leave = "content/handbook/people/leave.md";
const encoder = new TextEncoder();

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-snapshot-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function write(path: string, sha = "4b825dc6"): Promise<void> {
  const draft = await draftSnapshot(path);
  for (const [name, text] of Object.entries(hugo)) {
    await draft.add({ path: name, bytes: encoder.encode(text) });
  }
  await draft.finish({ sha, configKey: "c0ffee", others: ["static/logo.svg"] }, index);
}

/** Everything that a snapshot holds; undefined where there is none that can be used. */
async function read(path: string) {
  const snapshot = await openSnapshot(path);
  if (snapshot === undefined) return undefined;
  const { sha, configKey, others } = snapshot;
  const texts = Object.fromEntries(
    [...snapshot.files()].map((file) => [file.path, new TextDecoder().decode(file.bytes)]),
  );
  const stored = await snapshot.readIndex();
  await snapshot.close();
  const handbook = stored && restoreHandbook([stored], { layout: "hugo" });
  return { sha, configKey, others, texts, title: handbook?.page(leave)?.title };
}

const whole = {
  sha: "4b825dc6",
  configKey: "c0ffee",
  others: ["static/logo.svg"],
  texts: hugo,
  title: "Leave policy",
};

describe("a snapshot", () => {
  it("is read as it was written", async () => {
    const path = join(emptyFolder(), "deep", "people.snapshot");
    await write(path);
    expect(await read(path)).toEqual(whole);
  });

  it.each([
    ["missing", (path: string) => rmSync(path)],
    ["empty", (path: string) => truncateSync(path, 0)],
    ["cut off", (path: string) => truncateSync(path, readFileSync(path).length - 9)],
    ["longer than it was", (path: string) => writeFileSync(path, " ", { flag: "a" })],
    ["without its head", (path: string) => writeFileSync(path, readFileSync(path).subarray(1024))],
    ["different in one bit of its head", (path: string) => flip(path, 3)],
    ["different in one bit of its pages", (path: string) => flip(path, 1100)],
    ["of another version", (path: string) => replaceVersion(path)],
    ["another file", (path: string) => writeFileSync(path, "{}".padEnd(4096))],
  ])("is not read when it is %s", async (_, damage) => {
    const path = join(emptyFolder(), "people.snapshot");
    await write(path);
    damage(path);
    expect(await read(path)).toBeUndefined();
  });

  it("has pages still where only its index is damaged", async () => {
    const path = join(emptyFolder(), "people.snapshot");
    await write(path);
    flip(path, -20);
    expect(await read(path)).toEqual({ ...whole, title: undefined });
  });

  it("is one of many that are written at the same time, never parts of two", async () => {
    const folder = emptyFolder();
    const path = join(folder, "people.snapshot");
    const shas = Array.from({ length: 8 }, (_, at) => `commit-${at}`);
    const reads = shas.map(async (sha) => {
      await write(path, sha);
      return read(path);
    });
    for (const found of await Promise.all(reads)) {
      expect(shas).toContain(found?.sha);
      expect(found).toEqual({ ...whole, sha: found?.sha });
    }
    expect(readdirSync(folder)).toEqual(["people.snapshot"]);
  });

  it("stays readable while another takes its place", async () => {
    const path = join(emptyFolder(), "people.snapshot");
    await write(path, "old");
    const open = await openSnapshot(path);
    const draft = await draftSnapshot(path);
    await draft.finish({ sha: "new", configKey: "c0ffee", others: [] }, index);
    expect([...(open?.files() ?? [])]).toHaveLength(Object.keys(hugo).length);
    await open?.close();
    expect((await read(path))?.sha).toBe("new");
  });

  it("that is discarded leaves nothing behind", async () => {
    const folder = emptyFolder();
    const draft = await draftSnapshot(join(folder, "people.snapshot"));
    await draft.add({ path: leave, bytes: encoder.encode("# Leave\n") });
    await draft.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});

it("removes what killed processes left behind, and nothing that is being written", async () => {
  const folder = emptyFolder();
  const path = join(folder, "people.snapshot");
  const [old, young, foreign] = ["people.snapshot.1-a.part", "people.snapshot.2-b.part", "x.part"];
  for (const name of [old, young, foreign]) writeFileSync(join(folder, name), "");
  const longAgo = Date.now() / 1000 - 2 * 60 * 60;
  for (const name of [old, foreign]) utimesSync(join(folder, name), longAgo, longAgo);
  await write(path);
  expect(readdirSync(folder).sort()).toEqual(["people.snapshot", young, foreign].sort());
});

it("is whole whenever its writer is killed", async () => {
  const path = join(emptyFolder(), "people.snapshot");
  await write(path, "0");
  const program = fileURLToPath(new URL("endless-writer.ts", import.meta.url));
  for (const steps of [1, 2, 3, 5, 8, 13, 21]) {
    const writer = spawn(process.execPath, [program, path]);
    let seen = 0;
    for await (const _ of createInterface({ input: writer.stdout })) {
      seen += 1;
      if (seen === steps) break;
    }
    writer.kill("SIGKILL");
    await once(writer, "close");
    const found = await read(path);
    expect(found).toEqual({ ...whole, sha: found?.sha });
  }
});

it("has another version when an index holds something else", () => {
  const digest = createHash("sha1");
  for (const part of [...index.numbers, index.texts]) digest.update(part);
  const found = { version: SNAPSHOT_VERSION, digest: digest.digest("hex") };
  expect(
    found,
    "What an index holds of the same pages has changed. Raise SNAPSHOT_VERSION and write the new digest here: bots would go on with indexes of the old kind.",
  ).toEqual({ version: 3, digest: "ce229932f2b436bc1e6376db9caccea6f40bc2be" });
});

function replaceVersion(path: string): void {
  const text = readFileSync(path, "latin1");
  writeFileSync(path, text.replace(`"version":${SNAPSHOT_VERSION}`, `"version":0`), "latin1");
}
