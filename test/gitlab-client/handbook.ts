import { onTestFinished } from "vitest";

import type { ApplyContext, Applied } from "../../src/gitlab/apply.ts";
import { applyPlan } from "../../src/gitlab/apply.ts";
import type { ConnectionOptions } from "../../src/gitlab/connection.ts";
import { createGitLab, type GitLab } from "../../src/gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../../src/gitlab/merge-request.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { isSameBody } from "../../src/gitlab/new-note.ts";
import { withMarker } from "../../src/review/marker.ts";
import type { PostedReview, ReviewPlan, WantedComment } from "../../src/review/review.ts";
import type { StartOptions } from "../gitlab/options.ts";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import { fakeClock } from "./server.ts";

const instance = "handbook-bot";
const leave = "docs/R&D leave policy.md";
const lines = (first: number, last: number, text: string) =>
  Array.from({ length: last - first + 1 }, (_, nth) => `${text} ${first + nth}.`).join("\n");

/** A merge request on a leave policy of forty lines: line 10 is changed, lines 21 and 22 are new. */
const before = `${lines(1, 40, "Everybody may take day")}\n`;
const after = `${lines(1, 9, "Everybody may take day")}\nNobody may take day 10.\n${lines(11, 20, "Everybody may take day")}\nManpower is short.\nGuys, ask early.\n${lines(21, 40, "Everybody may take day")}\n`;

export interface Handbook {
  readonly standIn: StandIn;
  readonly gitlab: GitLab;
  readonly key: { readonly projectId: number; readonly iid: number };
  readonly context: ApplyContext;
  readonly token: string;
}

export async function openHandbook(
  options: StartOptions & {
    readonly isFork?: boolean;
    readonly client?: Partial<ConnectionOptions>;
    /** Without a network: what gets no answer fails at once. */
    readonly isInProcess?: boolean;
  } = {},
): Promise<Handbook> {
  const { isFork = false, isInProcess = false, client, ...start } = options;
  const standIn = await startGitLab({ preparation: { polls: 0 }, ...start });
  onTestFinished(() => standIn.close());
  const project = standIn.createProject({ path: "acme/handbook", files: { [leave]: before } });
  const { user, token } = standIn.createBot({ projectId: project.id });
  const source = isFork ? standIn.fork(project.id, "amara/handbook") : project;
  standIn.pushCommit(source.id, "leave", { files: { [leave]: after }, author: "amara" });
  const { iid } = standIn.openMergeRequest({
    sourceProject: source.id,
    sourceBranch: "leave",
    targetProject: project.id,
    title: "Say who may take leave",
    author: "amara",
  });
  const gitlab = createGitLab({
    url: standIn.url,
    token,
    clock: fakeClock(),
    ...(isInProcess && { fetch: standIn.fetch }),
    ...client,
  });
  const mergeRequest = await gitlab.waitUntilPrepared(project.id, iid);
  if (mergeRequest === undefined) {
    throw new Error("the merge request is gone");
  }
  standIn.forget();
  const bot = { userId: user.id, username: user.username, instance };
  const status = { name: "handbook-bot" };
  return {
    standIn,
    gitlab,
    key: { projectId: project.id, iid },
    context: { mergeRequest, bot, status, isLastAttempt: true },
    token,
  };
}

/** The fingerprint of the finding on a line. */
export function fingerprintOf(newLine: number): string {
  return newLine.toString(16).padStart(32, "0");
}

/** A comment on an added line, or on an unchanged one where both lines are given. */
export function comment(
  newLine: number,
  oldLine?: number,
  text = "Say it plainly.",
): WantedComment {
  const fingerprint = fingerprintOf(newLine);
  const name = {
    kind: "finding",
    instance,
    findings: [{ fingerprint, identity: fingerprint }],
    path: leave,
  } as const;
  const at = { path: leave, oldPath: leave, newLine };
  const anchor =
    oldLine === undefined
      ? ({ kind: "added", ...at } as const)
      : ({ kind: "context", ...at, oldLine } as const);
  return {
    findings: name.findings,
    path: leave,
    anchor,
    body: withMarker(text, name),
    placed: [
      {
        finding: {
          rule: "plain/short",
          severity: "warning",
          path: leave,
          span: { start: 0, end: 1 },
          message: text,
          fingerprint,
          identity: fingerprint,
          docs: "https://example.com/plain/short",
          suggestions: [],
          related: [],
        },
        anchor,
        lines: { first: newLine, last: newLine },
        replacements: [],
      },
    ],
  };
}

export function summary(text: string): string {
  return withMarker(text, { kind: "summary", instance });
}

export interface Wanted {
  readonly comments: readonly WantedComment[];
  readonly summary: string | undefined;
  readonly state?: "success" | "failed";
}

/** The plainest of plans: what is wanted and not posted is created, what differs edited, the rest resolved. */
export function planFor(wanted: Wanted, posted: PostedReview): ReviewPlan {
  const byFingerprint = new Map(posted.threads.map((thread) => [nameOf(thread), thread]));
  const isWanted = new Set(wanted.comments.map(nameOf));
  const [kept] = posted.summaries;
  return {
    create: wanted.comments.filter((comment) => !byFingerprint.has(nameOf(comment))),
    edit: wanted.comments.flatMap((comment) => {
      const { body } = comment;
      const thread = byFingerprint.get(nameOf(comment));
      return thread === undefined || isSameBody(thread.body, body) ? [] : [{ thread, body }];
    }),
    resolve: posted.threads.filter((thread) => !isWanted.has(nameOf(thread)) && !thread.isResolved),
    reopen: posted.threads.filter(
      (thread) => isWanted.has(nameOf(thread)) && thread.resolvedBy === "bot",
    ),
    summary: planSummary(wanted.summary, kept),
    fold: [],
    answers: [],
    verdict: { state: wanted.state ?? "failed", description: "2 findings to look at" },
  };
}

function nameOf({ findings }: Pick<WantedComment, "findings">): string {
  return findings.map(({ fingerprint }) => fingerprint).join();
}

function planSummary(
  body: string | undefined,
  kept: { readonly noteId: number; readonly body: string } | undefined,
): ReviewPlan["summary"] {
  if (body === undefined || (kept !== undefined && isSameBody(kept.body, body))) {
    return { kind: "keep" };
  }
  return kept === undefined
    ? { kind: "create", body }
    : { kind: "edit", noteId: kept.noteId, body };
}

/** Reads, plans and applies, once. */
export async function run(
  { gitlab, context }: Pick<Handbook, "gitlab" | "context">,
  wanted: Wanted,
): Promise<Applied> {
  const posted = await readPosted(gitlab, context.mergeRequest, context.bot);
  return applyPlan(gitlab, planFor(wanted, posted), context);
}

export async function refreshed(handbook: Handbook): Promise<Handbook> {
  const { projectId, iid } = handbook.key;
  const mergeRequest: PreparedMergeRequest | undefined = await handbook.gitlab.waitUntilPrepared(
    projectId,
    iid,
  );
  if (mergeRequest === undefined) {
    throw new Error("the merge request is gone");
  }
  return { ...handbook, context: { ...handbook.context, mergeRequest } };
}
