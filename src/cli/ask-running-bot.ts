import { z } from "zod";

import type { Check } from "../worker/health-checks.ts";

/** What `/readyz` of a bot says. */
const readiness = z.object({
  status: z.enum(["ready", "not ready"]),
  reasons: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
  gitlab: z.object({
    lastDelivery: z.iso.datetime().nullable(),
    lastAnswer: z.object({ at: z.iso.datetime(), answer: z.string() }).nullable(),
  }),
});

const patienceMs = 10_000;

/** Asks the bot that runs at an address how it is, when GitLab last delivered something and what it last said. */
export async function askRunningBot(address: string): Promise<readonly Check[]> {
  const url = `${address}/readyz`;
  let answer: Response;
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    return [
      warning(
        `No bot answers at ${url} (${reasonOf(error)}). Start it, or set HANDBOOK_BOT_PUBLIC_URL to where it runs.`,
      ),
    ];
  }
  const said = readiness.safeParse(await answer.json().catch(() => undefined));
  if (!said.success) {
    return [
      warning(
        `${url} answers with ${answer.status}, but not as handbook-bot does. Set HANDBOOK_BOT_PUBLIC_URL to where the bot runs.`,
      ),
    ];
  }
  const { status, reasons, warnings, gitlab } = said.data;
  return [
    ...(status === "ready" ? [ok(`The bot at ${address} is ready.`)] : []),
    ...reasons.map((reason) => problem(`The bot at ${address} is not ready: ${reason}`)),
    ...warnings.map((text) => warning(`The bot at ${address} says: ${text}`)),
    delivery(gitlab.lastDelivery),
    lastAnswer(gitlab.lastAnswer),
  ];
}

function delivery(at: string | null): Check {
  return at === null
    ? warning(
        "The bot has had no delivery from GitLab since it started. Press “Test” at the webhook in GitLab.",
      )
    : ok(`GitLab last delivered an event to the bot at ${at}.`);
}

function lastAnswer(last: { readonly at: string; readonly answer: string } | null): Check {
  if (last === null) return warning("The bot has had no answer from GitLab since it started.");
  const { at, answer } = last;
  if (answer === "2xx") return ok(`GitLab last answered the bot at ${at}, with success.`);
  const words = answer === "none" ? "did not answer the bot" : `answered the bot with ${answer}`;
  return warning(`GitLab ${words} at ${at}. The bot's log says to which request.`);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}

const ok = (message: string): Check => ({ about: "setup", level: "ok", message });
const warning = (message: string): Check => ({ about: "setup", level: "warning", message });
const problem = (message: string): Check => ({ about: "setup", level: "problem", message });
