import { patchOf } from "./diffs.ts";
import { createPatch, unfoldedNewLine, type Patch } from "./patch.ts";
import { findChange, lineCodeAt } from "./positions.ts";
import { readFile, type Sha } from "./repository.ts";
import { changesBetween } from "./diffs.ts";
import type { Position, Version, World } from "./world.ts";

/** Where a position stands in a newer version of the diff; undefined when its lines changed. */
export function tracePosition(
  world: World,
  position: Position,
  version: Version,
): Position | undefined {
  const refs = { base: version.base, start: version.start, head: version.head };
  const oldPath = pathIn(world, position.refs.base, version.base, position.oldPath);
  const newPath = pathIn(world, position.refs.head, version.head, position.newPath);
  const change = findChange(world, version, oldPath, newPath);
  if (change === undefined) return undefined;
  if (position.type !== "text") return { ...position, refs, oldPath, newPath };
  const oldLine =
    position.oldLine === undefined
      ? undefined
      : follow(
          world,
          [position.refs.base, position.oldPath],
          [version.base, oldPath],
          position.oldLine,
        );
  const newLine =
    position.newLine === undefined
      ? undefined
      : follow(
          world,
          [position.refs.head, position.newPath],
          [version.head, newPath],
          position.newLine,
        );
  if (oldLine === "changed" || newLine === "changed") return undefined;
  const patch = patchOf(world, change);
  if (lineCodeAt(change, patch, oldLine, newLine) === undefined) return undefined;
  return { ...position, refs, oldPath, newPath, oldLine, newLine };
}

/** The path that a file has in a later commit, after a rename too. */
function pathIn(world: World, from: Sha, to: Sha, path: string): string {
  if (from === to) return path;
  const moved = changesBetween(world, from, to).find(
    (change) => change.oldPath === path && change.before !== undefined,
  );
  return moved?.newPath ?? path;
}

function follow(
  world: World,
  from: readonly [Sha, string],
  to: readonly [Sha, string],
  line: number,
): number | "changed" {
  const before = readFile(world.objects, ...from);
  const after = readFile(world.objects, ...to);
  if (before === undefined || after === undefined) return "changed";
  const patch: Patch = createPatch(before, after);
  if (patch.lines.some(({ kind, oldLine }) => kind === "removed" && oldLine === line))
    return "changed";
  return unfoldedNewLine(patch, line);
}
