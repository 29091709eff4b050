import { completeClone } from "./change/complete-clone.ts";
import { openGit } from "./change/git.ts";
import { pipelineOf } from "./change/pipeline.ts";
import { lint, type LintOptions } from "./lint.ts";
import { locate, standpoints } from "./locate.ts";
import type { ReportFormat } from "./report/formats.ts";
import { say } from "./own-progress.ts";
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
  const choice = { ...options, base, format: options.format ?? formatFor(env) };
  if (pipeline !== undefined && options.fetch) {
    const { root } = locate({ ...options, named: [] }, standpoints(process.cwd(), env));
    const { fetched, problems } = await completeClone(openGit(root), pipeline);
    for (const line of fetched) say(line);
    return afterFetch(problems, async () => lint([], choice));
  }
  return lint([], choice);
}

/** Says why something could not be fetched: with the error that it leads to, or else beside the outcome. */
async function afterFetch(
  problems: readonly string[],
  run: () => Promise<number>,
): Promise<number> {
  try {
    const code = await run();
    for (const problem of problems) say(problem);
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError([error.message, ...problems].join(" "));
  }
}

function formatFor(env: NodeJS.ProcessEnv): ReportFormat {
  if (env["GITLAB_CI"] !== undefined) return "gitlab-log";
  return env["GITHUB_ACTIONS"] === undefined ? "pretty" : "github";
}
