import { configBytesMax } from "../../config/limits.ts";
import {
  isCommitId,
  parseReference,
  type ReadShared,
  referencesIn,
  sharedDepthMax,
  sharedFileOf,
  sharedFilesMax,
  type SharedReference,
  type SharedText,
  whyMissing,
} from "../../config/shared-reference.ts";
import type { Reads } from "../reviewer/reads.ts";

/** Configurations of other projects by their reference, as they were read. */
export type SharedTexts = ReadonlyMap<string, SharedText>;

/** Gives what was read; what was not is unread. */
export function readFrom(texts: SharedTexts): ReadShared {
  return (reference) => texts.get(reference) ?? { kind: "unread" };
}

/** Does so where all have to be there. */
export function readAll(texts: SharedTexts): ReadShared {
  return (reference) => texts.get(reference) ?? { kind: "missing", why: "it was not read" };
}

/**
 * Reads the configurations that the text of one extends, and those that these extend. `known`, where it is given, are
 * the only files that are asked for: what a merge request names must not show whether a project is there.
 */
export async function readShared(
  reads: Reads,
  text: string,
  known?: ReadonlySet<string>,
): Promise<SharedTexts> {
  const texts = new Map<string, SharedText>();
  let next = referencesIn(text);
  for (let depth = 1; depth <= sharedDepthMax && next.length > 0; depth += 1) {
    const above: string[] = [];
    for (const name of next) {
      const reference = parseReference(name);
      const isAsked = known === undefined || known.has(sharedFileOf(name));
      if (reference === undefined || !isAsked || texts.has(name)) continue;
      if (texts.size >= sharedFilesMax) break;
      const found = await readOne(reads, reference);
      texts.set(name, found);
      if (found.kind === "text") above.push(...referencesIn(found.text));
    }
    next = above;
  }
  return texts;
}

/** Which files were read, whatever tag or commit. */
export function filesOf(texts: SharedTexts): ReadonlySet<string> {
  return new Set([...texts.keys()].map(sharedFileOf));
}

async function readOne(reads: Reads, reference: SharedReference): Promise<SharedText> {
  const { project, path, ref } = reference;
  const sha = isCommitId(ref) ? ref : await reads.tagCommit(project, ref);
  const content = sha === undefined ? undefined : await reads.file(project, path, sha);
  if (content === undefined) return { kind: "missing", why: whyMissing(reference) };
  if (content === "too-large" || content.length > configBytesMax)
    return { kind: "missing", why: `it has more than ${configBytesMax} bytes` };
  return { kind: "text", text: new TextDecoder().decode(content) };
}
