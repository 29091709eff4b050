import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { z } from "zod";

const record = z.object({
  id: z.string(),
  title: z.string(),
  files: z.array(
    z.object({
      status: z.string(),
      old_path: z.string(),
      path: z.string(),
      base: z.string().nullable(),
      head: z.string().nullable(),
    }),
  ),
});

/** One merge request of the past: each page as a whole before and after; null where it did not exist. */
export type RecordedChange = z.infer<typeof record>;

/** Reads recorded merge requests: gzipped JSON lines, one merge request a line. */
export function readRecords(path: string, limit: number): readonly RecordedChange[] {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .slice(0, limit)
    .map((line) => record.parse(JSON.parse(line)));
}

/** What the target branch must hold for the change, as files to commit. */
export function baseFiles(change: RecordedChange): Record<string, string | null> {
  const files: Record<string, string | null> = {};
  for (const { path } of change.files) files[path] = null;
  for (const { old_path: oldPath, base } of change.files) if (base !== null) files[oldPath] = base;
  return files;
}

/** What the source branch commits on top of that. */
export function headFiles(change: RecordedChange): Record<string, string | null> {
  const files: Record<string, string | null> = {};
  for (const { old_path: oldPath, path } of change.files)
    if (oldPath !== path) files[oldPath] = null;
  for (const { path, head } of change.files) files[path] = head;
  return files;
}

/** The change as it looks after forty lines were inserted at the top of each page on both branches. */
export function rebased(change: RecordedChange): RecordedChange {
  return {
    ...change,
    files: change.files.map((file) => ({
      ...file,
      base: file.base === null ? null : insertLines(file.base),
      head: file.head === null ? null : insertLines(file.head),
    })),
  };
}

function insertLines(text: string): string {
  const frontMatter = /^---\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/.exec(text)?.[0] ?? "";
  const lines = Array.from({ length: 20 }, (_, at) => `Line ${at + 1} that a rebase put here.\n\n`);
  return `${frontMatter}${frontMatter === "" ? "" : "\n"}${lines.join("")}${text.slice(frontMatter.length)}`;
}
