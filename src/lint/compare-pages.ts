import type { Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";
import { enclosingSpan, type Span } from "../text/span.ts";
import type { Shift } from "./shift-spans.ts";

/** Tells that front matter, headings, links, blocks and templates that no edit touches are what they were. */
export function areOtherwiseSame(
  before: Page,
  after: Page,
  edits: readonly Edit[],
  shift: Shift,
): boolean {
  const touched = edits.map(({ span }) => span);
  const touchedAfter = touched.map(shift);
  const same = <T extends { readonly span: Span }>(
    old: readonly T[],
    now: readonly T[],
    describe: (item: T) => string,
  ): boolean => {
    const left = now.filter(({ span }) => !touches(touchedAfter, span)).values();
    for (const item of old) {
      if (touches(touched, item.span)) continue;
      const other = left.next().value;
      if (other === undefined || describe(other) !== describe(item)) return false;
      const { start, end } = shift(item.span);
      if (other.span.start !== start || other.span.end !== end) return false;
    }
    return left.next().done === true;
  };
  const isRead = isFixed(before, after);
  const blocksOf = ({ blocks }: Page): Page["blocks"] =>
    isRead ? blocks.filter(({ container }) => container !== "front-matter") : blocks;
  return (
    before.type === after.type &&
    after.problems.length <= before.problems.length &&
    (before.frontMatter === undefined) === (after.frontMatter === undefined) &&
    (isRead || same(entriesOf(before), entriesOf(after), ({ key, value }) => `${key} ${value}`)) &&
    same(before.headings, after.headings, ({ depth, text, id }) => `${depth} ${id} ${text}`) &&
    same(before.links, after.links, ({ kind, target }) => `${kind} ${target}`) &&
    same(before.opaque, after.opaque, ({ kind }) => kind) &&
    same(blocksOf(before), blocksOf(after), ({ kind, container, itemDepth }) =>
      [kind, container, itemDepth].join(" "),
    )
  );
}

/** What was read of broken front matter is a guess: fixed, it may hold other keys. */
function isFixed(before: Page, after: Page): boolean {
  const isBroken = ({ problems }: Page): boolean =>
    problems.some(({ kind }) => kind === "front-matter-syntax");
  return isBroken(before) && !isBroken(after);
}

function entriesOf(
  page: Page,
): readonly { readonly span: Span; readonly key: string; readonly value: string }[] {
  return (page.frontMatter?.entries ?? []).map(({ key, value, keySpan, valueSpan }) => ({
    key,
    value: JSON.stringify(value),
    span: enclosingSpan([keySpan, valueSpan]),
  }));
}

function touches(edits: readonly Span[], { start, end }: Span): boolean {
  return edits.some((edit) => edit.start <= end && start <= edit.end);
}
