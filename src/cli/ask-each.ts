import { createInterface } from "node:readline/promises";

import type { Finding, Suggestion } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import { applyEdits } from "../text/edit.ts";
import { enclosingSpan } from "../text/span.ts";
import { showUnseen } from "../text/printable.ts";
import { writeFixed } from "./fix.ts";
import { openPages } from "./lint.ts";
import type { Location } from "./locate.ts";
import type { OpenRules } from "./open-rules.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Offers the suggestions that need a look, one by one: `y` applies it, `n` leaves it, `q` ends. Each page is
 * read anew after one was applied, so that every suggestion is proven on the text as it is.
 * @throws UsageError without a terminal
 */
export async function askEach(
  location: Location,
  rules: OpenRules,
  options: { readonly slow: boolean },
): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageError("--suggestions asks questions and needs a terminal.");
  }
  const prompt = "Apply it? [y]es, [n]o, [q]uit: ";
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt });
  // Keeps what is typed ahead, and ends where the input does.
  const answers = terminal[Symbol.asyncIterator]();
  const opened = openPages(location, rules);
  const { linter, readAll } = await opened.loadRules(options);
  const { handbook } = await readAll();
  try {
    for (const path of opened.chosen) {
      const declined = new Set<string>();
      let page = linter.parse(path, opened.read(path));
      for (;;) {
        const over = handbook.overlay(new Map([[path, page]]));
        const { findings, prove } = linter.lintPage(page, over);
        const next = firstOf(prove(findings).findings, declined);
        if (next === undefined) break;
        process.stdout.write(question(page, next));
        terminal.prompt();
        const { value: line, done } = await answers.next();
        const answer = done === true ? "q" : line.trim();
        if (answer.startsWith("q")) return;
        if (!answer.startsWith("y")) {
          declined.add(keyOf(next));
          continue;
        }
        const after = applyEdits(page.source, next.suggestion.edits);
        writeFixed(location.root, [{ path, before: page.source, after, applied: 1 }]);
        page = linter.parse(path, after);
      }
    }
  } finally {
    terminal.close();
  }
}

interface Offer {
  readonly finding: Finding;
  readonly suggestion: Suggestion;
}

function firstOf(findings: readonly Finding[], declined: ReadonlySet<string>): Offer | undefined {
  for (const finding of findings) {
    for (const suggestion of finding.suggestions) {
      const offer = { finding, suggestion };
      if (!declined.has(keyOf(offer))) return offer;
    }
  }
  return undefined;
}

function keyOf({ finding, suggestion }: Offer): string {
  return `${finding.fingerprint}\n${suggestion.label}`;
}

/** The finding, and the lines that the suggestion changes. */
function question(page: Page, { finding, suggestion }: Offer): string {
  const { start, end } = enclosingSpan(suggestion.edits.map(({ span }) => span));
  const first = page.lines.locate(start).line;
  const last = page.lines.locate(end).line;
  const lines = { start: page.lines.span(first).start, end: page.lines.span(last).end };
  const moved = suggestion.edits.map(({ span, text }) => ({
    span: { start: span.start - lines.start, end: span.end - lines.start },
    text,
  }));
  const before = page.source.slice(lines.start, lines.end);
  const mark = (sign: string, text: string): string =>
    text === "" ? "" : `${showUnseen(text).replace(/^/gm, `  ${sign} `)}\n`;
  return `\n${page.path}:${first}  ${showUnseen(finding.message)}  ${finding.rule}\n${mark("-", before)}${mark("+", applyEdits(before, moved))}`;
}
