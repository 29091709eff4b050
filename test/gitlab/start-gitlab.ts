import { createFaults, type Fault } from "./faults.ts";
import { createInProcessFetch, type InProcessFetch } from "./in-process.ts";
import { completeOptions, type StartOptions } from "./options.ts";
import { decidingPipeline } from "./pipelines.ts";
import { createRateLimits } from "./rate-limits.ts";
import { ancestors, createObjectStore, readCommit } from "./repository.ts";
import { createScene, type MergeRequestKey, type Scene } from "./scene.ts";
import { createApi, type LoggedRequest } from "./server.ts";
import { createWebhooks, type Hook, type Webhooks } from "./webhooks.ts";
import type {
  CommitStatus,
  Discussion,
  DraftNote,
  MergeRequest,
  Note,
  Notification,
  Pipeline,
  RanQuickAction,
  Reference,
  World,
} from "./world.ts";

/** A running stand-in GitLab. */
export interface StandIn extends Scene {
  readonly url: string;
  /** What a client in this process may use instead of the network. */
  readonly fetch: InProcessFetch;
  readonly close: () => Promise<void>;
  /** Orders a failure for coming requests. */
  readonly failNext: (fault: Fault) => void;
  readonly clearFaults: () => void;
  readonly pendingFaults: () => number;
  readonly webhooks: Pick<
    Webhooks,
    "hooks" | "deliveries" | "resend" | "hold" | "release" | "dropNext" | "remove" | "state"
  >;
  /** Resolves once no webhook is on its way. */
  readonly idle: () => Promise<void>;
  readonly mergeRequest: (key: MergeRequestKey) => MergeRequest;
  readonly discussions: (key: MergeRequestKey) => readonly Discussion[];
  /** The notes of people and bots; `system: true` for those of GitLab itself too. */
  readonly notes: (key: MergeRequestKey, options?: { system: boolean }) => readonly Note[];
  /** Messages of the commits on the source branch, newest first. */
  readonly commitMessages: (key: MergeRequestKey) => readonly string[];
  readonly drafts: (key: MergeRequestKey) => readonly DraftNote[];
  readonly statuses: readonly CommitStatus[];
  readonly pipelines: readonly Pipeline[];
  /** The pipeline by which GitLab judges the merge request, and the statuses in it. */
  readonly gate: (key: MergeRequestKey) => {
    readonly pipeline: Pipeline | undefined;
    readonly statuses: readonly CommitStatus[];
  };
  readonly notifications: readonly Notification[];
  readonly quickActionsRun: readonly RanQuickAction[];
  readonly mentions: readonly Reference[];
  readonly crossReferences: readonly Reference[];
  readonly requests: readonly LoggedRequest[];
  /** Requests answered 4xx, unless a test had ordered that. */
  readonly refused: readonly LoggedRequest[];
  /** What a well-behaved bot never does: `refused` without plain lookups that found nothing. */
  readonly mistakes: readonly LoggedRequest[];
  /** Forgets what was recorded so far, not what was written. */
  readonly forget: () => void;
}

/** Starts a stand-in GitLab on a free port of this machine. */
export async function startGitLab(given: StartOptions = {}): Promise<StandIn> {
  const options = completeOptions(given);
  const log: LoggedRequest[] = [];
  const faults = createFaults();
  const webhooks = createWebhooks(options, () => world.url);
  const world: World = {
    options,
    objects: createObjectStore(),
    changes: new Map(),
    patches: new Map(),
    users: new Map(),
    tokens: new Map(),
    projects: new Map(),
    mergeRequests: new Map(),
    statuses: [],
    pipelines: [],
    notifications: [],
    quickActions: [],
    references: [],
    ids: new Map(),
    emit: (event) => webhooks.emit(event, (hook) => isInScope(world, hook, event.projectId)),
    url: "http://127.0.0.1",
    webUrl: "http://127.0.0.1",
  };
  const parts = { world, webhooks, faults, limits: createRateLimits(options), log };
  const server = createApi(parts);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  world.url = `http://127.0.0.1:${address.port}`;
  world.webUrl = options.webUrl ?? world.url;
  const find = ({ projectId, iid }: MergeRequestKey): MergeRequest => {
    const found = world.mergeRequests.get(projectId)?.find((one) => one.iid === iid);
    if (found === undefined) throw new Error(`no merge request ${projectId}!${iid}`);
    return found;
  };
  return {
    ...createScene(world, webhooks),
    statuses: world.statuses,
    pipelines: world.pipelines,
    notifications: world.notifications,
    quickActionsRun: world.quickActions,
    requests: log,
    get mentions() {
      return world.references.filter(({ kind }) => kind === "mention");
    },
    get crossReferences() {
      return world.references.filter(({ kind }) => kind === "cross-reference");
    },
    get refused() {
      return log.filter((entry) => entry.refused !== undefined);
    },
    get mistakes() {
      return log.filter(isMistake);
    },
    forget: () => {
      log.length = 0;
      world.notifications.length = 0;
      world.quickActions.length = 0;
      world.references.length = 0;
    },
    url: world.url,
    fetch: createInProcessFetch(parts),
    failNext: faults.failNext,
    clearFaults: faults.clear,
    pendingFaults: faults.pending,
    webhooks,
    idle: webhooks.idle,
    mergeRequest: find,
    discussions: (key) => find(key).discussions,
    notes: (key, { system } = { system: false }) =>
      find(key)
        .discussions.flatMap(({ notes }) => notes)
        .filter((note) => system || !note.system),
    commitMessages: (key) =>
      [...ancestors(world.objects, find(key).headSha)].map(
        (sha) => readCommit(world.objects, sha).message,
      ),
    drafts: (key) => find(key).drafts,
    gate: (key) => {
      const pipeline = decidingPipeline(world, find(key));
      const statuses = world.statuses.filter(({ pipelineId }) => pipelineId === pipeline?.id);
      return { pipeline, statuses };
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function isInScope(world: World, { scope }: Hook, projectId: number): boolean {
  if (scope.kind === "system") return true;
  if (scope.kind === "project") return scope.projectId === projectId;
  return world.projects.get(projectId)?.path.startsWith(`${scope.path}/`) ?? false;
}

function isMistake({ method, refused, echoed }: LoggedRequest): boolean {
  const isRead = method === "GET" || method === "HEAD";
  return echoed || (refused !== undefined && !(isRead && refused === "not-found"));
}
