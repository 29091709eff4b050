import {
  isMap,
  parseDocument,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type YAMLError,
} from "yaml";

import type { Span } from "../text/span.ts";
import { type MisplacedItem, misplacedItem } from "./list-indents.ts";
import type { FrontMatterEntry, FrontMatterText, PageProblem } from "./page.ts";
import { keyName, spanOf, valueSpanOf } from "./yaml-nodes.ts";
import { textsOf, ValueReader } from "./yaml-values.ts";

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

/** More keys that appear twice say nothing new. */
const DUPLICATES_MAX = 20;

function tooManyKeys(span: Span, problems: PageProblem[]): void {
  const message = `More than ${DUPLICATES_MAX} keys appear twice in the front matter. It was not read to the end.`;
  problems.push({ kind: "front-matter-duplicate-key", span, message });
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
      if (problems.length === DUPLICATES_MAX) return tooManyKeys(keySpan, problems);
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
