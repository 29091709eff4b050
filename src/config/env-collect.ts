import { readFileSync } from "node:fs";
import { nearestWord } from "../text/near-misses.ts";
import { prefix, secretNames, variables } from "./env-variables.ts";

/**
 * Every name that the bot reads from the environment.
 * @testing The documentation lists them all.
 */
export const settingNames = Object.keys(variables).map((name) => prefix + name);

const knownNames = [...settingNames, ...secretNames.map((name) => `${prefix}${name}_FILE`)];

/** Takes one thing that is wrong with a variable. */
export type Reporter = (name: string, message: string) => void;

/** Read by commands that look at a folder; the bot has its data folder. */
const cacheName = `${prefix}CACHE_DIR`;

/** The bot's own variables, secrets read from their files. An empty one counts as unset, as compose files write it. */
export function collect(
  env: Readonly<Record<string, string | undefined>>,
  report: Reporter,
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(prefix) || value === undefined || value === "") continue;
    if (name === cacheName) continue;
    if (!knownNames.includes(name)) {
      const meant = nearestWord(name, knownNames);
      const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
      report(name, `is no setting of handbook-bot.${hint}`);
    } else if (name.endsWith("_FILE")) {
      const target = name.slice(prefix.length, -"_FILE".length);
      if (env[prefix + target]) {
        report(name, `and ${prefix}${target} are both set: remove one of them.`);
        continue;
      }
      const content = readSecret(name, value, report);
      if (content !== undefined) given[target] = content;
    } else {
      given[name.slice(prefix.length)] = value.trim();
    }
  }
  return given;
}

/** The longest secret is a URL; a larger file was named by mistake. */
const SECRET_CHARACTERS_MAX = 4_096;

function readSecret(name: string, path: string, report: Reporter): string | undefined {
  try {
    const content = readFileSync(path, "utf8").trim();
    if (content === "") report(name, `names ${path}, which is empty.`);
    else if (content.length > SECRET_CHARACTERS_MAX)
      report(name, `names ${path}, which is too long for a secret.`);
    else return content;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    report(name, `names ${path}, which cannot be read (${code}).`);
  }
  return undefined;
}
