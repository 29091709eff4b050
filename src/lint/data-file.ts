import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";

import { type DescribedIssue, describeIssue } from "./describe-issue.ts";

/** One thing wrong with a data file, in words for the person who wrote it. */
export interface DataFileProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Dotted path of the value: `rules.structure/no-placeholder.severity`; empty for the whole file. */
  readonly at: string;
  /** What was found and what was expected. */
  readonly message: string;
}

/** Problems that are described. Who fixes these runs it again; each costs a look through the file. */
const problemsMax = 20;

/** A YAML file that does not say what it should. Its message names file, place and expectation. */
export class DataFileError extends Error {
  readonly path: string;
  readonly problems: readonly DataFileProblem[];

  /** `more` is the number of problems beside those that are described. */
  constructor(path: string, problems: readonly DataFileProblem[], more = 0) {
    const lines = problems.map(
      ({ line, column, at, message }) => `${path}:${line}:${column}: ${at && `${at}: `}${message}`,
    );
    super([...lines, ...(more > 0 ? [`${path}: and ${more} more.`] : [])].join("\n"));
    this.name = "DataFileError";
    this.path = path;
    this.problems = problems;
  }
}

/** Gives the 1-based line on which the key or list item at a path begins. */
export type LineOf = (keys: readonly PropertyKey[]) => number;

/** A file of data that was read. */
export interface DataFile {
  readonly path: string;
  readonly text: string;
  /** What it says, where that was checked before: when the package was built. */
  readonly checked?: unknown;
}

/**
 * Gives what a file says that may have been checked before.
 * @throws DataFileError with every problem found, each with its line and what was expected.
 */
export function readDataFile<T>({ path, text, checked }: DataFile, schema: z.ZodType<T>): T {
  return checked === undefined ? parseDataFile(path, text, schema) : (checked as T);
}

/**
 * Parses a YAML or JSON file and checks it against a schema.
 * Aliases are limited, so that a small file cannot grow into a large one.
 * @throws DataFileError with every problem found, each with its line and what was expected.
 */
export function parseDataFile<T>(path: string, text: string, schema: z.ZodType<T>): T {
  // JSON is YAML, and only the YAML parser says on which line something is wrong.
  return parseDataFileWithLines(path, text, schema).value;
}

/** A file that was parsed. */
export interface ParsedFile<T> {
  readonly value: T;
  readonly lineOf: LineOf;
  /** The mapping as it is written, before defaults are filled in. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * Does the same and also tells on which line each value stands.
 * @throws DataFileError with every problem found, each with its line and what was expected.
 */
export function parseDataFileWithLines<T>(
  path: string,
  text: string,
  schema: z.ZodType<T>,
): ParsedFile<T> {
  // What UTF-16 leaves when it is read as UTF-8.
  if (text.slice(0, 1_000).includes("\u0000")) {
    const message = "this is UTF-16 or no text at all; save the file as UTF-8";
    throw new DataFileError(path, [{ line: 1, column: 1, at: "", message }], 0);
  }
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    // The library compares each key with each other one, which takes seconds for thousands.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const errors = [
    ...document.errors.map(({ pos: [offset], code, message }) => ({
      offset,
      message: yamlErrors[code] ?? message,
    })),
    ...repeatedKeys(document),
  ];
  if (errors.length > 0) {
    const problems = errors
      .slice(0, problemsMax)
      .map(({ offset, message }) => ({ ...place(offset), at: "", message }));
    throw new DataFileError(path, problems, errors.length - problems.length);
  }
  const value = valueOf(path, document);
  const result = schema.safeParse(value ?? {});
  if (result.success) {
    return {
      value: result.data,
      raw: isMapping(value) ? value : {},
      lineOf: (keys) => place(keyOffsetOf(document, keys) ?? offsetOf(document, keys)).line,
    };
  }
  const { described, more } = describeFirst(result.error.issues, schema, value);
  const problems = described.map(({ keys, isKey, message }) => ({
    ...place((isKey ? keyOffsetOf(document, keys) : undefined) ?? offsetOf(document, keys)),
    at: keys.map(String).join("."),
    message,
  }));
  throw new DataFileError(
    path,
    problems.sort((a, b) => a.line - b.line || a.column - b.column),
    more,
  );
}

/** What is wrong with the YAML, for people who do not know its terms. */
const yamlErrors: Readonly<Record<string, string>> = {
  BAD_ALIAS: "“*” begins a reference in YAML; put the value in quotes",
  BAD_DQ_ESCAPE: "this backslash has no meaning here; write two of them, or use single quotes",
  BAD_INDENT:
    "this line is not indented like the others of its list or mapping, or a bracket is not closed",
  BAD_SCALAR_START: "a value cannot begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "there are two keys on one line; put the second on a line of its own",
  BLOCK_IN_FLOW: "within brackets, lists and mappings are written with brackets too",
  MISSING_CHAR: "a quote, bracket or comma is missing",
  MULTILINE_IMPLICIT_KEY: "this key has no colon behind it, or the next line is indented too far",
  MULTIPLE_DOCS: "a line with --- begins a second document; remove it",
  TAB_AS_INDENT: "this line is indented with a tab; use spaces",
  TAG_RESOLVE_FAILED: "“!” begins a type in YAML; put the value in quotes",
};

function repeatedKeys(
  document: Document,
): readonly { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found.push({ offset: key.range?.[0] ?? 0, message: `the key “${name}” is repeated` });
        }
        seen.add(name);
      }
    },
  });
  return found;
}

/** Describes the first problems and counts the others. */
function describeFirst(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  value: unknown,
): { readonly described: readonly DescribedIssue[]; readonly more: number } {
  const described: DescribedIssue[] = [];
  let more = 0;
  for (const issue of issues) {
    const left = problemsMax - described.length;
    const count = issue.code === "unrecognized_keys" ? issue.keys.length : 1;
    if (left > 0) described.push(...describeIssue(issue, schema, value, left).slice(0, left));
    more += Math.max(0, count - Math.max(0, left));
  }
  return { described, more };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function valueOf(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DataFileError(path, [{ line: 1, column: 1, at: "", message }]);
  }
}

/** Where the value begins, or the nearest one around it that the file does have. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
    const own = keyOffsetOf(document, keys.slice(0, length));
    if (own !== undefined) return own;
  }
  return 0;
}

/** Where the key of a mapping begins. */
function keyOffsetOf(document: Document, keys: readonly PropertyKey[]): number | undefined {
  const mapping: unknown =
    keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  if (!isMap(mapping)) return undefined;
  for (const { key } of mapping.items) {
    if (isScalar(key) && key.range && String(key.value) === String(keys.at(-1)))
      return key.range[0];
  }
  return undefined;
}
