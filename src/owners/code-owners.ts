import { compileFnmatch } from "./fnmatch.ts";
import { ownersIn } from "./owner-references.ts";

/** One entry of a CODEOWNERS file. */
export interface OwnerEntry {
  /** As it is written, without the `!` of an exclusion. */
  readonly pattern: string;
  /** Name of the section; empty for entries without one. */
  readonly section: string;
  /** What it matches needs no approval in its section. */
  readonly isExclusion: boolean;
  /** Users, groups, roles and e-mail addresses with their marks. Without owners nobody is asked. */
  readonly owners: readonly string[];
  /** How many approvals its section asks for; 0 for a section that is optional. */
  readonly approvals: number;
}

/** Who has to approve changes to which files. */
export interface CodeOwners {
  readonly entries: readonly OwnerEntry[];
  /** The entry that counts in each section, in the order of the sections. */
  entriesFor(path: string): readonly OwnerEntry[];
}

/** Where GitLab looks for the file; the first that is there counts. docs.gitlab.com codeowners, 2026-11. */
export const codeOwnersPaths = ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"] as const;

interface Section {
  readonly name: string;
  /** By their patterns: a pattern that stands twice has its first place and its last owners. */
  readonly entries: Map<string, ReadEntry>;
}

interface ReadEntry {
  readonly entry: OwnerEntry;
  readonly isOptional: boolean;
  /** Asks for a path from the root, with a slash at its start. */
  readonly matches: (rooted: string) => boolean;
}

/** What a heading says of the entries below it. */
interface Heading {
  readonly name: string;
  readonly isOptional: boolean;
  readonly approvals: number;
  readonly owners: readonly string[];
}

/**
 * Reads a CODEOWNERS file as GitLab does. ee/lib/gitlab/code_owners/file.rb and section_parser.rb; exclusions since
 * GitLab 17.10; docs.gitlab.com codeowners/reference and advanced, 2026-11.
 */
export function parseCodeOwners(text: string): CodeOwners {
  const first: Section = { name: "", entries: new Map() };
  const sections = [first];
  let section = first;
  let heading: Heading = { name: "", isOptional: false, approvals: 0, owners: [] };
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const read = readHeading(line);
    if (read === undefined) {
      section.entries.set(...readEntry(line, section.name, heading));
      continue;
    }
    heading = read;
    section = sectionNamed(read.name, sections);
  }
  return createOwners(sections);
}

/** A section that stands twice is one section, whatever the case of its name. */
function sectionNamed(name: string, sections: Section[]): Section {
  const known = sections.slice(1).find((it) => it.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  const created = { name, entries: new Map<string, ReadEntry>() };
  sections.push(created);
  return created;
}

function createOwners(sections: readonly Section[]): CodeOwners {
  const lists = sections.map(({ entries }) => {
    const list = [...entries.values()];
    // A section is optional where all of its headings say so.
    const isOptional = list.every((read) => read.isOptional);
    return list.map(({ entry, matches }) => ({
      entry: { ...entry, approvals: isOptional ? 0 : Math.max(1, entry.approvals) },
      matches,
    }));
  });
  const halves = lists.map((list) => ({
    // The last one counts, so that it is looked for from the end.
    owned: list.filter(({ entry }) => !entry.isExclusion).toReversed(),
    excluded: list.filter(({ entry }) => entry.isExclusion),
  }));
  // Several rules ask about one page, and again about its edited text.
  let known: { readonly path: string; readonly entries: readonly OwnerEntry[] } | undefined;
  return {
    entries: lists.flat().map(({ entry }) => entry),
    entriesFor(path) {
      if (known?.path === path) return known.entries;
      const rooted = `/${path.replace(/^\//, "")}`;
      const entries = halves.flatMap(({ owned, excluded }) => {
        const last = owned.find(({ matches }) => matches(rooted));
        if (last === undefined || excluded.some(({ matches }) => matches(rooted))) return [];
        return [last.entry];
      });
      known = { path, entries };
      return entries;
    },
  };
}

/** `^[Name][2] @owner`; what stands behind the brackets without a space makes the line no less a heading. */
const HEADING = /^(\^?)\[([^\]]*)\](?:\[(\d*)\])?(\s[@\w.\-/\s+]*)?/;

function readHeading(line: string): Heading | undefined {
  const found = HEADING.exec(line);
  if (found === null) return undefined;
  const [, optional = "", name = "", approvals = "", owners = ""] = found;
  return {
    name,
    isOptional: optional === "^",
    approvals: Math.min(Number(approvals), 1_000),
    owners: ownersIn(owners),
  };
}

function readEntry(line: string, section: string, heading: Heading): [path: string, ReadEntry] {
  const gap = /(?<!\\)\s/.exec(line)?.index ?? line.length;
  const written = line.slice(0, gap);
  const own = line.slice(gap).trim();
  const isExclusion = written.startsWith("!");
  const pattern = isExclusion ? written.slice(1) : written;
  // Owners that cannot be read do not bring back those of the section.
  const owners = isExclusion ? [] : own === "" ? heading.owners : ownersIn(own);
  const { approvals, isOptional } = heading;
  const path = pathOf(pattern);
  const entry = { pattern, section, isExclusion, owners, approvals };
  return [path, { entry, isOptional, matches: compilePath(path) }];
}

/** A pattern from the root of the repository: without a slash at its start it may begin in any folder. */
function pathOf(pattern: string): string {
  if (pattern === "*") return "/**/*";
  const clean = pattern.replace(/^\\#/, "#").replace(/\\\s+/g, " ");
  const rooted = clean.startsWith("/") ? clean : `/**/${clean}`;
  return rooted.endsWith("/") ? `${rooted}**/*` : rooted;
}

/** Most entries name a page or a folder; distinguishing those is worth it on a thousand pages. */
function compilePath(path: string): (rooted: string) => boolean {
  const [, anywhere, name = "", below] = /^(\/\*\*)?(\/[^*?[\\]*?)(\/\*\*\/\*)?$/.exec(path) ?? [];
  if (name === "") return compileFnmatch(path);
  const folder = `${name}/`;
  if (anywhere === undefined) {
    return below === undefined
      ? (rooted) => rooted === name
      : (rooted) => rooted.startsWith(folder);
  }
  return below === undefined
    ? (rooted) => rooted.endsWith(name)
    : (rooted) => rooted.includes(folder);
}
