import { DataFileError, parseDataFileWithLines } from "../lint/data-file.ts";
import type { RuleException, RuleLayer } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { ownExceptions, ownLayers, type WrittenFile } from "./config-layers.ts";
import { handbookConfigSchema } from "./handbook-config-schema.ts";
import { configBytesMax } from "./limits.ts";
import { presetNames, presets } from "./presets.ts";
import {
  parseReference,
  type ReadShared,
  sharedDepthMax,
  sharedFilesMax,
  type SharedText,
} from "./shared-reference.ts";

/** What a configuration begins with, before it says something itself. */
export interface Base {
  readonly layers: readonly RuleLayer[];
  /** Keys as they are written, without what defaults would add. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly exceptions: readonly RuleException[] | undefined;
  /** References that were not read. */
  readonly unread: readonly string[];
}

/** What is needed to read bases. */
export interface BaseContext {
  readonly rules: readonly RuleMeta[];
  readonly read: ReadShared;
}

/**
 * Opens what a configuration extends, in its order: presets, and configurations that other projects keep.
 * @throws DataFileError at the line of the configuration that names one which cannot be used
 */
export function openBases(
  { path, written, lineOf }: Pick<WrittenFile, "path" | "written" | "lineOf">,
  context: BaseContext,
): readonly Base[] {
  const seen = new Set<string>();
  const names = [written.extends ?? []].flat();
  return names.map((name, index) => {
    const fail = (message: string): never => {
      const at = Array.isArray(written.extends) ? `extends.${index}` : "extends";
      throw new DataFileError(path, [{ line: lineFor(index), column: 1, at, message }]);
    };
    return openBase(name, 1, { ...context, seen, fail });
  });

  function lineFor(index: number): number {
    return lineOf(Array.isArray(written.extends) ? ["extends", index] : ["extends"]);
  }
}

interface Opening extends BaseContext {
  readonly seen: Set<string>;
  readonly fail: (message: string) => never;
}

function openBase(name: string, depth: number, opening: Opening): Base {
  const preset = presetNames.find((known) => known === name);
  return preset === undefined ? openShared(name, depth, opening) : ofPreset(preset);
}

function ofPreset(name: (typeof presetNames)[number]): Base {
  const { layers, preview, failOn, redirects } = presets[name];
  const raw = {
    ...(preview !== undefined && { preview }),
    ...(failOn && { gate: { failOn } }),
    ...(redirects && { links: { redirects } }),
  };
  return { layers, raw, exceptions: undefined, unread: [] };
}

function openShared(name: string, depth: number, opening: Opening): Base {
  const { rules, read, seen, fail } = opening;
  if (parseReference(name) === undefined) return fail(`“${name}” is no group/project//path@tag`);
  if (depth > sharedDepthMax) return fail(`${name} is more than ${sharedDepthMax} files away`);
  seen.add(name);
  if (seen.size > sharedFilesMax) return fail(`more than ${sharedFilesMax} files are named`);
  const found = read(name);
  if (found.kind === "unread")
    return { layers: [], raw: {}, exceptions: undefined, unread: [name] };
  const text = textOf(found, name, fail);
  const file = parseShared(name, text, rules, fail);
  const names = [file.written.extends ?? []].flat();
  const bases = names.map((each) => openBase(each, depth + 1, opening));
  return {
    layers: [...bases.flatMap(({ layers }) => layers), ...ownLayers(file, rules)],
    raw: mergeRaw([...bases.map(({ raw }) => raw), file.raw]),
    exceptions: ownExceptions(file) ?? bases.findLast(({ exceptions }) => exceptions)?.exceptions,
    unread: bases.flatMap(({ unread }) => unread),
  };
}

function textOf(found: SharedText, name: string, fail: Opening["fail"]): string {
  if (found.kind !== "text") return fail(`${name}: ${found.kind === "missing" ? found.why : ""}`);
  if (Buffer.byteLength(found.text) <= configBytesMax) return found.text;
  return fail(`${name} has more than ${configBytesMax} bytes`);
}

/** What is wrong with it is for readers of its own project: here only the line is named. */
function parseShared(
  name: string,
  text: string,
  rules: readonly RuleMeta[],
  fail: Opening["fail"],
): WrittenFile & { readonly raw: Base["raw"] } {
  try {
    const parsed = parseDataFileWithLines(name, text, handbookConfigSchema(rules));
    return { path: name, written: parsed.value, lineOf: parsed.lineOf, raw: parsed.raw };
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    const line = error.problems[0]?.line ?? 1;
    return fail(`${name} has an error at line ${line}; fix it in its project and name the new tag`);
  }
}

/** Keys that are merged key by key; of others the last file that has one counts. */
const mappings = new Set(["gate", "review", "links"]);
/** Keys that each file keeps for itself. */
const ownKeys = new Set(["extends", "rules", "overrides", "exceptions"]);

/** Lays the keys of files over each other, the last on top. */
export function mergeRaw(files: readonly Base["raw"][]): Base["raw"] {
  const merged: Record<string, unknown> = {};
  for (const file of files) {
    for (const [key, value] of Object.entries(file)) {
      if (ownKeys.has(key) || value === null || value === undefined) continue;
      const known = merged[key];
      merged[key] =
        mappings.has(key) && isMapping(known) && isMapping(value) ? { ...known, ...value } : value;
    }
  }
  return merged;
}

function isMapping(value: unknown): value is object {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** No shared configuration can be read here. */
export const readNoShared: ReadShared = () => ({
  kind: "missing",
  why: "configurations of other projects are read by the bot and the command line alone",
});
