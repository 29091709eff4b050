import type { Settings } from "../config/env.ts";
import { createGitLab, type GitLab } from "../gitlab/gitlab.ts";
import { createSeal } from "../gitlab/seal.ts";
import { checkVersion } from "../gitlab/version.ts";
import type { JobQueue } from "../queue/queue.ts";
import type { Metrics } from "../server/metrics.ts";
import { once, type BotIdentity } from "../worker/bot-identity.ts";
import type { GivenUp, SupervisedReviewer } from "../worker/reviewer/supervisor.ts";
import { ownAddress } from "./own-address.ts";
import { openReviewer } from "./reviewer.ts";

/** What speaks to GitLab on the bot's behalf. */
export interface GitLabSide {
  readonly gitlab: GitLab;
  readonly identify: () => Promise<BotIdentity>;
  /** Runs in a process of its own, which starts with the first request. */
  readonly reviewer: SupervisedReviewer;
}

/** Wires the side of the bot that speaks to GitLab. No request is sent yet. `config` takes the place of every branch's. */
export function openGitLabSide(
  settings: Settings,
  metrics?: Pick<Metrics, "gitlabCall">,
  queue?: Pick<JobQueue, "reserve">,
  onGivenUp: (page: GivenUp) => void = () => {},
  config?: Uint8Array,
): GitLabSide {
  const gitlab = createGitLab({
    ...settings.gitlab,
    proxy: settings.proxy,
    notesPerMinute: settings.notesPerMinute,
    reserve: queue?.reserve,
    onAnswer: (call) => metrics?.gitlabCall(call),
  });
  const address = ownAddress(settings);
  const docsBase = `${address}/rules`;
  return {
    gitlab,
    reviewer: openReviewer(settings, gitlab, docsBase, onGivenUp, config),
    identify: once(async () => {
      const { id, username } = await gitlab.currentUser();
      checkVersion(await gitlab.version());
      const { webhook, instance, formerUsers } = settings;
      const seal = createSeal([webhook.signing, webhook.token]);
      return {
        userId: id,
        username,
        instance,
        formerUsers,
        seal,
        helpUrl: `${address}/guide/comments.md`,
      };
    }),
  };
}
