import type { LineOf } from "../lint/data-file.ts";
import type { RuleException, RuleLayer } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { sectionsOf, type WrittenConfig } from "./handbook-config-schema.ts";

/** A configuration as it is written, and where. */
export interface WrittenFile {
  readonly path: string;
  readonly written: WrittenConfig;
  readonly lineOf: LineOf;
}

/** What a file says about rules by itself: sections that rules read, `rules`, then `overrides` in their order. */
export function ownLayers(file: WrittenFile, rules: readonly RuleMeta[]): readonly RuleLayer[] {
  const { written, path, lineOf } = file;
  const layer = (rules: WrittenConfig["rules"], keys: readonly PropertyKey[]): RuleLayer => ({
    source: `${path}:${lineOf(keys)}`,
    rules: Object.fromEntries(
      Object.entries(rules ?? {}).map(([name, value]) => [
        name,
        { ...value, source: `${path}:${lineOf([...keys, name])}` },
      ]),
    ),
  });
  const overrides = (written.overrides ?? []).map(({ paths, types, rules }, index) => ({
    ...layer(rules, ["overrides", index, "rules"]),
    ...(paths && { paths }),
    ...(types && { types }),
  }));
  return [...sectionLayers(file, rules), layer(written.rules, ["rules"]), ...overrides];
}

/** The exceptions of a file; undefined where it does not speak of any. */
export function ownExceptions({
  written,
  path,
  lineOf,
}: WrittenFile): readonly RuleException[] | undefined {
  return written.exceptions?.map(({ rules, terms, words, paths }, index): RuleException => ({
    source: `${path}:${lineOf(["exceptions", index])}`,
    ...(rules && { rules }),
    ...(terms && { terms }),
    ...(words && { words }),
    ...(paths && { paths }),
  }));
}

/** What people write once for several rules reaches each of them as its option of that name. */
function sectionLayers(
  { written, path, lineOf }: WrittenFile,
  rules: readonly RuleMeta[],
): RuleLayer[] {
  const values = new Map<string, unknown>(Object.entries(written));
  return [...sectionsOf(rules).keys()].flatMap((key) => {
    const value = values.get(key);
    if (value === undefined || value === null) return [];
    const readers = rules.filter(({ configSection }) => configSection?.key === key);
    return {
      source: `${path}:${lineOf([key])}`,
      rules: Object.fromEntries(readers.map(({ id }) => [id, { options: { [key]: value } }])),
    };
  });
}
