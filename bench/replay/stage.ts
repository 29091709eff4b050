import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";

import { startGitLab, type StandIn } from "../../test/gitlab/start-gitlab.ts";
import type { LogLine } from "../../test/log-line.ts";
import type { MergeRequest, User } from "../../test/gitlab/world.ts";
import { baseFiles, headFiles, type RecordedChange } from "./records.ts";
import { startService, type Service } from "./service.ts";

/** A handbook in a stand-in GitLab with the bot connected to it. */
export interface Stage {
  readonly gitlab: StandIn;
  readonly service: Service;
  readonly projectId: number;
  readonly bot: User;
  /**
   * Puts the base of a change on the target branch, on top of what was merged since the last one if that is given,
   * and waits until the bot has followed.
   */
  readonly prepare: (change: RecordedChange, merged?: RecordedChange) => Promise<void>;
  /** Opens the merge request and waits for its review. */
  readonly open: (change: RecordedChange, branch: string) => Promise<Played>;
  /** Does something that brings a push, and waits for the review of the new head. */
  readonly again: (mergeRequest: MergeRequest, act: () => void) => Promise<Played>;
  /** Sends a webhook to the bot under a key of its own. */
  readonly deliver: (body: string, key: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One review as seen from outside. */
export interface Played {
  readonly mergeRequest: MergeRequest;
  readonly review: LogLine;
  /** From the webhook to the end of the review. */
  readonly tookMs: number;
  /** Requests of the bot to GitLab. */
  readonly calls: number;
}

/** How the handbook of the replay is reviewed. */
export const configuration = `links:
  site: https://about.gitlab.com
  redirects: [data/redirects.yml]
  assumeComplete: false
`;

const secret = "a-secret-for-the-replay-alone";

/** Sets the stage: the pages of a folder on the target branch, one project, one webhook, one bot. */
export async function setStage(handbook: string, main: string): Promise<Stage> {
  const gitlab = await startGitLab({ rateLimits: { notesPerMinute: Number.POSITIVE_INFINITY } });
  const project = gitlab.createProject({
    path: "people/handbook",
    files: { ...readFolder(handbook), ".handbook-bot.yml": configuration },
  });
  const { user: bot, token } = gitlab.createBot({ projectId: project.id, role: "developer" });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-replay-"));
  const service = await startService(main, {
    HANDBOOK_BOT_GITLAB_URL: gitlab.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: secret,
    HANDBOOK_BOT_DATA_DIR: dataDir,
    HANDBOOK_BOT_PORT: "0",
    HANDBOOK_BOT_SWEEP_MINUTES: "0",
    HANDBOOK_BOT_NOTES_PER_MINUTE: "1000",
  });
  gitlab.addWebhook({ url: `${service.url}/webhook`, projectId: project.id, token: secret });

  async function observe(mergeRequest: () => MergeRequest): Promise<Played> {
    const from = service.log.length;
    const calls = gitlab.requests.length;
    const start = performance.now();
    const shown = mergeRequest();
    const review = await service.waitFor(
      `review of !${shown.iid}`,
      from,
      (line) => line.msg === "review ended" && line["iid"] === shown.iid && isOfHead(line, shown),
    );
    return {
      mergeRequest: shown,
      review,
      tookMs: Math.round(performance.now() - start),
      calls: gitlab.requests.length - calls,
    };
  }

  return {
    gitlab,
    service,
    projectId: project.id,
    bot,
    prepare: async (change, merged) => {
      const from = service.log.length;
      const files = { ...(merged === undefined ? {} : headFiles(merged)), ...baseFiles(change) };
      gitlab.pushCommit(project.id, "main", { files, message: "Base" });
      await service.waitFor("new target branch", from, ({ msg }) => msg === "handbook followed");
    },
    open: (change, branch) => {
      gitlab.createBranch(project.id, branch, "main");
      gitlab.pushCommit(project.id, branch, { files: headFiles(change), message: change.title });
      return observe(() =>
        gitlab.openMergeRequest({
          sourceProject: project.id,
          sourceBranch: branch,
          title: change.title,
          author: "author",
        }),
      );
    },
    again: (mergeRequest, act) =>
      observe(() => {
        act();
        return mergeRequest;
      }),
    deliver: async (body, key) => {
      const headers = {
        "content-type": "application/json",
        "x-gitlab-event": "Merge Request Hook",
        "x-gitlab-token": secret,
        "idempotency-key": key,
      };
      const answer = await fetch(`${service.url}/webhook`, { method: "POST", headers, body });
      if (answer.status !== 202) throw new Error(`The bot answered ${answer.status}.`);
    },
    close: async () => {
      await service.stop();
      await gitlab.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function isOfHead(line: LogLine, { headSha }: MergeRequest): boolean {
  return line["headSha"] === headSha || line["outcome"] === "skipped";
}

function readFolder(folder: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).split(sep).join("/")] = readFileSync(path);
  }
  return files;
}
