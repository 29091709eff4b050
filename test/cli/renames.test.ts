import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findRenames, type LoneFile } from "../../src/cli/change/renames.ts";

const words = fc.constantFrom("leave", "pay", "travel", "office", "the team", "every month");
const line = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(" ")),
  fc.constant(""),
  // Of a long line git counts each 64 bytes.
  fc.array(words, { minLength: 20, maxLength: 30 }).map((all) => all.join(" ")),
);
// A last line without an end counts from git 2.44 on: here each has one.
const content = fc
  .array(line, { minLength: 1, maxLength: 12 })
  .chain((lines) =>
    fc
      .constantFrom("\n", "\n", "\n", "\r\n")
      .map((end) => lines.map((each) => each + end).join("")),
  );
const folder = (name: string) =>
  fc.dictionary(
    fc
      .tuple(fc.constantFrom("a", "b/c"), fc.constantFrom("leave.md", "pay.md", "index.md"))
      .map(([path, file]) => `${name}/in-${name}/${path}/${file}`),
    content,
    { minKeys: 1, maxKeys: 5 },
  );
/** Pages that were moved and changed beside pages that have nothing to do with one another. */
const folders = fc.tuple(folder("old"), folder("new")).chain(([old, fresh]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...Object.values(old)), line), { maxLength: 3 })
    .map((moved) => ({
      old,
      fresh: {
        ...fresh,
        ...Object.fromEntries(
          moved.map(([text, more], index) => [`new/moved/page-${index}.md`, `${text}${more}\n`]),
        ),
      },
    })),
);

test("renames are paired as git pairs them", () => {
  const root = mkdtempSync(join(tmpdir(), "handbook-bot-renames-"));
  let run = 0;
  let pairs = 0;
  try {
    fc.assert(
      fc.property(folders, ({ old, fresh }) => {
        // Which of two equal files moved is anybody's guess.
        fc.pre(new Set(Object.values(old)).size === Object.keys(old).length);
        const place = join(root, String(run++));
        for (const [path, text] of Object.entries({ ...old, ...fresh })) {
          mkdirSync(dirname(join(place, path)), { recursive: true });
          writeFileSync(join(place, path), text);
        }
        const asked = git(place);
        pairs += asked.size;
        const found = findRenames(loneFiles(old), loneFiles(fresh));
        expect(new Map(found)).toEqual(asked);
      }),
      { numRuns: 100 },
    );
    expect(pairs).toBeGreaterThan(50);
  } finally {
    rmSync(root, { recursive: true });
  }
});

function loneFiles(files: Readonly<Record<string, string>>): readonly LoneFile[] {
  return Object.entries(files)
    .map(([path, text]) => ({
      path,
      id: createHash("sha256").update(text).digest("hex"),
      bytes: Buffer.from(text),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The old path by the new one, as git says. */
function git(place: string): ReadonlyMap<string, string> {
  let output: string;
  try {
    output = execFileSync(
      "git",
      ["diff", "--no-index", "-z", "--name-status", "--find-renames=30%", "old", "new"],
      { cwd: place, encoding: "utf8" },
    );
  } catch (error) {
    // Git ends with 1 where the folders differ.
    ({ stdout: output } = error as { stdout: string });
  }
  const renames = new Map<string, string>();
  for (const [, from = "", to = ""] of output.matchAll(/(?:^|\0)R\d+\0([^\0]+)\0([^\0]+)/g)) {
    renames.set(to, from);
  }
  return renames;
}
