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

export function readChangedFile(diff: Diff): ChangedFile {
  const oldPath = diff.old_path;
  const newPath = diff.new_path;
  if (diff.new_file) {
    return { status: "added", oldPath: newPath, newPath, diff: readDiff(diff) };
  }
  if (diff.deleted_file) {
    return { status: "deleted", oldPath, newPath: oldPath, diff: readDiff(diff) };
  }
  const status = oldPath === newPath ? "modified" : "renamed";
  return { status, oldPath, newPath, diff: readDiff(diff) };
}

/** Before 18.4 GitLab did not say that it held a diff back: then an empty one proves nothing. */
function readDiff(diff: Diff): string | undefined {
  const isHeldBack = diff.collapsed === true || diff.too_large === true;
  const saysSo = typeof diff.collapsed === "boolean" || typeof diff.too_large === "boolean";
  return isHeldBack || (!diff.diff && !saysSo) ? undefined : (diff.diff ?? undefined);
}
