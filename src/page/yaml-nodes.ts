import { isAlias, isMap, isScalar, isSeq } from "yaml";

import type { Span } from "../text/span.ts";

/** The text of a key as it is written. */
export function keyName(node: unknown): string {
  if (!isScalar(node)) return "";
  if (node.source !== undefined) return node.source;
  return typeof node.value === "string" ? node.value : "";
}

/** Where a node is, without white space behind it; `base` is where the YAML begins. */
export function spanOf(node: unknown, yaml: string, base: number): Span {
  const range = rangeOf(node);
  if (range === undefined) return { start: base, end: base };
  let [start, end] = range;
  while (end > start && /\s/.test(yaml.charAt(end - 1))) end -= 1;
  if (start > end) start = end;
  return { start: base + start, end: base + end };
}

/** Where the value of a key is; empty behind the colon where there is none. */
export function valueSpanOf(node: unknown, yaml: string, base: number, key: Span): Span {
  const colon = yaml.indexOf(":", key.end - base);
  const empty = base + (colon === -1 ? key.end - base : colon + 1);
  if (rangeOf(node) === undefined) return { start: empty, end: empty };
  const span = spanOf(node, yaml, base);
  return span.start === span.end ? { start: empty, end: empty } : span;
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  const { range } = node;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}
