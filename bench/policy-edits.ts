/**
 * Makes single edits in real policies by program, and says how many of those that change the meaning the comparison
 * lists, with a right kind and the right section, and how many of those that change the notation only:
 *
 *     node bench/policy-edits.ts DIR... [--meaning N] [--notation N] [--seed N] [--misses]
 *
 * All pages in the folders are read as policies. The edits are drawn in turns, so that rare kinds count as often as
 * frequent ones, each in a sentence that has not been used.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Block, Page } from "../src/page/page.ts";
import { parsePage } from "../src/page/parse-page.ts";
import { type PolicyChange, policyChanges } from "../src/policy/policy-changes.ts";
import { seededRandom } from "../test/random.ts";
import { editsOfMeaning, editsOfNotation, type WordEdit } from "./policy/word-edits.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    meaning: { type: "string", default: "120" },
    notation: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    misses: { type: "boolean", default: false },
  },
});

interface Made {
  readonly path: string;
  readonly section: string | undefined;
  readonly was: string;
  readonly is: string;
  readonly edit: WordEdit;
  readonly changes: readonly PolicyChange[];
}

const random = seededRandom(Number(values.seed));
const pages = positionals.flatMap((folder) =>
  globSync("**/*.{md,md.erb,markdown}", { cwd: folder })
    .sort()
    .map((path) => read(path, readFileSync(join(folder, path), "utf8"))),
);
console.log(`${pages.length} pages`);

const meaning = draw(editsOfMeaning, Number(values.meaning));
const listed = meaning.filter(({ changes }) => changes.length > 0);
const right = listed.filter(isRight);
console.log(`${meaning.length} edits of meaning of ${editsOfMeaning.length} kinds`);
console.log(`  listed ${share(listed.length, meaning.length)}`);
console.log(`  kind and section right ${share(right.length, listed.length)}`);
const notation = draw(editsOfNotation, Number(values.notation));
const falselyListed = notation.filter(({ changes }) => changes.length > 0);
console.log(`${notation.length} edits of notation of ${editsOfNotation.length} kinds`);
console.log(`  listed ${share(falselyListed.length, notation.length)}`);
if (values.misses) {
  for (const made of meaning.filter((one) => !right.includes(one))) print("missed or wrong", made);
  for (const made of falselyListed) print("listed", made);
}

function read(path: string, text: string): Page {
  return parsePage(path, text, { pageTypes: [{ type: "policy" }] });
}

/** Edits in turns, until there are enough of them or no sentence is left. */
function draw(edits: readonly WordEdit[], count: number): readonly Made[] {
  const places = edits.map((edit) => ({ edit, left: shuffled(placesOf(edit)) }));
  const made: Made[] = [];
  const used = new Set<string>();
  while (made.length < count && places.some(({ left }) => left.length > 0)) {
    for (const { edit, left } of places) {
      const place = left.pop();
      if (place === undefined || made.length >= count) continue;
      const one = make(edit, place.page, place.block);
      if (one === undefined || used.has(one.was)) continue;
      used.add(one.was);
      made.push(one);
    }
  }
  return made;
}

function placesOf({ from }: WordEdit): { page: Page; block: Block }[] {
  return pages.flatMap((page) =>
    page.blocks
      .filter(({ kind, isQuoted }) => kind === "paragraph" && !isQuoted)
      .filter(({ span }) => from.test(page.source.slice(span.start, span.end)))
      .map((block) => ({ page, block })),
  );
}

function make(edit: WordEdit, page: Page, { span, section }: Block): Made | undefined {
  const { source, prose } = page;
  const found = edit.from.exec(source.slice(span.start, span.end));
  if (found === null) return undefined;
  const start = span.start + found.index;
  const end = start + found[0].length;
  // Words in code and in the targets of links say nothing to a reader.
  if (prose.slice(start, end) !== found[0]) return undefined;
  const after = source.slice(0, start) + edit.to + source.slice(end);
  const text = (of: string, to: number): string => of.slice(Math.max(0, start - 60), to + 60);
  return {
    path: page.path,
    section: page.sections[section]?.heading?.text,
    was: text(source, end),
    is: text(after, start + edit.to.length),
    edit,
    changes: policyChanges(page, read(page.path, after)),
  };
}

function isRight({ edit, section, changes }: Made): boolean {
  const [only, ...more] = changes;
  return (
    more.length === 0 &&
    only !== undefined &&
    only.section === section &&
    (edit.kinds ?? []).some((kind) => only.kinds.includes(kind))
  );
}

function print(what: string, { path, was, is, section, changes }: Made): void {
  const one = (text: string): string => text.replace(/\s+/g, " ");
  console.log(`${what}: ${path} (${section ?? "no section"})\n  - ${one(was)}\n  + ${one(is)}`);
  for (const it of changes) console.log(`  ${it.kinds.join(", ")} in ${it.section ?? "-"}`);
}

function share(part: number, all: number): string {
  return `${part} of ${all} (${all === 0 ? "–" : (part / all).toFixed(3)})`;
}

function shuffled<T>(items: T[]): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
