import { randomUUID } from "node:crypto";
import { hookState, noteAnswer, type HookState } from "./hook-health.ts";
import type { Options } from "./options.ts";
import { sendDelivery } from "./send-delivery.ts";
import type { HookEvent } from "./world.ts";

export type HookScope =
  | { readonly kind: "project"; readonly projectId: number }
  | { readonly kind: "group"; readonly path: string }
  | { readonly kind: "system" };

export interface Hook {
  readonly id: number;
  url: string;
  token: string | undefined;
  signingToken: string | undefined;
  events: ReadonlySet<HookEvent["kind"]>;
  readonly scope: HookScope;
  recentFailures: number;
  disabledUntil: number | undefined;
  /** The receiver sent X-Gitlab-Event-UUID back: GitLab takes it for a loop. */
  isBlocked: boolean;
}

export interface Delivery {
  /** Stable when sent again; the Idempotency-Key. */
  readonly id: string;
  readonly hookId: number;
  readonly event: string;
  readonly body: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Status of every attempt; 0 where no answer came. */
  readonly answers: number[];
  /** Why it was never sent. */
  lost: "disabled" | "blocked" | "too large" | "dropped" | undefined;
}

export interface Webhooks {
  readonly hooks: readonly Hook[];
  readonly deliveries: readonly Delivery[];
  readonly add: (hook: Pick<Hook, "url" | "token" | "signingToken" | "events" | "scope">) => Hook;
  readonly remove: (hookId: number) => void;
  readonly emit: (event: HookEvent, isInScope: (hook: Hook) => boolean) => void;
  /** Sends a test event and says what the receiver answered. */
  readonly test: (hook: Hook, event: HookEvent) => Promise<number>;
  readonly resend: (deliveryId: string) => void;
  /** Keeps deliveries back until they are released. */
  readonly hold: () => void;
  /** Sends what was kept back, in the order and number that `arrange` makes of it. */
  readonly release: (arrange?: (held: readonly Delivery[]) => readonly Delivery[]) => void;
  readonly dropNext: (count: number) => void;
  /** Resolves once nothing is on its way. */
  readonly idle: () => Promise<void>;
  readonly state: (hook: Hook) => HookState;
  readonly blockByEventUuid: (uuid: string) => boolean;
}

const EVENT_NAMES = {
  merge_requests: "Merge Request Hook",
  note: "Note Hook",
  push: "Push Hook",
  emoji: "Emoji Hook",
  pipeline: "Pipeline Hook",
} as const;

/** `REQUEST_BODY_SIZE_LIMIT` of GitLab's WebHookService. */
const BODY_BYTES_MAX = 25 * 1024 * 1024;
/** Delivers events to receivers as GitLab's webhooks do: once, with a time limit, and never again by itself. */
export function createWebhooks(options: Options, instanceUrl: () => string): Webhooks {
  const hooks: Hook[] = [];
  const deliveries: Delivery[] = [];
  const eventUuids = new Map<string, Hook>();
  const chains = new Map<number, Promise<void>>();
  let held: Delivery[] | undefined;
  let drops = 0;
  let hookIds = 0;

  function send(hook: Hook, delivery: Delivery): Promise<number> {
    const eventUuid = randomUUID();
    eventUuids.set(eventUuid, hook);
    return sendDelivery(options, hook, delivery, {
      "X-Gitlab-Instance": instanceUrl(),
      "X-Gitlab-Event-UUID": eventUuid,
    });
  }

  function enqueue(delivery: Delivery): void {
    const hook = hooks.find(({ id }) => id === delivery.hookId);
    if (hook === undefined) return;
    const after = async (): Promise<void> => {
      if (hookState(options, hook) !== "executable" || hook.isBlocked) {
        delivery.lost = hook.isBlocked ? "blocked" : "disabled";
        return;
      }
      noteAnswer(options, hook, await send(hook, delivery));
    };
    chains.set(hook.id, (chains.get(hook.id) ?? Promise.resolve()).then(after));
  }

  function emitTo(hook: Hook, event: HookEvent): void {
    const delivery = createDelivery(hook, event);
    deliveries.push(delivery);
    if (Buffer.byteLength(delivery.body) > BODY_BYTES_MAX) delivery.lost = "too large";
    else if (drops > 0) {
      drops -= 1;
      delivery.lost = "dropped";
    } else if (held === undefined) enqueue(delivery);
    else held.push(delivery);
  }

  return {
    hooks,
    deliveries,
    state: (hook) => hookState(options, hook),
    add(given) {
      hookIds += 1;
      const fresh = { recentFailures: 0, disabledUntil: undefined, isBlocked: false };
      const hook: Hook = { id: hookIds, ...given, ...fresh };
      hooks.push(hook);
      return hook;
    },
    remove(hookId) {
      const index = hooks.findIndex(({ id }) => id === hookId);
      if (index !== -1) hooks.splice(index, 1);
    },
    emit(event, isInScope) {
      for (const hook of hooks)
        if (hook.events.has(event.kind) && isInScope(hook)) emitTo(hook, event);
    },
    async test(hook, event) {
      const delivery = createDelivery(hook, event);
      deliveries.push(delivery);
      const status = await send(hook, delivery);
      if (status >= 200 && status < 300) noteAnswer(options, hook, status);
      return status;
    },
    resend(deliveryId) {
      const delivery = deliveries.find(({ id }) => id === deliveryId);
      if (delivery === undefined) throw new Error(`no delivery ${deliveryId}`);
      enqueue(delivery);
    },
    hold() {
      held ??= [];
    },
    release(arrange = (all) => all) {
      const waiting = held ?? [];
      held = undefined;
      const sent = arrange(waiting);
      for (const delivery of waiting) if (!sent.includes(delivery)) delivery.lost = "dropped";
      for (const delivery of sent) enqueue(delivery);
    },
    dropNext(count) {
      drops = count;
    },
    async idle() {
      for (let seen = [...chains.values()]; ; seen = [...chains.values()]) {
        await Promise.all(seen);
        if ([...chains.values()].every((chain) => seen.includes(chain))) return;
      }
    },
    blockByEventUuid(uuid) {
      const hook = eventUuids.get(uuid);
      if (hook !== undefined) hook.isBlocked = true;
      return hook !== undefined;
    },
  };
}

function createDelivery(hook: Hook, event: HookEvent): Delivery {
  const payload = hook.scope.kind === "system" ? systemPayload(event) : event.payload;
  return {
    id: randomUUID(),
    hookId: hook.id,
    event: hook.scope.kind === "system" ? "System Hook" : EVENT_NAMES[event.kind],
    body: JSON.stringify(payload),
    payload,
    answers: [],
    lost: undefined,
  };
}

/** Samples of system hooks for merge requests show no `action`. */
function systemPayload({ kind, payload }: HookEvent): Readonly<Record<string, unknown>> {
  const attributes = payload["object_attributes"];
  if (kind !== "merge_requests" || typeof attributes !== "object" || attributes === null)
    return payload;
  const rest = Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== "action"));
  return { ...payload, object_attributes: rest };
}
