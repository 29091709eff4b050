import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/text/edit.ts";
import { pageOf, reportsOf, writeReport, type TestPage } from "./built-in.ts";

interface Rejected extends TestPage {
  /** `3:1-3:11 message`, in order. */
  readonly findings: readonly string[];
  /** The page after the first suggestion of every finding. Left out: no finding has one. */
  readonly fixed?: string;
}

interface Cases {
  readonly accepts: readonly (string | TestPage)[];
  readonly rejects: readonly Rejected[];
  readonly options?: unknown;
  /**
   * Does not ask for the usual: `code` for rules that look for what is missing, which a page all in code
   * lacks too; `line` for rules about the first lines.
   */
  readonly without?: readonly ("code" | "line")[];
}

/**
 * Tests a rule with a table of pages. Besides what the table says, each finding must lie inside the page,
 * fit its message into 120 characters, be the same in a second run and under a new first line, vanish
 * where the page is code, and be gone after its suggestion, with nothing new in its place.
 */
export function testRule(id: string, { accepts, rejects, options, without = [] }: Cases): void {
  const texts = [
    ...accepts.map((it) => (typeof it === "string" ? it : key(it))),
    ...rejects.map(key),
  ];
  if (new Set(texts).size < texts.length)
    throw new Error(`${id}: a page stands twice in the table`);
  if (accepts.length === 0 || rejects.length === 0) throw new Error(`${id}: half a table`);

  describe(id, () => {
    test.each(accepts.map((it) => [title(it), it] as const))("accepts %s", (_, given) => {
      const page = pageOf(given);
      expect(reportsOf(id, page, options).map((it) => writeReport(page, it))).toEqual([]);
    });

    test.each(rejects.map((it) => [title(it), it] as const))("rejects %s", (_, given) => {
      const page = pageOf(given);
      const reports = reportsOf(id, page, options);
      expect(reports.map((it) => writeReport(page, it))).toEqual(given.findings);
      expect(reportsOf(id, pageOf(given), options)).toEqual(reports);
      for (const { span, message } of reports) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(page.source.length);
        expect(message.length).toBeLessThanOrEqual(120);
      }
      const edits = reports.flatMap(({ suggestions }) => suggestions?.[0]?.edits ?? []);
      if (given.fixed === undefined) {
        expect(edits).toEqual([]);
      } else {
        const fixed = applyEdits(page.source, edits);
        expect(fixed).toBe(given.fixed);
        const open = reports.filter(({ suggestions = [] }) => suggestions.length === 0);
        expect(reportsOf(id, pageOf({ ...given, text: fixed }), options)).toHaveLength(open.length);
      }
      if (!without.includes("line")) {
        const start = page.frontMatter === undefined ? 0 : page.frontMatter.span.end + 1;
        const text = `${page.source.slice(0, start)}A new first line.\n\n${page.source.slice(start)}`;
        const moved = reportsOf(id, pageOf({ ...given, text }), options);
        expect(moved.map(({ message }) => message)).toEqual(reports.map(({ message }) => message));
      }
      if (!without.includes("code")) {
        const start = page.frontMatter === undefined ? 0 : page.frontMatter.span.end + 1;
        const text = `${page.source.slice(0, start)}\n~~~~~~~\n${page.source.slice(start)}\n~~~~~~~\n`;
        expect(reportsOf(id, pageOf({ ...given, text }), options)).toEqual([]);
      }
    });
  });
}

function key({ text, path, type }: TestPage): string {
  return [text, path, type].join("\u0000");
}

function title(given: string | TestPage): string {
  const text = typeof given === "string" ? given : given.text;
  return JSON.stringify(text.length > 90 ? `${text.slice(0, 90)}…` : text);
}
