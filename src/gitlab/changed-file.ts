import type { z } from "zod";

import type { diffSchema } from "./schemas.ts";

export interface ChangedFile {
  readonly status: "added" | "modified" | "renamed" | "deleted";
  readonly oldPath: string;
  readonly newPath: string;
  /** From the first `@@` on; undefined where GitLab held it back. Its text is never linted. */
  readonly diff: string | undefined;
}

type Diff = z.infer<typeof diffSchema>;

/**
 * A change as it concerns files: a submodule or a symbolic link has no text of its own, so one that comes or goes is
 * no change, and one that takes a file's place deletes it.
 */
export function readChangedFile(diff: Diff): ChangedFile | undefined {
  const hadFile = diff.new_file !== true && isFile(diff.a_mode);
  const hasFile = diff.deleted_file !== true && isFile(diff.b_mode);
  if (!hadFile && !hasFile) return undefined;
  const text = readDiff(diff);
  const oldPath = hadFile ? diff.old_path : diff.new_path;
  const newPath = hasFile ? diff.new_path : diff.old_path;
  if (!hadFile) return { status: "added", oldPath, newPath, diff: text };
  if (!hasFile) return { status: "deleted", oldPath, newPath, diff: text };
  return { status: oldPath === newPath ? "modified" : "renamed", oldPath, newPath, diff: text };
}

/** Git's modes for files are 100644 and 100755; 120000 is a link, 160000 a submodule. */
function isFile(mode: string | null | undefined): boolean {
  return mode !== "120000" && mode !== "160000";
}

/** Before 18.4 GitLab did not say that it held a diff back: then an empty one proves nothing. */
function readDiff(diff: Diff): string | undefined {
  const isHeldBack = diff.collapsed === true || diff.too_large === true;
  const saysSo = typeof diff.collapsed === "boolean" || typeof diff.too_large === "boolean";
  return isHeldBack || (!diff.diff && !saysSo) ? undefined : (diff.diff ?? undefined);
}
