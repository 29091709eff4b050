import { fixChange } from "../review/fix-change.ts";
import { runSteps } from "../text/steps.ts";
import { readLocalChange } from "./change/read-local-change.ts";
import { describeFixed, writeFixed } from "./fix.ts";
import { lintChange } from "./lint-change.ts";
import type { LintOptions } from "./lint.ts";
import { isChosen, type Location } from "./locate.ts";
import type { OpenRules } from "./open-rules.ts";

/** Lints what is new in a handbook since another state of it. */
export async function lintAgainst(
  base: string,
  location: Location,
  rules: OpenRules,
  { fix, failOn }: Pick<LintOptions, "fix" | "failOn">,
) {
  if (fix === true) {
    const change = await readLocalChange(base, location, rules, { onDisk: true });
    const fixed = runSteps(fixChange(change.target, change.read, isChosen(location)));
    writeFixed(location.root, fixed);
    console.error(describeFixed(fixed));
  }
  const change = await readLocalChange(base, location, rules, { onDisk: fix === true });
  return lintChange(change, isChosen(location), failOn);
}
