import { createHash } from "node:crypto";
import { createPatch, type Patch } from "./patch.ts";
import { readBlob, type Sha } from "./repository.ts";
import { changedFiles, type FileChange } from "./tree-diff.ts";
import type { DiffRefs, World } from "./world.ts";

const NOTHING = Buffer.alloc(0);

/** The files that two commits differ in. Computed once per pair. */
export function changesBetween(world: World, from: Sha, to: Sha): readonly FileChange[] {
  const key = `${from}:${to}`;
  const known = world.changes.get(key);
  if (known !== undefined) return known;
  const changes = changedFiles(world.objects, from, to);
  world.changes.set(key, changes);
  return changes;
}

/** The text difference of one changed file. Computed once per pair of contents. */
export function patchOf(world: World, change: Pick<FileChange, "before" | "after">): Patch {
  const key = `${change.before?.sha ?? ""}:${change.after?.sha ?? ""}`;
  const known = world.patches.get(key);
  if (known !== undefined) return known;
  const read = (sha: Sha | undefined): Buffer =>
    sha === undefined ? NOTHING : readBlob(world.objects, sha);
  const patch = createPatch(read(change.before?.sha), read(change.after?.sha));
  world.patches.set(key, patch);
  return patch;
}

/** One item of GitLab's diff lists, before it is cut to what a caller asked for. */
export interface DiffItem {
  readonly change: FileChange;
  readonly collapsed: boolean;
  readonly tooLarge: boolean;
}

/** The files of a diff with the flags that GitLab's limits give them; files over the limit are cut off. */
export function limitDiffs(
  world: World,
  changes: readonly FileChange[],
): { readonly items: readonly DiffItem[]; readonly overflow: boolean } {
  const { patchBytes, files, lines } = world.options.diffLimits;
  let linesSoFar = 0;
  const items = changes.slice(0, files).map((change, index): DiffItem => {
    const patch = patchOf(world, change);
    linesSoFar += patch.lines.length;
    const bytes = Buffer.byteLength(patch.text);
    const tooLarge = bytes > patchBytes || linesSoFar > lines;
    const collapsed =
      !tooLarge && (bytes > patchBytes / 10 || index >= files / 10 || linesSoFar > lines / 10);
    return { change, collapsed, tooLarge };
  });
  return { items, overflow: changes.length > files };
}

/** A diff item as the API shows it. */
export function diffJson(
  world: World,
  { change, collapsed, tooLarge }: DiffItem,
  unidiff = false,
): Record<string, unknown> {
  const { oldPath, newPath, before, after } = change;
  const withheld = collapsed || tooLarge;
  const text = withheld ? "" : patchOf(world, change).text;
  return {
    old_path: oldPath,
    new_path: newPath,
    a_mode: before?.mode ?? "0",
    b_mode: after?.mode ?? "0",
    diff: unidiff && text !== "" ? `${fileHeader(change)}${text}` : text,
    new_file: before === undefined,
    renamed_file: oldPath !== newPath,
    deleted_file: after === undefined,
    generated_file: false,
    collapsed,
    too_large: tooLarge,
  };
}

/** The two lines above the first hunk of a unified diff. */
export function fileHeader({ oldPath, newPath, before, after }: FileChange): string {
  const left = before === undefined ? "/dev/null" : `a/${oldPath}`;
  const right = after === undefined ? "/dev/null" : `b/${newPath}`;
  return `--- ${left}\n+++ ${right}\n`;
}

/** `git diff` of two commits as text. */
export function rawDiff(world: World, items: readonly DiffItem[]): string {
  return items
    .map(({ change, collapsed, tooLarge }) => {
      const { oldPath, newPath, before, after } = change;
      const head = [`diff --git a/${oldPath} b/${newPath}`];
      if (before === undefined) head.push(`new file mode ${after?.mode}`);
      if (after === undefined) head.push(`deleted file mode ${before?.mode}`);
      if (oldPath !== newPath) head.push(`rename from ${oldPath}`, `rename to ${newPath}`);
      head.push(`index ${(before?.sha ?? "0").slice(0, 8)}..${(after?.sha ?? "0").slice(0, 8)}`);
      const text = collapsed || tooLarge ? "" : patchOf(world, change).text;
      return `${head.join("\n")}\n${text === "" ? "" : fileHeader(change) + text}`;
    })
    .join("");
}

/** Equal for two versions whose changes are the same, whatever they are based on. */
export function patchId(world: World, { base, head }: DiffRefs): string {
  const digest = createHash("sha1");
  for (const change of changesBetween(world, base, head)) {
    digest.update(`${change.oldPath}\0${change.newPath}\0`);
    for (const { kind, text } of patchOf(world, change).lines)
      digest.update(kind === "context" ? "" : `${kind}${text}\n`);
  }
  return digest.digest("hex");
}
