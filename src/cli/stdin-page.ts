import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";

import { type Location, locate, type LocationChoice, type Standpoints } from "./locate.ts";
import { statOf } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/** A page whose text comes from elsewhere than its file. */
export interface GivenPage {
  /** Relative to the root of the handbook. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Stands for standard input among the pages that are named. */
export const stdinName = "-";

/**
 * Reads a page from standard input, as an editor gives it before it is saved. Its path says which page it is; the
 * file need not be there.
 * @throws UsageError where it does not say
 */
export function readStdinPage(
  path: string | undefined,
  choice: Omit<LocationChoice, "named">,
  from: Standpoints,
): { readonly location: Location; readonly given: GivenPage } {
  if (path === undefined) {
    throw new UsageError(
      "Say which page standard input is: lint - --stdin-path handbook/leave.md.",
    );
  }
  const base = choice.root === undefined ? from[0] : resolve(from[0], choice.root);
  const file = resolve(statOf(resolve(from[0], path)) ? from[0] : base, path);
  const named = choice.root === undefined ? [nearestFolder(file)] : [];
  const found = locate({ ...choice, named }, from);
  const inside = relative(found.root, file).split(sep).join("/");
  if (inside.startsWith("../")) {
    throw new UsageError(`--stdin-path ${path} is not inside ${found.root}.`);
  }
  return {
    location: { ...found, chosen: [inside] },
    given: { path: inside, bytes: readFileSync(0) },
  };
}

function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!statOf(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
