import { z } from "zod";

import { parseDataFile } from "../lint/data-file.ts";

/** A configuration that another project keeps: `group/project//path.yml@v1`. */
export interface SharedReference {
  readonly project: string;
  readonly path: string;
  /** A tag, or the whole id of a commit. */
  readonly ref: string;
}

/** What a reference leads to. Only `text` holds something of the other project. */
export type SharedText =
  | { readonly kind: "text"; readonly text: string }
  /** It is not there, or nobody may read it: `why` says what to do. */
  | { readonly kind: "missing"; readonly why: string }
  /** Nobody tried: the target branch does not name that file. */
  | { readonly kind: "unread" };

/** Gives what a reference leads to, at once. */
export type ReadShared = (reference: string) => SharedText;

/** Configurations above each other. */
export const sharedDepthMax = 3;
/** Configurations that one takes up in all. */
export const sharedFilesMax = 10;

const referenceCharactersMax = 300;
const projectPart = /^[A-Za-z0-9_](?:[\w.-]*[\w-])?$/;
const pathPart = /^[\w .+-]+$/;
const commitId = /^[0-9a-f]{40}$/;

/** Reads a reference; undefined where it is none. */
export function parseReference(text: string): SharedReference | undefined {
  const [project = "", rest = "", ...more] = text.split("//");
  const at = rest.lastIndexOf("@");
  if (text.length > referenceCharactersMax || more.length > 0 || at === -1) return undefined;
  const [path, ref] = [rest.slice(0, at), rest.slice(at + 1)];
  const groups = project.split("/");
  const isProject = groups.length >= 2 && groups.every((part) => projectPart.test(part));
  const isPath = path.split("/").every((part) => pathPart.test(part) && !/^\.{1,2}$/.test(part));
  const isRef = ref.split("/").every((part) => projectPart.test(part) && !part.includes(".."));
  return isProject && isPath && isRef ? { project, path, ref } : undefined;
}

export function isCommitId(ref: string): boolean {
  return commitId.test(ref);
}

/** The file of a reference, whatever tag or commit: `group/project//path.yml`. */
export function sharedFileOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("@"));
}

/** The references that the text of a configuration names; none where it cannot be read. */
export function referencesIn(text: string): readonly string[] {
  try {
    const { extends: named } = parseDataFile("", text, z.looseObject({ extends: z.unknown() }));
    return [named]
      .flat()
      .filter((name) => typeof name === "string" && name.includes("//")) as string[];
  } catch {
    return [];
  }
}

/** Reads with a change's own configuration only files that the target branch names: nobody probes others by it. */
export function onlyKnown(read: ReadShared, known: ReadonlySet<string>): ReadShared {
  return (reference) => (known.has(sharedFileOf(reference)) ? read(reference) : { kind: "unread" });
}

/** Why a reference cannot be read, in words for whoever wrote it. Nothing of the other project is in it. */
export function whyMissing({ project, path, ref }: SharedReference): string {
  return isCommitId(ref)
    ? `there is no ${path} at commit ${ref.slice(0, 12)} of ${project}, or nobody here may read it; check them, and that the bot and the pipeline may read that project`
    : `there is no ${path} at a tag ${ref} of ${project}, or nobody here may read it; check them, and that the bot and the pipeline may read that project. A branch is no tag: it would change what is reported without a merge request`;
}
