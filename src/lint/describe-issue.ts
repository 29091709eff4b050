import { nearestWord } from "../text/near-misses.ts";
import { z } from "zod";

/** A zod issue in words, with the path of the value it speaks of. */
export interface DescribedIssue {
  readonly keys: readonly PropertyKey[];
  /** The key is at fault, not its value. */
  readonly isKey: boolean;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Says what was found and what was expected; an unknown key gets the nearest known one, at most `max` of them. */
export function describeIssue(
  issue: Issue,
  schema: z.core.$ZodType,
  root: unknown,
  max = Number.POSITIVE_INFINITY,
): readonly DescribedIssue[] {
  const found = valueAt(root, issue.path);
  const value = (message: string): DescribedIssue[] => [
    { keys: issue.path, isKey: false, message },
  ];
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.slice(0, max).map((key) => ({
      keys: [...issue.path, key],
      isKey: true,
      message: `unknown key “${shorten(key)}”; ${nearest(key, known)}`,
    }));
  }
  if (issue.code === "invalid_union") return describeUnion(issue, schema, root);
  if (issue.code === "invalid_type") {
    return value(`expected ${typeName(issue.expected)}, found ${describeValue(found)}`);
  }
  if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String);
    const hint = typeof found === "string" ? nearestWord(found, allowed) : undefined;
    const wanted = hint === undefined ? `expected ${listOf(allowed)}` : `the nearest is ${hint}`;
    return value(`found ${describeValue(found)}; ${wanted}`);
  }
  if (issue.code === "invalid_key") {
    const reason = issue.issues.map(({ message }) => message).join("; ");
    return [{ keys: issue.path, isKey: true, message: reason }];
  }
  if (issue.code === "custom") {
    return [{ keys: issue.path, isKey: issue.params?.["isKey"] === true, message: issue.message }];
  }
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return value(`found ${describeValue(found)}; ${message}`);
}

/** Names the known word nearest to a wrong one, or a few of the known ones. */
export function nearest(word: string, known: readonly string[]): string {
  const hint = nearestWord(word, known);
  if (known.length === 0) return "none is known here";
  return hint === undefined ? `known are ${listOf(known)}` : `the nearest is ${hint}`;
}

function listOf(words: readonly string[]): string {
  const shown = words.slice(0, 12);
  const rest = words.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

/** Of several shapes, the one speaks whose problem lies deepest: the writer meant that one. */
function describeUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  schema: z.core.$ZodType,
  root: unknown,
): readonly DescribedIssue[] {
  const branches = issue.errors.map((issues) =>
    issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const meant = branches.find((issues) =>
    issues.every(
      ({ code, path }) => path.length > issue.path.length || code === "unrecognized_keys",
    ),
  );
  if (meant) return meant.flatMap((inner) => describeIssue(inner, schema, root));
  const expected = branches.flatMap((issues) => issues.map(expectationOf));
  const found = valueAt(root, issue.path);
  const words = branches
    .flat()
    .flatMap((inner) => (inner.code === "invalid_value" ? inner.values.map(String) : []));
  const hint = typeof found === "string" ? nearestWord(found, words) : undefined;
  const wanted =
    hint === undefined
      ? `expected ${[...new Set(expected)].join(" or ")}`
      : `the nearest is ${hint}`;
  return [{ keys: issue.path, isKey: false, message: `found ${describeValue(found)}; ${wanted}` }];
}

function expectationOf(issue: Issue): string {
  if (issue.code === "invalid_type") return typeName(issue.expected);
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
  return issue.message;
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a mapping",
    record: "a mapping",
  };
  return names[expected] ?? expected;
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? `“${shorten(value)}”` : JSON.stringify(value);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = new Map<PropertyKey, unknown>(Object.entries(value)).get(String(key));
  }
  return value;
}

/** The keys that a schema knows at a path, through lists, mappings and alternatives. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly z.core.$ZodType[] = unwrap(schema);
  for (const key of path) {
    schemas = schemas.flatMap((inner) => {
      if (inner instanceof z.ZodObject) return shapeAt(inner, String(key));
      if (inner instanceof z.ZodArray) return unwrap(inner.element);
      return inner instanceof z.ZodRecord ? unwrap(inner.valueType) : [];
    });
  }
  return schemas.flatMap((inner) => {
    if (inner instanceof z.ZodRecord)
      return inner.keyType instanceof z.ZodEnum ? inner.keyType.options.map(String) : [];
    return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  });
}

function shapeAt(schema: z.ZodObject, key: string): readonly z.core.$ZodType[] {
  const inner = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
  return inner ? unwrap(inner) : [];
}

function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}
