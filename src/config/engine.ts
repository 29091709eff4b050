import type { HandbookConfig } from "./handbook-config.ts";
import { configFileName, parseHandbookConfig, selectPages } from "./handbook-config.ts";
import { codeOwnersPaths } from "../owners/code-owners.ts";
import { createLinter } from "../lint/create-linter.ts";
import { defaultLintConfig, type LintConfig } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import type { AnyRule } from "../lint/rule.ts";
import type { DetectLanguage } from "../page/page-languages.ts";

/** A configuration with everything that follows from it: what bot, gate and command line work with. */
export interface Engine {
  readonly config: HandbookConfig;
  readonly linter: Linter;
  /** Whether a file is a page. */
  readonly isPage: (path: string) => boolean;
  /** Whether a file is no page, but says something about pages: configuration, redirects, code owners. */
  readonly isData: (path: string) => boolean;
  /** Either of them: the files that have to be read. */
  readonly isWanted: (path: string) => boolean;
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
  const data = new Set<string>([configFileName, ...config.links.redirects, ...codeOwnersPaths]);
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
    isData: (path) => data.has(path) && !isPage(path),
    isWanted: (path) => data.has(path) || isPage(path),
  };
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
