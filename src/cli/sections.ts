import { join } from "node:path";

import type { PageTemplate } from "../../rules/structure/page-template.ts";
import { readTemplates } from "../../rules/structure/read-templates.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import { nearest } from "../lint/describe-issue.ts";
import { pageName } from "./page-name.ts";
import { locate, standpoints } from "./locate.ts";
import { openLocation } from "./open-handbook.ts";
import { openRules } from "./open-rules.ts";
import {
  sectionsOfTemplate,
  sharedHeadings,
  type SharedSection,
} from "./sections/compare-sections.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface SectionsOptions {
  readonly type?: string;
}

/**
 * Prints a table, in Markdown, of the sections that the pages of a folder share and of the pages that lack them.
 * @throws UsageError for what the person at the keyboard can fix.
 */
export async function sections(folder: string, { type }: SectionsOptions): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  // Which sections a folder has depends on no configuration, so that none need be there.
  const location = locate({ named: [], root: folder }, standpoints(process.cwd(), process.env));
  const opened = openLocation(location, openRules({ today }));
  if (opened.paths.length < 2)
    throw new UsageError(
      `Fewer than two pages in ${opened.root}. Name a folder with at least two.`,
    );
  const template = type === undefined ? undefined : templateFor(type);
  const { linter } = await opened.loadRules({ slow: false });
  const pages = opened.paths.map((path) => linter.parse(path, opened.read(path)));
  const shared =
    template === undefined ? sharedHeadings(pages) : sectionsOfTemplate(pages, template);
  if (shared.length === 0) {
    process.stdout.write("No section appears on at least half of these pages.\n");
    return;
  }
  const names = opened.paths.map((path) => pageName(join(opened.root, path)));
  process.stdout.write(comparison(names, opened.paths, shared));
}

/** The table of the pages that are siblings, and why others are not in it. */
function comparison(
  names: readonly string[],
  paths: readonly string[],
  shared: readonly SharedSection[],
): string {
  const isIndex = paths.map((path) => /^_?(?:index|readme)\.[^/]*$/i.test(path));
  const isEmpty = paths.map((_, at) => shared.every(({ isOn }) => isOn[at] !== true));
  const isCompared = paths.map((_, at) => isIndex[at] !== true && isEmpty[at] !== true);
  const compared = names.filter((_, at) => isCompared[at]);
  const rows = shared.map(({ name, isOn }) => ({
    name,
    isOn: isOn.filter((_, at) => isCompared[at]),
  }));
  const index = names.filter((_, at) => isIndex[at]);
  const others = names.filter((_, at) => isIndex[at] !== true && isEmpty[at]);
  return [
    table(compared, rows),
    index.length > 0 ? `\nNot compared: ${list(index)}, the index of the folder.\n` : "",
    others.length > 0 ? `\nNot compared, with none of these sections: ${list(others)}.\n` : "",
  ].join("");
}

function list(names: readonly string[]): string {
  return names.map(cell).join(", ");
}

function templateFor(type: string): PageTemplate {
  const templates = readTemplates(readRuleFiles());
  const found = templates.find(({ pages }) => pages.includes(type));
  if (found !== undefined) return found;
  const known = templates.flatMap(({ pages }) => pages);
  throw new UsageError(`There is no template for pages of type ${type}: ${nearest(type, known)}.`);
}

function table(names: readonly string[], shared: readonly SharedSection[]): string {
  const rows = shared.map(({ name, isOn }) => {
    const lack = names.filter((_, at) => isOn[at] !== true);
    const have = names.length - lack.length;
    return `| ${cell(name)} | ${have} of ${names.length} | ${lack.map(cell).join(", ")} |\n`;
  });
  return `| Section | Pages | Missing on |\n| --- | --- | --- |\n${rows.join("")}`;
}

function cell(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\\|`<>*_[\]]/g, "\\$&")
    .trim();
}
