import type { OpaqueSpan } from "./page.ts";
import type { Token } from "./template-tokens.ts";
import { idOfAttribute, type TokenIndex } from "./token-index.ts";

/**
 * Adds the tokens of a page to its opaque spans, and says what they mean for it. Tokens in code are
 * code; ids in `used` belong to headings.
 */
export function addTokens(
  source: string,
  { tokens }: TokenIndex,
  opaque: readonly OpaqueSpan[],
  used: ReadonlySet<Token>,
): {
  readonly opaque: readonly OpaqueSpan[];
  readonly ids: string[];
  readonly hasTemplates: boolean;
} {
  if (tokens.length === 0) return { opaque, ids: [], hasTemplates: false };
  const code = opaque.filter(({ kind }) => kind === "code-block" || kind === "code-span");
  const added: OpaqueSpan[] = [];
  const ids: string[] = [];
  let hasTemplates = false;
  let next = 0;
  for (const token of tokens) {
    const { kind, start, end } = token;
    while ((code[next]?.span.end ?? Infinity) <= start) next += 1;
    if ((code[next]?.span.start ?? Infinity) < end) continue;
    added.push({ kind, span: { start, end } });
    hasTemplates ||= token.isTemplate;
    if (used.has(token)) continue;
    const text = source.slice(start, end);
    const id =
      kind === "attribute" ? idOfAttribute(text) : kind === "mdx" ? idOfTag(text) : undefined;
    if (id !== undefined) ids.push(id);
  }
  return { opaque: [...opaque, ...added].sort(inOrder), ids, hasTemplates };
}

/** The id that a component gets, and most likely gives to what it shows: `<Anchor name="leave" />`. */
function idOfTag(text: string): string | undefined {
  if (!text.startsWith("<")) return undefined;
  return /\s(?:id|name)=["']([^"'\s]{1,200})["']/.exec(text.slice(0, 1_000))?.[1];
}

function inOrder(a: OpaqueSpan, b: OpaqueSpan): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
