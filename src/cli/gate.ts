import { completeClone } from "./change/complete-clone.ts";
import { openGit } from "./change/git.ts";
import { pipelineOf } from "./change/pipeline.ts";
import { lint, type LintOptions } from "./lint.ts";
import { locate, standpoints } from "./locate.ts";
import type { ReportFormat } from "./report/formats.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface GateOptions extends Omit<LintOptions, "fix" | "format"> {
  /** By the CI system that runs it, when left out. */
  readonly format?: ReportFormat;
  readonly fetch: boolean;
}

/**
 * The gate of a pipeline: what `lint --base` reports, with target and commits from the pipeline's variables,
 * and with what a shallow clone lacks fetched. Gives the exit code.
 * @throws UsageError outside a pipeline without `--base`
 */
export async function gate(options: GateOptions): Promise<number> {
  const { env } = process;
  const pipeline = pipelineOf(env);
  const { branch } = pipeline?.target ?? {};
  const base = options.base ?? (branch && `origin/${branch}`);
  if (base === undefined) {
    throw new UsageError(
      "gate finds no GitLab pipeline here. Name what to compare with: handbook-bot gate --base origin/main.",
    );
  }
  if (pipeline !== undefined && options.fetch) {
    const { root } = locate({ ...options, named: [] }, standpoints(process.cwd(), env));
    for (const line of await completeClone(openGit(root), pipeline)) console.error(line);
  }
  return lint([], { ...options, base, format: options.format ?? formatFor(env) });
}

function formatFor(env: NodeJS.ProcessEnv): ReportFormat {
  if (env["GITLAB_CI"] !== undefined) return "gitlab-log";
  return env["GITHUB_ACTIONS"] === undefined ? "pretty" : "github";
}
