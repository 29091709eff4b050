import type { Link, Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";
import { contains, enclosingSpan, type Span } from "../text/span.ts";
import type { Shift } from "./shift-spans.ts";

/** Whether front matter, headings, links, blocks and templates that no edit touches are what they were. */
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
    isTouched: (edits: readonly Span[], item: T) => boolean = touchesItem,
  ): boolean => {
    const left = now.filter((item) => !isTouched(touchedAfter, item)).values();
    for (const item of old) {
      if (isTouched(touched, item)) continue;
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
    same(
      before.links,
      after.links,
      ({ kind, target }) => `${kind} ${target}`,
      touchesMoreThanText,
    ) &&
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

function touchesItem(edits: readonly Span[], { span }: { readonly span: Span }): boolean {
  return edits.some((edit) => touches(edit, span));
}

/** A link keeps its target when its text is edited, which takes a definition from `[text]` and `[text][]`. */
function touchesMoreThanText(edits: readonly Span[], { span, textSpan }: Link): boolean {
  return edits.some((edit) => touches(edit, span) && !contains(textSpan, edit));
}

function touches(edit: Span, { start, end }: Span): boolean {
  return edit.start <= end && start <= edit.end;
}
