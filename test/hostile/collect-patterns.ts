import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import { projectFolder } from "../rules/built-in.ts";

/** A regular expression of ours and the file it stands in. */
export interface FoundPattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** What one file of TypeScript holds: literals, and whether it makes more while it runs. */
export interface FilePatterns {
  readonly literals: readonly FoundPattern[];
  readonly makesMore: boolean;
}

/** Every TypeScript file of the bot, read by a parser, so that nothing in a comment or a string counts. */
export function patternsOfSources(): ReadonlyMap<string, FilePatterns> {
  const files = globSync(["src/**/*.ts", "rules/**/*.ts"], { cwd: projectFolder }).sort();
  return new Map(
    files.map((file) => [file, patternsOf(file, readFileSync(join(projectFolder, file), "utf8"))]),
  );
}

function patternsOf(file: string, text: string): FilePatterns {
  const literals: FoundPattern[] = [];
  let makesMore = false;
  const tree = parse(stripTypeScriptTypes(text), { ecmaVersion: "latest", sourceType: "module" });
  simple(tree, {
    Literal({ regex }) {
      if (regex) literals.push({ file, source: regex.pattern, flags: regex.flags });
    },
    NewExpression({ callee }) {
      if (callee.type === "Identifier" && callee.name === "RegExp") makesMore = true;
    },
    CallExpression({ callee }) {
      if (callee.type === "Identifier" && callee.name === "RegExp") makesMore = true;
    },
  });
  return { literals, makesMore };
}

/** Remembers what our files make with `new RegExp` while `run` goes on. */
export async function patternsMadeDuring(run: () => Promise<void>): Promise<FoundPattern[]> {
  const made: FoundPattern[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, args: ConstructorParameters<RegExpConstructor>, newTarget) {
      const pattern: unknown = Reflect.construct(target, args, newTarget);
      const file = callerOf(new Error().stack ?? "");
      if (pattern instanceof Original && file !== undefined) {
        made.push({ file, source: pattern.source, flags: pattern.flags });
      }
      return pattern as object;
    },
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}

/** The file that stands on the first line of a stack below the proxy, where it is ours. */
function callerOf(stack: string): string | undefined {
  const line = stack.split("\n")[2]?.replaceAll("\\", "/") ?? "";
  return /(?<=\/)(?:src|rules)\/[\w./-]{1,200}?\.ts(?=[:?])/.exec(line)?.[0];
}
