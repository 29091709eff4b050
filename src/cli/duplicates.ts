import { writeFileSync } from "node:fs";

import { noCopiedPassage } from "../../rules/duplication/no-copied-passage.ts";
import { compileGlobs } from "../text/glob.ts";
import type { Linter } from "../lint/linter.ts";
import type { Page } from "../page/page.ts";
import { findClusters } from "./duplicates/find-clusters.ts";
import {
  renderDuplicates,
  renderDuplicatesHtml,
  renderDuplicatesJson,
} from "./duplicates/render.ts";
import { openHandbook } from "./open-handbook.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface DuplicatesOptions {
  readonly config?: string;
  readonly minWords: string;
  readonly similarity: string;
  readonly format: "pretty" | "json" | "html";
  readonly output?: string;
}

/**
 * Prints the passages that appear on several pages of a handbook, in clusters, and which to merge first.
 * @throws UsageError for what the person at the keyboard can fix.
 */
export async function duplicates(folder: string, options: DuplicatesOptions): Promise<void> {
  const minWords = numberBetween("--min-words", options.minWords, 15, 1000);
  const minSimilarity = numberBetween("--similarity", options.similarity, 0.5, 1);
  const today = new Date().toISOString().slice(0, 10);
  const opened = openHandbook({
    root: folder,
    today,
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  if (opened.paths.length === 0) throw new UsageError(`No pages found in ${opened.root}.`);
  const { linter, readAll } = await opened.loadRules({ slow: false });
  const { handbook } = await readAll();
  const mayRepeat = repeatingPages(linter);
  function* pages(): Generator<Page> {
    for (const path of opened.paths) {
      const page = linter.parse(path, opened.read(path));
      if (!mayRepeat(page)) yield page;
    }
  }
  const found = findClusters(pages(), handbook, { minWords, minSimilarity });
  const render = {
    pretty: renderDuplicates,
    json: renderDuplicatesJson,
    html: renderDuplicatesHtml,
  }[options.format];
  const text = render(found);
  if (options.output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(options.output, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--output ${options.output}: ${message}.`);
  }
}

/** Pages that repeat others on purpose, by what the configuration says to the rule about copies. */
function repeatingPages(linter: Linter): (page: Page) => boolean {
  const known = new Map<string, (path: string) => boolean>();
  return (page) => {
    const state = linter.explain(page).find(({ meta }) => meta.id === noCopiedPassage.id);
    const { ignore } = noCopiedPassage.options.parse(state?.options);
    const key = JSON.stringify(ignore);
    const isIgnored = known.get(key) ?? compileGlobs(ignore);
    known.set(key, isIgnored);
    return isIgnored(page.path);
  };
}

function numberBetween(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most)) {
    throw new UsageError(`${name} ${text}: expected a number from ${least} to ${most}.`);
  }
  return value;
}
