import { readFileSync, statSync } from "node:fs";
import { stringify } from "yaml";
import { z } from "zod";

import { noAvoidedTerm } from "../../rules/organisation/no-avoided-term.ts";
import { DataFileError, parseDataFile } from "../lint/data-file.ts";
import { prepareRule } from "../lint/prepare-rules.ts";
import { openHandbook } from "./open-handbook.ts";
import { errorCode, UsageError } from "./usage-error.ts";

/** A list of terms is a page or two. */
const fileBytesMax = 1024 * 1024;

/** The form of GitLab's `data/communication/misused_terms.yml`, read in 2026-11. */
const misusedTerms = z.array(
  z.looseObject({
    avoid: z.union([z.string(), z.array(z.string())]),
    use_instead: z.union([z.string(), z.array(z.string())]).nullish(),
    reason: z.string().nullish(),
  }),
);

interface Imported {
  readonly avoid: string[];
  readonly write?: string | string[];
}

/**
 * Prints the terms of a GitLab list of misused terms as the `terms:` of a configuration. With a handbook,
 * terms that would be reported too often are printed as comments, with their number.
 * @throws UsageError for what the person at the keyboard can fix.
 */
export async function importTerms(
  file: string,
  options: { readonly handbook?: string; readonly most: string },
): Promise<void> {
  const most = Number(options.most);
  if (!(most >= 0)) throw new UsageError("--most needs a number of findings per 1,000 pages.");
  const terms = readTerms(file);
  const counts =
    options.handbook === undefined ? undefined : await countEach(terms, options.handbook);
  const lines = terms.map((term, index) => {
    const text = stringify([term], { lineWidth: 0 }).replace(/^/gm, "  ").trimEnd();
    const rate = counts?.[index] ?? 0;
    if (counts === undefined || rate <= most) return text;
    const note = `  # ${rate.toFixed(1)} findings per 1,000 pages; list legitimate uses under except first`;
    return `${note}\n${text.replace(/^ {2}/gm, "  # ")}`;
  });
  process.stdout.write(`terms:\n${lines.join("\n")}\n`);
  if (counts !== undefined) {
    const flooding = counts.filter((rate) => rate > most).length;
    console.error(
      `${terms.length} terms read; ${flooding} of them would be reported more than ${most} times per 1,000 pages.`,
    );
  }
}

function readTerms(file: string): readonly Imported[] {
  let text: string;
  try {
    if (statSync(file).size > fileBytesMax) throw new Error("it is larger than 1 MiB");
    text = readFileSync(file, "utf8");
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      errorCode(error) === "ENOENT"
        ? `There is no file ${file}.`
        : `${file} cannot be read: ${cause}`,
    );
  }
  try {
    return parseDataFile(file, text, misusedTerms).flatMap(({ avoid, use_instead }) => {
      const words = [avoid].flat().map(plain).filter(isTerm);
      const better = [use_instead ?? []]
        .flat()
        .map(plain)
        .filter((word) => word !== "" && word.length <= 40);
      if (words.length === 0) return [];
      const [only] = better;
      if (only === undefined) return [{ avoid: words }];
      return [{ avoid: words, write: better.length === 1 ? only : better.slice(0, 3) }];
    });
  } catch (error) {
    if (error instanceof DataFileError) throw new UsageError(error.message);
    throw error;
  }
}

/** Text without marks of Markdown, notes in brackets and quotation marks. */
function plain(text: string): string {
  return text
    .slice(0, 500)
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/\([^()]*\)|[*`"“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function isTerm(word: string): boolean {
  return word.length <= 80 && /[\p{L}\p{N}]/u.test(word);
}

/** Findings of each term per 1,000 pages. */
async function countEach(terms: readonly Imported[], folder: string): Promise<readonly number[]> {
  const opened = openHandbook({ root: folder, today: new Date().toISOString().slice(0, 10) });
  if (opened.paths.length === 0) throw new UsageError(`No pages found in ${opened.root}.`);
  const { linter } = await opened.loadRules({ slow: false });
  const each = terms.map((term) =>
    prepareRule(noAvoidedTerm, noAvoidedTerm.options.parse({ terms: [term] }), {
      today: undefined,
    }),
  );
  const counts = terms.map(() => 0);
  for (const path of opened.paths) {
    const page = linter.parse(path, opened.read(path));
    for (const [index, check] of each.entries()) {
      counts[index] = (counts[index] ?? 0) + [...check(page)].length;
    }
  }
  return counts.map((count) => (count * 1000) / opened.paths.length);
}
