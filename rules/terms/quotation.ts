import type { Span } from "../../src/text/span.ts";

const opening: Readonly<Record<string, string>> = { "“": "”", "‘": "’", '"': '"', "«": "»" };

/** So far around a span its quotation marks are looked for. */
const reach = 1_000;

/** The quotation around a span, marks included; straight marks are paired from the start of the block. */
export function quotationAround(
  prose: string,
  span: Span,
  block: Span | undefined,
): Span | undefined {
  const from = Math.max(block?.start ?? 0, span.start - reach);
  const to = Math.min(block?.end ?? prose.length, span.end + reach);
  let open: { readonly at: number; readonly close: string } | undefined;
  for (let at = from; at < span.start; at += 1) {
    const char = prose[at] ?? "";
    if (char === "\n") open = undefined;
    else if (open === undefined) {
      const close = opening[char];
      if (close !== undefined) open = { at, close };
      else if (char === "'" && isOpeningApostrophe(prose, at)) open = { at, close: "'" };
    } else if (char === open.close && !isApostrophe(prose, at)) open = undefined;
  }
  if (open === undefined) return undefined;
  for (let at = span.end; at < to && prose[at] !== "\n"; at += 1) {
    if (prose[at] === open.close && !isApostrophe(prose, at))
      return { start: open.at, end: at + 1 };
  }
  return undefined;
}

/** `don’t`: a mark between two letters closes nothing. */
function isApostrophe(prose: string, at: number): boolean {
  const mark = prose[at];
  if (mark !== "’" && mark !== "'") return false;
  return /\p{L}/u.test(prose[at - 1] ?? "") && /\p{L}/u.test(prose[at + 1] ?? "");
}

function isOpeningApostrophe(prose: string, at: number): boolean {
  return /[\s(["]|^$/.test(prose[at - 1] ?? "") && /\p{L}/u.test(prose[at + 1] ?? "");
}
