import { z } from "zod";

import { compareText } from "../../text/compare-text.ts";
import { DataFileError, parseDataFile } from "../data-file.ts";
import type { RuleId } from "../finding.ts";

/** A finding, or several equal ones, that a handbook has accepted. Known by what it says, never by a line number. */
export interface AcceptedFinding {
  readonly rule: RuleId;
  /** The hash in the identity of the finding. */
  readonly id: string;
  /** For people who read the file; it decides nothing. */
  readonly message: string;
  /** The text around the finding: of equal findings on a page, it says which are meant. */
  readonly near: string;
  readonly times: number;
}

/** The findings that a handbook has accepted, by page. */
export interface Baseline {
  readonly pages: ReadonlyMap<string, readonly AcceptedFinding[]>;
  /** Why the file cannot be used, in a sentence; then nothing is accepted. */
  readonly problem: string | undefined;
}

/** Where nothing is accepted. */
export const noBaseline: Baseline = { pages: new Map(), problem: undefined };

const about =
  "Accepted findings. Made by: handbook-bot baseline. Remove a line to have its finding reported again.";

/** The YAML parser, which alone knows lines, takes seconds for more. */
const locatedCharactersMax = 200_000;

const baselineSchema = z.strictObject({
  about: z.string().optional(),
  version: z.literal(1),
  pages: z.record(
    z.string(),
    z.array(
      z.strictObject({
        rule: z.templateLiteral([z.string().min(1), "/", z.string().min(1)]),
        id: z.string().regex(/^[0-9a-f]{32}$/, "an id has 32 hexadecimal digits"),
        times: z.int().min(1).max(100_000).default(1),
        near: z.string(),
        message: z.string().default(""),
      }),
    ),
  ),
});

/**
 * Reads a file of accepted findings.
 * @throws DataFileError with what is wrong and where
 */
export function parseBaseline(path: string, text: string): Baseline {
  const { value, reason } = jsonOf(text);
  const read = baselineSchema.safeParse(value);
  if (read.success) return { pages: new Map(Object.entries(read.data.pages)), problem: undefined };
  if (text.length <= locatedCharactersMax) parseDataFile(path, text, baselineSchema);
  const [issue] = read.error.issues;
  const at = reason === undefined ? (issue?.path.map(String).join(".") ?? "") : "";
  const message = reason ?? issue?.message ?? "it is no list of accepted findings";
  throw new DataFileError(path, [{ line: 1, column: 1, at, message }]);
}

/** Writes accepted findings, one a line, so that a diff shows each that comes or goes. */
export function renderBaseline(pages: Baseline["pages"]): string {
  const sorted = [...pages].sort(([a], [b]) => compareText(a, b));
  const written = sorted.map(([path, findings]) => {
    const lines = findings.map(({ rule, id, times, near, message }) =>
      JSON.stringify({ rule, id, ...(times > 1 && { times }), near, message }),
    );
    return `    ${JSON.stringify(path)}: [\n      ${lines.join(",\n      ")}\n    ]`;
  });
  const body = written.length === 0 ? "{}" : `{\n${written.join(",\n")}\n  }`;
  return `{\n  "about": ${JSON.stringify(about)},\n  "version": 1,\n  "pages": ${body}\n}\n`;
}

function jsonOf(text: string): { readonly value?: unknown; readonly reason?: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
