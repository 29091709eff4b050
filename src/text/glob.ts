/** Alternatives that the braces of one glob may come to; a configuration cannot ask for more work. */
const alternativesMax = 64;

/** The innermost braces: nothing between them is a brace. */
const braces = /\{([^{}]*)\}/;

/**
 * Compiles a glob over repository paths: `*` and `?` stay within a folder name, `**` spans folders,
 * `{a,b}` gives alternatives, a final `/` means everything below. Matching never takes longer than
 * the length of glob times path, whatever either contains; a regular expression could not promise it.
 * @throws RangeError when the braces give more than 64 alternatives.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const patterns = expandBraces(glob.endsWith("/") ? `${glob}**` : glob).map((pattern) =>
    pattern
      .replace(/^\.?\//, "")
      .split("/")
      .map(compileName),
  );
  return (path) => {
    const folders = path.split("/");
    return patterns.some((pattern) =>
      matchSequence(
        pattern,
        folders,
        (part) => part === anyFolders,
        (part, name) => part !== anyFolders && part(name),
      ),
    );
  };
}

/** Compiles several globs into one question: does any of them match? */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(compileGlob);
  // The same page is asked about several times in a row.
  let last: { readonly path: string; readonly isMatch: boolean } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, isMatch: matchers.some((matches) => matches(path)) };
    return last.isMatch;
  };
}

/** Part of a pattern: the test of a name, or `**`. */
type NamePart = typeof anyFolders | ((name: string) => boolean);

const anyFolders = Symbol("**");

function compileName(pattern: string): NamePart {
  if (pattern === "**") return anyFolders;
  if (!/[*?]/.test(pattern)) return (name) => pattern === name;
  const parts = Array.from(pattern);
  return (name) =>
    matchSequence(
      parts,
      Array.from(name),
      (part) => part === "*",
      (part, char) => part === "?" || part === char,
    );
}

/** Greedy matching that goes back to the last star only: an earlier one never has to give way. */
export function matchSequence<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isStar: (part: P) => boolean,
  matches: (part: P, item: T) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let star = -1;
  let resume = 0;
  while (item < items.length) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at;
      resume = item;
      at += 1;
    } else if (part !== undefined && matches(part, items[item]!)) {
      at += 1;
      item += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      item = resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isStar);
}

function expandBraces(glob: string): readonly string[] {
  let patterns = [glob];
  for (;;) {
    const index = patterns.findIndex((pattern) => braces.test(pattern));
    const pattern = patterns[index];
    const found = pattern === undefined ? null : braces.exec(pattern);
    if (pattern === undefined || !found) return patterns;
    const before = pattern.slice(0, found.index);
    const after = pattern.slice(found.index + found[0].length);
    const choices = found[1]!.split(",").map((choice) => before + choice + after);
    patterns = [...patterns.slice(0, index), ...choices, ...patterns.slice(index + 1)];
    if (patterns.length > alternativesMax) {
      throw new RangeError(`the braces give more than ${alternativesMax} alternatives`);
    }
  }
}
