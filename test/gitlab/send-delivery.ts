import { createHmac, randomUUID } from "node:crypto";
import type { Options } from "./options.ts";
import type { Delivery, Hook } from "./webhooks.ts";

/** Sends one delivery once and notes the status of the answer, 0 where none came in time. */
export async function sendDelivery(
  options: Options,
  hook: Hook,
  delivery: Delivery,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  let status = 0;
  try {
    const response = await fetch(hook.url, {
      method: "POST",
      headers: { ...hookHeaders(options, hook, delivery), ...headers },
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.timeout(options.webhookTimeoutMs),
    });
    await response.arrayBuffer();
    status = response.status;
  } catch {
    status = 0;
  }
  delivery.answers.push(status);
  return status;
}

function hookHeaders(
  options: Options,
  hook: Hook,
  { id, event, body }: Delivery,
): Record<string, string> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "User-Agent": `GitLab/${options.version}`,
    "X-Gitlab-Event": event,
    "X-Gitlab-Webhook-UUID": randomUUID(),
    "Idempotency-Key": id,
  };
  if (hook.token !== undefined) headers["X-Gitlab-Token"] = hook.token.replaceAll(/[\r\n]/g, "");
  if (hook.signingToken !== undefined) {
    const timestamp = String(Math.floor(options.now() / 1000));
    const key = Buffer.from(hook.signingToken.replace(/^whsec_/, ""), "base64");
    const digest = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    headers["webhook-id"] = id;
    headers["webhook-timestamp"] = timestamp;
    headers["webhook-signature"] = `v1,${digest}`;
  }
  return headers;
}
