import { join } from "node:path";

import type { RuleMeta } from "../../lint/rule.ts";
import { familyOf } from "../../lint/select-rules.ts";
import { DataFileError } from "../../lint/data-file.ts";
import { configFileName, parseHandbookConfig } from "../../config/handbook-config.ts";
import { listFiles, readBytes } from "../read-files.ts";
import { readSettings } from "./read-settings.ts";

/** A folder with the settings of other tools, and the rules that they are carried over to. */
export interface Surroundings {
  readonly files: readonly string[];
  readonly has: (path: string) => boolean;
  readonly isFolder: (path: string) => boolean;
  /** Undefined where there is no such file. */
  readonly text: (path: string) => string | undefined;
  /** What a file in YAML or JSON says; undefined where it says nothing. */
  readonly settings: (path: string) => unknown;
  /** Whether there is a rule, or a family, of that name. */
  readonly knows: (rule: string) => boolean;
  /** Whether a rule runs unless somebody switches it off. */
  readonly isOn: (rule: string) => boolean;
  /** Whether a configuration may say that. */
  readonly fits: (part: object) => boolean;
}

/** Looks around in a folder. @throws UsageError when it cannot be read */
export function lookAround(root: string, rules: readonly RuleMeta[]): Surroundings {
  const files = listFiles(root);
  const paths = new Set(files);
  const stable = new Set<string>(
    rules.filter(({ status }) => status === "stable").map(({ id }) => id),
  );
  const names = new Set<string>(rules.flatMap(({ id }) => [id, familyOf(id)]));
  const text = (path: string): string | undefined =>
    paths.has(path) ? new TextDecoder().decode(readBytes(join(root, path))) : undefined;
  return {
    files,
    has: (path) => paths.has(path),
    isFolder: (path) => files.some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`)),
    text,
    settings: (path) => {
      const content = text(path);
      return content === undefined ? undefined : readSettings(content);
    },
    knows: (rule) => names.has(rule),
    isOn: (rule) => stable.has(rule),
    fits: (part) => {
      try {
        parseHandbookConfig(configFileName, JSON.stringify(part), rules);
        return true;
      } catch (error) {
        if (error instanceof DataFileError) return false;
        throw error;
      }
    },
  };
}
