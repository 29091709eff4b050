import { readFileSync } from "node:fs";
import { join } from "node:path";

import { textsOf } from "./change/read-git-change.ts";
import { whatIf as compare, type WhatIf } from "../change/what-if/what-if.ts";
import {
  configFileName,
  defaultHandbookConfig,
  type HandbookConfig,
} from "../config/handbook-config.ts";
import { describeDifference } from "../review/parts/what-if.ts";
import { printable } from "../text/printable.ts";
import type { Steps } from "../text/steps.ts";
import { count } from "../text/wording.ts";
import { openGit } from "./change/git.ts";
import { slowPagesMax } from "./lint.ts";
import { existing, locate, standpoints } from "./locate.ts";
import { readRevision } from "./open-handbook.ts";
import { openRules, type OpenRules } from "./open-rules.ts";
import { progress } from "./own-progress.ts";
import { readConfig } from "./read-config.ts";
import { listFiles, readBytes } from "./read-files.ts";
import { remark } from "./remark.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface WhatIfOptions {
  readonly root?: string;
  readonly config?: string;
  readonly base: string;
  readonly format: "pretty" | "json";
}

/**
 * Prints what a configuration changes in the findings on all pages, held against another one.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2)
 */
export async function whatIf(options: WhatIfOptions): Promise<void> {
  const location = locate({ ...options, named: [] }, standpoints(process.cwd(), process.env));
  remark(location.absence);
  const { root } = location;
  const rules = openRules({ today: new Date().toISOString().slice(0, 10) });
  const configs = {
    before: await baseConfig(options.base, root, rules),
    after: readConfig(location, rules),
  };
  const files = listFiles(root);
  const slow = files.length <= slowPagesMax;
  const engines = {
    before: await rules.engine(configs.before, { slow }),
    after: await rules.engine(configs.after, { slow }),
  };
  const read = (path: string): Uint8Array => readBytes(join(root, path));
  const revision = await readRevision(engines.before, files, read);
  const pages = files.filter((path) => engines.before.isPage(path) || engines.after.isPage(path));
  const found = runShown(
    compare(revision, engines, () => textsOf(pages, read)),
    pages.length,
  );
  process.stdout.write(
    options.format === "json" ? `${JSON.stringify(found, undefined, 2)}\n` : render(found),
  );
}

/** Takes all steps, and shows how far they have come. */
function runShown<T>(steps: Steps<T>, total: number): T {
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done !== true) {
      progress().step("Comparing", Math.min(done, total), total);
      continue;
    }
    progress().clear();
    return step.value;
  }
}

/** The configuration in a file that is named, or in a git revision. */
async function baseConfig(base: string, root: string, rules: OpenRules): Promise<HandbookConfig> {
  const file = existing(base, standpoints(process.cwd(), process.env));
  if (file !== undefined) return rules.parseConfig(base, readFileSync(file, "utf8"), root);
  const git = openGit(root);
  const { code, complaint } = await git.try(["rev-parse", "--verify", "--quiet", `${base}^{tree}`]);
  if (code !== 0) {
    throw new UsageError(
      `--base ${base} is neither a configuration file nor a git revision${complaint && ` (${complaint})`}.`,
    );
  }
  const { code: missing, stdout } = await git.try(["show", `${base}:./${configFileName}`]);
  if (missing === 0) return rules.parseConfig(configFileName, stdout.toString("utf8"), root);
  remark(`${base} has no ${configFileName}; defaults are used.`);
  return defaultHandbookConfig;
}

function render({ rules, pages }: WhatIf): string {
  const blocks = rules.map((difference) => {
    const { rule } = difference;
    const lines = (["added", "removed", "changed"] as const).flatMap((kind) =>
      difference[kind].examples.map(
        ({ path, line, severity, message }) =>
          `  ${marks[kind]} ${printable(path)}:${line}  ${severity}  ${printable(message)}`,
      ),
    );
    return [`${rule}: ${describeDifference(difference)}`, ...lines, ""].join("\n");
  });
  const sum = (kind: "added" | "removed" | "changed"): number =>
    rules.reduce((total, { [kind]: { count: some } }) => total + some, 0);
  const sums =
    rules.length === 0
      ? `No finding changes on ${count(pages, "page")}.`
      : `${count(sum("added"), "finding")} more, ${sum("removed")} fewer, ${sum("changed")} of another severity on ${count(pages, "page")}.`;
  return [...blocks, sums, ""].join("\n");
}

const marks = { added: "+", removed: "-", changed: "~" } as const;
