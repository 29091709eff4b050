import type { HandbookConfig } from "../config/handbook-config.ts";
import { configFileName, parseHandbookConfig, selectPages } from "../config/handbook-config.ts";
import { handbookOptions } from "../config/handbook-options.ts";
import {
  createHandbookStepwise,
  type HandbookOptions,
  restoreHandbook,
} from "../handbook/create-handbook.ts";
import { codeOwnersPaths } from "../owners/code-owners.ts";
import type { Handbook } from "../handbook/handbook.ts";
import { createLinter } from "../lint/create-linter.ts";
import { defaultLintConfig, type LintConfig } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import type { AnyRule } from "../lint/rule.ts";
import type { DetectLanguage } from "../page/page-languages.ts";
import type { Page } from "../page/page.ts";
import type { Steps } from "../text/steps.ts";

/** A configuration with everything that follows from it: what bot, gate and command line work with. */
export interface Engine {
  readonly config: HandbookConfig;
  readonly linter: Linter;
  /** Whether a file is a page. */
  readonly isPage: (path: string) => boolean;
  /** Whether a file must be read: the pages, and those that the configuration names. */
  readonly isWanted: (path: string) => boolean;
  /** Builds the handbook of one revision: `files` holds what is wanted beside the pages, `others` names the rest. */
  readonly build: (pages: Iterable<Page>, revision: Revision) => Steps<Handbook>;
  /** Does so with an index that was stored of that revision; undefined where it cannot be read. */
  readonly restore: (stored: StoredIndex, revision: Revision) => Handbook | undefined;
}

/** The files of one revision beside its pages. */
export interface Revision {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly others: readonly string[];
}

/** The index of a handbook as bytes. */
export interface StoredIndex {
  readonly numbers: Uint8Array;
  readonly texts: Uint8Array;
}

/** The rules and where people read about them. */
export interface RuleBook {
  readonly rules: readonly AnyRule[];
  /** Address of the folder that holds the rules' pages. */
  readonly docsBase: string;
  /** Guesses the language of a passage that function words do not decide. */
  readonly detectLanguage: DetectLanguage;
}

/** Builds everything that follows from a configuration. `lint` is laid over what the configuration says. */
export function createEngine(
  config: HandbookConfig,
  book: RuleBook,
  lint: Partial<LintConfig> = {},
): Engine {
  const isPage = selectPages(config);
  return {
    config,
    linter: createLinter({
      ...book,
      config: Object.defineProperties(
        { ...defaultLintConfig, ...config.lint },
        Object.getOwnPropertyDescriptors(lint),
      ),
    }),
    isPage,
    isWanted: (path) =>
      isPage(path) ||
      config.links.redirects.includes(path) ||
      codeOwnersPaths.some((it) => it === path),
    build: (pages, revision) => createHandbookStepwise(pages, optionsOf(config, revision)),
    restore: (stored, revision) => restoreHandbook(stored, optionsOf(config, revision)),
  };
}

function optionsOf(config: HandbookConfig, { files, others }: Revision): HandbookOptions {
  return handbookOptions(config, others, (path) => {
    const bytes = files.get(path);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  });
}

/** Builds an engine from the text of a configuration. @throws DataFileError */
export type EngineFactory = (configText: string) => Engine;

/** Makes engines from one set of rules. `today` gives a date, `2026-11-23`, for suppressions that expire. */
export function engineFactory(book: RuleBook, today: () => string): EngineFactory {
  const known = createLinter({ ...book, config: defaultLintConfig }).rules;
  return (text) => {
    const config = parseHandbookConfig(configFileName, text, known);
    return createEngine(config, book, {
      // Asked at every page: an engine outlives the day on which it was made.
      get today() {
        return today();
      },
    });
  };
}
