import type { Options } from "./options.ts";
import type { Hook } from "./webhooks.ts";

/** What GitLab calls `alert_status`. */
export type HookState = "executable" | "temporarily_disabled" | "disabled";

const FAILURES_UNTIL_PAUSE = 4;
const FAILURES_UNTIL_END = 40;
const BACKOFF_MS = 60_000;
const BACKOFF_MAX_MS = 24 * 60 * 60_000;

/** Whether a webhook fires at present. System hooks always do. */
export function hookState({ autoDisableWebhooks, now }: Options, hook: Hook): HookState {
  if (!autoDisableWebhooks || hook.scope.kind === "system") return "executable";
  if (hook.recentFailures >= FAILURES_UNTIL_END) return "disabled";
  const isPaused = hook.disabledUntil !== undefined && hook.disabledUntil > now();
  return isPaused ? "temporarily_disabled" : "executable";
}

/** Counts failures in a row: from the fourth on the webhook pauses, each time twice as long. */
export function noteAnswer({ now }: Options, hook: Hook, status: number): void {
  if (status >= 200 && status < 400) {
    hook.recentFailures = 0;
    hook.disabledUntil = undefined;
    return;
  }
  hook.recentFailures += 1;
  if (hook.recentFailures < FAILURES_UNTIL_PAUSE) return;
  const doublings = Math.min(hook.recentFailures - FAILURES_UNTIL_PAUSE, 12);
  hook.disabledUntil = now() + Math.min(BACKOFF_MS * 2 ** doublings, BACKOFF_MAX_MS);
}
