/** One entry of a CODEOWNERS file. */
export interface OwnerEntry {
  readonly pattern: string;
  /** Name of the section; empty above the first. */
  readonly section: string;
  readonly isOptional: boolean;
  readonly owners: readonly string[];
}

/** Who has to approve changes to which files. */
export interface CodeOwners {
  readonly entries: readonly OwnerEntry[];
  /** The entry that counts in each section: the last that matches. Sections in order. */
  entriesFor(path: string): readonly OwnerEntry[];
}

/** Where GitLab looks for the file; the first that is there counts. docs.gitlab.com codeowners, 2026-11. */
export const codeOwnersPaths = ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"] as const;

const entriesMax = 10_000;
const ownersMax = 50;

/** A pattern with more wildcards is not followed: each may be tried at every place of a path. */
const wildcardsMax = 4;

/** Reads a CODEOWNERS file; lines that cannot be read are left out, as GitLab does. */
export function parseCodeOwners(text: string): CodeOwners {
  const entries: OwnerEntry[] = [];
  let section = "";
  let isOptional = false;
  let defaults: readonly string[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.length > 2_000) continue;
    const header = /^(\^?)\[([^\]]{1,200})\](?:\[\d{1,3}\])?(.*)$/.exec(line);
    if (header !== null) {
      section = (header[2] ?? "").trim();
      isOptional = header[1] === "^";
      defaults = ownersIn((header[3] ?? "").trim().split(/\s+/));
      continue;
    }
    if (entries.length >= entriesMax) break;
    const [pattern = "", ...rest] = line.replaceAll("\\ ", "\u0000").split(/\s+/);
    const own = ownersIn(rest);
    entries.push({
      pattern: pattern.replaceAll("\u0000", " ").replace(/^\\#/, "#"),
      section,
      isOptional,
      owners: own.length > 0 ? own : defaults,
    });
  }
  const tests = entries.map((entry) => ({ entry, test: compilePattern(entry.pattern) }));
  return {
    entries,
    entriesFor(path) {
      const last = new Map<string, OwnerEntry>();
      for (const { entry, test } of tests) {
        if (test(path)) last.set(entry.section.toLowerCase(), entry);
      }
      return [...last.values()];
    },
  };
}

function ownersIn(words: readonly string[]): readonly string[] {
  return words
    .filter((word) => /^@{1,2}[\w./-]+$|^[^\s@]+@[^\s@]+$/.test(word))
    .slice(0, ownersMax);
}

/** A pattern with a slash at its start begins at the root; a folder stands for all that is below it. */
function compilePattern(pattern: string): (path: string) => boolean {
  const isRooted = pattern.startsWith("/");
  const body = pattern.replace(/^\//, "").replace(/\/$/, "/**");
  if (!/[*?]/.test(body.replace(/\/\*\*$/, ""))) {
    const prefix = body.endsWith("/**") ? body.slice(0, -2) : `${body}/`;
    const exact = body.endsWith("/**") ? undefined : body;
    return isRooted
      ? (path) => path === exact || path.startsWith(prefix)
      : (path) =>
          path === exact || `/${path}`.includes(`/${prefix}`) || path.endsWith(`/${exact ?? "\n"}`);
  }
  if ((body.match(/\*\*?|\?/g) ?? []).length > wildcardsMax) return () => false;
  const source = body
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map((part) => wildcards.get(part) ?? part.replace(/[.+^${}()|[\]\\]/g, "\\$&"))
    .join("");
  const expression = new RegExp(`^${isRooted ? "" : "(?:.*/)?"}${source}$`);
  return (path) => path.length <= 1_000 && expression.test(path);
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:.*/)?"],
  ["/**", "/.*"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
]);
