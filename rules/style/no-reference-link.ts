import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";

/** One suggestion replaces at most this many uses of a definition. */
const usesMax = 20;

/** Links contain their address. */
export const noReferenceLink: PageRule<Record<string, never>> = {
  id: "style/no-reference-link",
  scope: "page",
  summary: "Links contain their address instead of a reference to it.",
  why: "When a paragraph moves, the definition is left behind, and the link breaks.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check(page) {
    const uses = Map.groupBy(
      page.links.filter(({ kind }) => kind === "reference"),
      ({ target }) => target,
    );
    const definitions = page.links.filter(({ kind }) => kind === "definition");
    const twice = new Set<string>();
    const seen = new Set<string>();
    for (const { target } of definitions) (seen.has(target) ? twice : seen).add(target);
    for (const definition of definitions) {
      const { span, target } = definition;
      const edits = twice.has(target) ? [] : inlined(page, definition, uses.get(target) ?? []);
      yield {
        span,
        message: `${quote(page.source.slice(span.start, span.end))} defines a link used elsewhere. Write the address in the link.`,
        ...(edits.length > 0 && {
          suggestions: [{ label: "Write the address in the link", edits, isSafe: false }],
        }),
      };
    }
  },
};

function inlined({ source, lines }: Page, { span, target }: Link, uses: readonly Link[]) {
  const definition = source.slice(span.start, span.end);
  const isPlain = /^\[[^\]\n]{1,80}\]:[ \t]*[^\s<>"'()]+$/.test(definition);
  if (!isPlain || uses.length === 0 || uses.length > usesMax) return [];
  const { line } = lines.locate(span.start);
  const whole = lines.span(line);
  if (source.slice(whole.start, whole.end).trim() !== definition.trim()) return [];
  // The blank line above is deleted too, so that no two blank lines remain.
  const isAlone =
    source.startsWith("\n\n", whole.start - 2) &&
    /^\s*(?:\n|$)/.test(source.slice(whole.end, whole.end + 80));
  const start = isAlone ? whole.start - 1 : whole.start;
  const end = source[whole.end] === "\n" ? whole.end + 1 : whole.end;
  return [
    ...uses.map((use) => ({
      span: use.span,
      text: `[${source.slice(use.textSpan.start, use.textSpan.end)}](${target})`,
    })),
    { span: { start, end }, text: "" },
  ];
}
