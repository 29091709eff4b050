import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { check } from "recheck";

import manifest from "recheck/package.json" with { type: "json" };
import type { FoundPattern } from "./collect-patterns.ts";

/** Nothing depends on how busy the machine is: the search for an attack is seeded and bounded in steps alone. */
const settings = { randomSeed: 1, timeout: null, incubationTimeout: null, attackTimeout: null };

/** Patterns that this analyser has found linear: `node test/hostile/analyse-patterns.ts` makes the list. */
export const listPath = new URL("linear-patterns.json", import.meta.url);

export type Pattern = Pick<FoundPattern, "source" | "flags">;

/** Names a pattern and what is asked of which analyser: of another one the list says nothing. */
export function patternKey({ source, flags }: Pattern): string {
  const asked = JSON.stringify([manifest.version, settings, source, flags]);
  return createHash("sha256").update(asked).digest("hex").slice(0, 20);
}

export function readList(): ReadonlySet<string> {
  const keys: unknown = JSON.parse(readFileSync(listPath, "utf8"));
  return new Set(Array.isArray(keys) ? keys.map(String) : []);
}

/** `safe`, `vulnerable` or `unknown`; takes a tenth of a second or seconds. */
export async function judgePattern({ source, flags }: Pattern): Promise<string> {
  return (await check(source, flags, settings)).status;
}
