import { inspect } from "node:util";
import { expect } from "vitest";
import { GitLabError } from "../../src/gitlab/gitlab-error.ts";
import { createRequester, type RequesterOptions } from "../../src/gitlab/requester.ts";
import { fakeClock, token } from "./server.ts";

/** A requester whose waits take no time. */
export function requester(url: string, options: RequesterOptions = {}) {
  return createRequester({ baseUrl: `${url}/api/v4/`, token }, { clock: fakeClock(), ...options });
}

/** How a call fails, without the token anywhere in it. */
export async function failure(call: Promise<unknown>): Promise<GitLabError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(GitLabError);
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(token);
  return error as GitLabError;
}

export async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
