import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

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

/** A YAML file that does not say what it should. Its message names file, place and expectation. */
export class DataFileError extends Error {
  readonly path: string;
  readonly problems: readonly DataFileProblem[];

  constructor(path: string, problems: readonly DataFileProblem[]) {
    super(
      problems
        .map(
          ({ line, column, at, message }) =>
            `${path}:${line}:${column}: ${at && `${at}: `}${message}`,
        )
        .join("\n"),
    );
    this.name = "DataFileError";
    this.path = path;
    this.problems = problems;
  }
}

/**
 * Parses a YAML file and checks it against a schema.
 * Aliases are limited, so that a small file cannot grow into a large one.
 * @throws DataFileError with every problem found, each with its line and what was expected.
 */
export function parseDataFile<T>(path: string, text: string, schema: z.ZodType<T>): T {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  if (document.errors.length > 0) {
    throw new DataFileError(
      path,
      document.errors.map((error) => {
        const { line, col } = counter.linePos(error.pos[0]);
        return { line, column: col, at: "", message: error.message };
      }),
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new DataFileError(path, [
      {
        line: 1,
        column: 1,
        at: "",
        message: error instanceof Error ? error.message : String(error),
      },
    ]);
  }
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const place = (keys: readonly PropertyKey[]): { line: number; column: number } => {
    for (let length = keys.length; length >= 0; length -= 1) {
      const node: unknown = document.getIn(keys.slice(0, length), true);
      const range =
        node !== null && typeof node === "object" && "range" in node ? node.range : null;
      if (Array.isArray(range) && typeof range[0] === "number") {
        const { line, col } = counter.linePos(range[0]);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  };
  throw new DataFileError(
    path,
    result.error.issues.map((issue) => ({
      ...place(issue.path),
      at: issue.path.map(String).join("."),
      message: issue.message,
    })),
  );
}
