import { nearest } from "../lint/describe-issue.ts";
import { compileGlob } from "../text/glob.ts";
import { nearestWord } from "../text/near-misses.ts";
import type { HandbookConfig } from "../config/handbook-config.ts";

/** Folders that a glob is held against, to name the nearest. */
const foldersMax = 2_000;

/** Page types that the parser gives by itself. */
const builtInTypes = [
  "handbook",
  "include",
  "job-family",
  "job-family-part",
  "job-page",
  "policy",
  "readme",
];

/**
 * Names what a configuration says about no page of a handbook: globs that match nothing, page types that there
 * are not. One sentence each, with the nearest name. `files` are all files of the handbook, pages among them.
 */
export function unmatchedIn(
  config: Pick<HandbookConfig, "mentions" | "lint">,
  files: readonly string[],
  pages: readonly string[],
): readonly string[] {
  const { globs, types } = config.mentions;
  const known = [...builtInTypes, ...config.lint.pageTypes.map(({ type }) => type)];
  return [
    ...globs.flatMap(({ name, source, isOfFiles }) => {
      const matches = compileGlob(name);
      const among = isOfFiles ? files : pages;
      if (among.some((path) => matches(path))) return [];
      const hint = nearestFolder(name, among);
      return `“${name}” at ${source} matches no ${isOfFiles ? "file" : "page"}${hint}.`;
    }),
    ...types
      .filter(({ name }) => !known.includes(name))
      .map(
        ({ name, source }) =>
          `There is no page type “${name}”, which ${source} names; ${nearest(name, known)}.`,
      ),
  ];
}

/** The folder or file that was most likely meant by the part of a glob that is a path. */
function nearestFolder(glob: string, paths: readonly string[]): string {
  const [start = ""] = glob.split(/[*?[{]/);
  const wanted = start.replace(/\/$/, "");
  const depth = wanted.split("/").length;
  const names = new Set(paths.map((path) => path.split("/").slice(0, depth).join("/")));
  const hint = nearestWord(wanted, [...names].slice(0, foldersMax));
  return hint === undefined || hint === wanted ? "" : `; the nearest is ${hint}`;
}
