import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Alias,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type Scalar,
  type SchemaOptions,
  type YAMLError,
} from "yaml";

import type { Span } from "../text/span.ts";
import { type MisplacedItem, misplacedItem } from "./list-indents.ts";
import { scalarText } from "./front-matter-text.ts";
import type { FrontMatterEntry, FrontMatterText, PageProblem, YamlValue } from "./page.ts";

// What a front matter may unfold to through aliases, and how deep it may nest.
const VALUES_MAX = 10_000;
const DEPTH_MAX = 50;

/** Reads a YAML mapping with the place of every top-level key; `base` is where the text begins. */
export function readYaml(
  yaml: string,
  base: number,
): {
  readonly entries: FrontMatterEntry[];
  readonly texts: FrontMatterText[];
  readonly problems: PageProblem[];
} {
  const texts: FrontMatterText[] = [];
  const problems: PageProblem[] = [];
  const entries: FrontMatterEntry[] = [];
  try {
    const strict = parseDocument(yaml, YAML_OPTIONS);
    const document = strict.errors.length > 0 ? parseLeniently(yaml) : strict;
    const error = document.errors[0];
    const misplaced = misplacedItem(yaml);
    if (misplaced !== undefined) problems.push(indentProblem(misplaced, base));
    else if (error !== undefined) problems.push(syntaxProblem(error, yaml, base));
    readTop(document, yaml, base, entries, problems);
    const isBroken = problems.some(({ kind }) => kind === "front-matter-syntax");
    if (!isBroken) texts.push(...textsOf(document, yaml, base));
  } catch {
    // The parser gives up on absurd nesting by overflowing its stack, the reader by its limits.
    const message = "The front matter is nested too deeply or expands to too many values.";
    problems.length = 0;
    problems.push({ kind: "front-matter-syntax", span: { start: base, end: base }, message });
  }
  return { entries, texts, problems };
}

const YAML_OPTIONS = {
  customTags: ["timestamp"],
  logLevel: "silent",
  prettyErrors: false,
  uniqueKeys: false,
} satisfies ParseOptions & DocumentOptions & SchemaOptions;

/**
 * Parses as libyaml does, which Middleman, Jekyll and Hugo read front matter with: there a quoted
 * value may go on in the first column of the next line. A space in place of the break means the same.
 */
function parseLeniently(yaml: string): Document.Parsed {
  const joined = yaml.replace(
    /^[^\s"'#:][^"'\r\n\u2028\u2029:]{0,200}:[ \t]+("(?:[^"\\]|\\[^]){0,4000}"|'(?:[^']|''){0,4000}')/gm,
    (entry) => entry.replace(/\n(?=\S)/g, " "),
  );
  return parseDocument(joined, YAML_OPTIONS);
}

function readTop(
  document: Document.Parsed,
  yaml: string,
  base: number,
  entries: FrontMatterEntry[],
  problems: PageProblem[],
): void {
  const { contents } = document;
  if (contents === null) return;
  if (!isMap(contents)) {
    if (problems.length > 0) return;
    const message = "The front matter must be a list of keys with values: `title: Leave policy`.";
    problems.push({ kind: "front-matter-syntax", span: spanOf(contents, yaml, base), message });
    return;
  }
  // What was read of broken YAML is a guess, and so are duplicate keys in it.
  const isInOrder = problems.length === 0;
  const seen = new Set<string>();
  const reader = new ValueReader(document);
  for (const pair of contents.items) {
    const key = keyName(pair.key);
    const keySpan = spanOf(pair.key, yaml, base);
    const value = reader.read(pair.value, 0);
    const valueSpan = valueSpanOf(pair.value, yaml, base, keySpan);
    entries.push({ key, value, keySpan, valueSpan });
    if (isInOrder && seen.has(key)) {
      const message = `The key “${key.replace(/[“”]/g, "").slice(0, 40)}” appears twice in the front matter. One of them is ignored.`;
      problems.push({ kind: "front-matter-duplicate-key", span: keySpan, message });
    }
    seen.add(key);
  }
  if (reader.unresolved !== undefined && problems.length === 0) {
    const message =
      "The front matter is not valid YAML: put quotes around a value that starts with `*`.";
    const span = spanOf(reader.unresolved, yaml, base);
    problems.push({ kind: "front-matter-syntax", span, message });
  }
}

/** The text values of a mapping, at any depth, in the order of the source. */
function* textsOf(
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
class ValueReader {
  readonly #document: Document.Parsed;
  #left = VALUES_MAX;
  /** The first alias that refers to nothing. */
  unresolved: Alias | undefined;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  read(node: unknown, depth: number): YamlValue {
    this.#left -= 1;
    if (this.#left < 0 || depth > DEPTH_MAX) throw new RangeError("too many values");
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
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

function keyName(node: unknown): string {
  if (!isScalar(node)) return "";
  if (node.source !== undefined) return node.source;
  return typeof node.value === "string" ? node.value : "";
}

function spanOf(node: unknown, yaml: string, base: number): Span {
  const range = rangeOf(node);
  if (range === undefined) return { start: base, end: base };
  let [start, end] = range;
  while (end > start && /\s/.test(yaml.charAt(end - 1))) end -= 1;
  if (start > end) start = end;
  return { start: base + start, end: base + end };
}

function valueSpanOf(node: unknown, yaml: string, base: number, key: Span): Span {
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

function indentProblem({ span, indent, wanted }: MisplacedItem, base: number): PageProblem {
  const shifted = (it: Span): Span => ({ start: base + it.start, end: base + it.end });
  return {
    kind: "front-matter-syntax",
    span: shifted(span),
    message: "This list item is not aligned with the other items of its list. Align them.",
    fix: {
      label: "Align the item",
      edits: [{ span: shifted(indent), text: " ".repeat(wanted) }],
    },
  };
}

function syntaxProblem(error: YAMLError, yaml: string, base: number): PageProblem {
  const start = Math.min(error.pos[0], yaml.length);
  const end = Math.max(start, Math.min(error.pos[1], yaml.length));
  const span = { start: base + start, end: base + end };
  return { kind: "front-matter-syntax", span, message: syntaxMessage(error) };
}

function syntaxMessage({ code, message }: YAMLError): string {
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      return "The front matter is not valid YAML: put quotes around a value that contains “: ”.";
    case "TAB_AS_INDENT":
      return "The front matter is not valid YAML: indent with spaces, not with tabs.";
    case "MISSING_CHAR":
      return "The front matter is not valid YAML: a closing quote or bracket is missing.";
    case "BAD_INDENT":
      return "The front matter is not valid YAML: a line is not indented as the lines around it.";
    default:
      return `The front matter is not valid YAML: ${message.split("\n")[0]?.slice(0, 80) ?? ""}`;
  }
}
