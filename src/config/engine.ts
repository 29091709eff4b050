import type { HandbookConfig } from "./handbook-config.ts";
import { configFileName, misnamedConfigFiles, parseHandbookConfig } from "./handbook-config.ts";
import type { ReadShared } from "./shared-reference.ts";
import { codeOwnersPaths } from "../owners/code-owners.ts";
import { type FileSelection, selectFiles, type SelectedFiles } from "./file-selection.ts";
import { createLinter } from "../lint/create-linter.ts";
import { defaultLintConfig, type LintConfig } from "../lint/lint-config.ts";
import type { RuleId } from "../lint/finding.ts";
import type { Linter } from "../lint/linter.ts";
import type { AnyRule } from "../lint/rule.ts";
import type { DetectLanguage } from "../page/page-languages.ts";

/** A configuration with everything that follows from it: what bot, gate and command line work with. */
export interface Engine extends SelectedFiles {
  readonly config: HandbookConfig;
  readonly linter: Linter;
  /** Which files have to be read, as plain data. */
  readonly selection: FileSelection;
  /** What a file with data holds; undefined for one that is none. */
  readonly dataKind: (path: string) => DataKind | undefined;
  /** Address of the page of a rule. */
  readonly docsOf: (rule: RuleId) => string;
  /** The engine that another configuration gives, with the same rules. @throws DataFileError */
  readonly reconfigure: EngineFactory;
  /** The engine of the same configuration with something laid over what it says about rules. */
  readonly vary: (lint: Partial<LintConfig>) => Engine;
}

/** A file that is no page, but says something about pages. */
export type DataKind =
  | "configuration"
  | "misnamed configuration"
  | "redirects"
  | "owners"
  | "baseline";

/** The rules and where people read about them. */
export interface RuleBook {
  readonly rules: readonly AnyRule[];
  /** Address of the folder that holds the rules' pages. */
  readonly docsBase: string;
  /** Guesses the language of a passage that function words do not decide. */
  readonly detectLanguage: DetectLanguage;
  /** Gives configurations of other projects that one extends; none where it is left out. */
  readonly readShared?: ReadShared;
}

/** Builds everything that follows from a configuration. `lint` is laid over what the configuration says. */
export function createEngine(
  config: HandbookConfig,
  book: RuleBook,
  lint: Partial<LintConfig> = {},
): Engine {
  const kinds = dataKindsOf(config);
  const selection = selectionOf(config);
  const linter = createLinter({
    ...book,
    config: withProperties({ ...defaultLintConfig, ...config.lint }, lint),
  });
  return {
    config,
    selection,
    ...selectFiles(selection),
    linter,
    dataKind: (path) => kinds.get(path),
    docsOf: (rule) => `${book.docsBase.replace(/\/$/, "")}/${rule}.md`,
    reconfigure: (text, readShared = book.readShared) =>
      createEngine(
        parseHandbookConfig(configFileName, text, linter.rules, readShared),
        { ...book, ...(readShared && { readShared }) },
        lint,
      ),
    vary: (more) =>
      createEngine(
        config,
        book,
        withProperties(withProperties<Partial<LintConfig>>({}, lint), more),
      ),
  };
}

/** Which files of a handbook are read. */
export function selectionOf(config: HandbookConfig): FileSelection {
  const { include, ignore } = config;
  return { include, ignore, data: [...dataKindsOf(config).keys()] };
}

function dataKindsOf({ links, baseline }: HandbookConfig): ReadonlyMap<string, DataKind> {
  return new Map<string, DataKind>([
    ...misnamedConfigFiles.map((path) => [path, "misnamed configuration"] as const),
    ...codeOwnersPaths.map((path) => [path, "owners"] as const),
    ...links.redirects.map((path) => [path, "redirects"] as const),
    ...(baseline === undefined ? [] : [[baseline, "baseline"] as const]),
    [configFileName, "configuration"],
  ]);
}

/** Lays properties over an object; a getter stays one. */
function withProperties<T extends object>(object: T, properties: Partial<T>): T {
  return Object.defineProperties(object, Object.getOwnPropertyDescriptors(properties));
}

/**
 * Builds an engine from the text of a configuration, and from those of other projects that it extends.
 * @throws DataFileError
 */
export type EngineFactory = (configText: string, readShared?: ReadShared) => Engine;

/** A configuration by which no file is a page: for a branch that has none that can be used. */
export const bareConfigText = "include: []\n";

/** Makes engines from one set of rules. `today` gives a date, `2026-11-23`, for suppressions that expire. */
export function engineFactory(book: RuleBook, today: () => string): EngineFactory {
  const known = createLinter({ ...book, config: defaultLintConfig }).rules;
  return (text, readShared) => {
    const config = parseHandbookConfig(configFileName, text, known, readShared);
    const shared = { ...book, ...(readShared && { readShared }) };
    return createEngine(config, shared, {
      // Asked at every page: an engine outlives the day on which it was made.
      get today() {
        return today();
      },
    });
  };
}
