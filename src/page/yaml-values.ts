import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  visit,
} from "yaml";

import { scalarText } from "./front-matter-text.ts";
import type { FrontMatterText, YamlValue } from "./page.ts";
import { keyName, spanOf } from "./yaml-nodes.ts";

// What a front matter may unfold to through aliases, and how deep it may nest.
const VALUES_MAX = 10_000;
const DEPTH_MAX = 50;

/** The text values of a mapping, at any depth, in the order of the source. */
export function* textsOf(
  document: Document.Parsed,
  yaml: string,
  base: number,
): Iterable<FrontMatterText> {
  if (!isMap(document.contents)) return;
  for (const { key, value } of document.contents.items) {
    const name = keyName(key);
    for (const scalar of scalarsIn(value, 0)) {
      if (typeof scalar.value !== "string") continue;
      const span = scalarText(yaml, spanOf(scalar, yaml, 0));
      if (span === undefined) continue;
      yield { key: name, span: { start: base + span.start, end: base + span.end } };
    }
  }
}

function* scalarsIn(node: unknown, depth: number): Iterable<Scalar> {
  if (depth > DEPTH_MAX) return;
  if (isScalar(node)) yield node;
  else if (isSeq(node)) for (const item of node.items) yield* scalarsIn(item, depth + 1);
  else if (isMap(node)) for (const { value } of node.items) yield* scalarsIn(value, depth + 1);
}

/** Turns parsed YAML into plain values. Objects have no prototype, so no key is special. */
export class ValueReader {
  readonly #targets: ReadonlyMap<Alias, Node>;
  #left = VALUES_MAX;
  /** The first alias that refers to nothing. */
  unresolved: Alias | undefined;

  constructor(document: Document.Parsed) {
    this.#targets = aliasTargets(document);
  }

  read(node: unknown, depth: number): YamlValue {
    this.#left -= 1;
    if (this.#left < 0 || depth > DEPTH_MAX) throw new RangeError("too many values");
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (target === undefined) this.unresolved ??= node;
      return this.read(target, depth + 1);
    }
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1));
    if (isMap(node)) {
      const object: { [key: string]: YamlValue } = Object.create(null);
      for (const pair of node.items) object[keyName(pair.key)] = this.read(pair.value, depth + 1);
      return object;
    }
    return isScalar(node) ? scalarValue(node.value) : null;
  }
}

function scalarValue(value: unknown): YamlValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value : null;
}

/**
 * Finds what aliases refer to: the last node with that anchor above them. In one pass for all, because the
 * library looks through the whole document for each.
 */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  visit(document, {
    Alias(_, alias) {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
