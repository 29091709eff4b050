import { detectLanguage } from "../../src/cli/detect-language.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createGitLab, type GitLab } from "../../src/gitlab/gitlab.ts";
import { parseMarker } from "../../src/review/marker.ts";
import { reviewerOf } from "../worker/reviewer-of.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { reviewMergeRequest, type Reviewed } from "../../src/worker/review-merge-request.ts";
import type { Files } from "../gitlab/scene.ts";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import { rules } from "../rules/built-in.ts";

/** Everything on, and room for everything in the diff and in the summary. */
export const loudConfig = `preview: true
rules: { all: on }
review: { inlineMax: 100, inlinePerRuleMax: 2, massChangePages: 10000 }
`;

/** What a merge request is made of; whatever is left out is harmless. */
export interface Given {
  readonly files: Files;
  readonly base?: Files;
  readonly config?: string;
  readonly branch?: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: readonly string[];
  readonly author?: { readonly username: string; readonly name: string };
  /** Runs after the merge request was opened, before the bot looks. */
  readonly meanwhile?: (standIn: StandIn, key: { projectId: number; iid: number }) => void;
}

/** What became of it, twice. */
export interface Outcome {
  readonly standIn: StandIn;
  readonly key: { readonly projectId: number; readonly iid: number };
  readonly first: Reviewed;
  readonly second: Reviewed;
  /** Bodies of all notes of the bot. */
  readonly bodies: readonly string[];
  /** Everything that must never be: commands that ran, mentions, refusals, faults, a second word. */
  readonly harm: readonly string[];
}

/** Lets the bot review a merge request in a stand-in GitLab of its own, twice, and collects the harm done. */
export async function reviewFiles(given: Given): Promise<Outcome> {
  const standIn = await startGitLab({
    preparation: { polls: 0 },
    rateLimits: { notesPerMinute: 100_000, archivesPerMinute: 1_000 },
    diffLimits: { patchBytes: 4_000_000, files: 3_000, lines: 1_000_000 },
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-"));
  onTestFinished(async () => {
    await standIn.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { id: projectId } = standIn.createProject({
    path: "acme/handbook",
    files: {
      ".handbook-bot.yml": given.config ?? loudConfig,
      "content/handbook/people.md": "---\ntitle: People\n---\n\nAsk the people team.\n",
      ...given.base,
    },
  });
  const { user, token } = standIn.createBot({ projectId });
  for (const username of ["maya", "all", "root"]) standIn.createUser({ username });
  const author = given.author ?? { username: "mallory", name: "Mallory" };
  standIn.createUser(author);
  const branch = given.branch ?? "leave";
  standIn.pushCommit(projectId, branch, { files: given.files, author: author.username });
  const { iid } = standIn.openMergeRequest({
    sourceProject: projectId,
    sourceBranch: branch,
    title: given.title ?? "Say who may take leave",
    description: given.description ?? "",
    labels: given.labels ?? [],
    author: author.username,
  });
  const key = { projectId, iid };
  given.meanwhile?.(standIn, key);
  standIn.forget();

  const gitlab: GitLab = createGitLab({
    url: standIn.url,
    token,
    notesPerMinute: 100_000,
    callsPerMinute: 1_000_000,
  });
  const parts = {
    gitlab,
    bot: {
      userId: user.id,
      username: user.username,
      instance: "handbook-bot",
      helpUrl: "https://docs.example.com/rules/",
    },
    reviewer: reviewerOf(
      gitlab,
      dataDir,
      engineFactory(
        { rules, docsBase: "https://docs.example.com/rules", detectLanguage },
        () => "2026-11-23",
      ),
    ),
  };
  const first = await reviewMergeRequest(parts, key);
  const written = standIn.requests.length;
  const second = await reviewMergeRequest(parts, key);
  const writes = standIn.requests.slice(written).filter(({ method }) => method !== "GET");
  const bodies = standIn
    .notes(key)
    .filter(({ authorId }) => authorId === user.id)
    .map(({ body }) => body);
  return {
    standIn,
    key,
    first,
    second,
    bodies,
    harm: harmOf(standIn, first, writes, bodies),
  };
}

function harmOf(
  standIn: StandIn,
  first: Reviewed,
  writes: StandIn["requests"],
  bodies: readonly string[],
): readonly string[] {
  const wanted = new Set(
    first.kind === "reviewed"
      ? first.plan.create.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint))
      : [],
  );
  return [
    ...standIn.quickActionsRun.map(({ command, args }) => `ran /${command} ${args}`),
    ...standIn.mentions.map(({ text }) => `mentioned ${text}`),
    ...standIn.crossReferences.map(({ text }) => `referred to ${text}`),
    ...standIn.mistakes.map(({ method, path, refused }) => `${method} ${path}: ${refused}`),
    ...writes.map(({ method, path }) => `second review: ${method} ${path}`),
    ...(first.kind === "reviewed"
      ? [
          ...first.outcome.faults.map(
            ({ path, rule, message }) => `fault ${path} ${rule} ${message}`,
          ),
          ...(first.report?.refused ?? []).map((refusal) => `refused: ${refusal}`),
        ]
      : []),
    ...bodies.flatMap((body) => forgeryIn(body, wanted)),
  ];
}

/** A note says who it is once, at its end, and is one of those that were planned. */
function forgeryIn(body: string, wanted: ReadonlySet<string>): readonly string[] {
  const marker = parseMarker(body);
  const times = body.split("handbook-bot:1 ").length - 1;
  const isOurs =
    marker?.isEdited === false &&
    marker.instance === "handbook-bot" &&
    (marker.kind === "summary" ||
      (marker.kind === "finding" &&
        marker.findings.every(({ fingerprint }) => wanted.has(fingerprint))));
  return isOurs && times === 1 ? [] : [`forged: ${body.slice(-300)}`];
}
