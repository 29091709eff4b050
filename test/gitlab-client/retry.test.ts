import { describe, expect, test } from "vitest";
import { GitLabError } from "../../src/gitlab/gitlab-error.ts";
import { askedToWait, waitBeforeRetry } from "../../src/gitlab/retry.ts";

const now = Date.parse("2026-11-29T12:00:00Z");

describe("an answer asks to be left alone for", () => {
  test.each([
    [503, {}, undefined],
    [429, {}, 60_000],
    [200, { "ratelimit-reset": "1795953700" }, undefined],
    [503, { "retry-after": "7" }, 7_000],
    [503, { "retry-after": " 7 " }, 7_000],
    [503, { "retry-after": "0" }, 0],
    [503, { "retry-after": "Sun, 29 Nov 2026 12:00:05 GMT" }, 5_000],
    [503, { "retry-after": "Sun, 29 Nov 2026 11:00:00 GMT" }, 0],
    [503, { "retry-after": "soon" }, undefined],
    [429, { "retry-after": "soon" }, 60_000],
    [429, { "retry-after": "9".repeat(10) }, 60_000],
    [429, { "retry-after": "7x" }, 60_000],
    [429, { "retry-after": "2", "ratelimit-reset": "1795953609" }, 2_000],
    [429, { "ratelimit-reset": String(now / 1000 + 9) }, 9_000],
    [429, { "ratelimit-reset": String(now / 1000 - 9) }, 0],
    [429, { "ratelimit-reset": "0" }, 60_000],
    [429, { "ratelimit-reset": "x" }, 60_000],
  ])("%i %j: %s ms", (status, headers, ms) => {
    expect(askedToWait(status, new Headers(headers as Record<string, string>), now)).toBe(ms);
  });
});

function failed(facts: Partial<ConstructorParameters<typeof GitLabError>[0]>): GitLabError {
  return new GitLabError({
    message: "It failed.",
    method: "GET",
    path: "/x",
    actor: "nobody",
    retryable: true,
    ...facts,
  });
}

describe("a call that failed is sent again after", () => {
  test.each([
    [{}, 0, 0, 250],
    [{}, 0, 0.5, 375],
    [{}, 1, 1, 1_000],
    [{}, 4, 1, 8_000],
    [{}, 9, 0, 4_000],
    [{ retryAfterMs: 7_000 }, 3, 0.5, 7_250],
    [{ method: "PUT" }, 0, 0, 250],
    [{ method: "POST", hasNoEffect: true }, 0, 0, 250],
    [{ status: 401 }, 0, 0, 250],
    [{ status: 500 }, 1, 0, 500],
  ])("%j, attempt %i, chance %d: %i ms", (facts, attempt, chance, ms) => {
    expect(waitBeforeRetry(failed(facts), attempt, () => chance)).toBe(ms);
  });

  test.each([
    [{ retryable: false }, 0],
    [{ method: "POST" }, 0],
    [{ method: "POST", retryAfterMs: 5 }, 0],
    [{ status: 401 }, 1],
  ])("never: %j, attempt %i", (facts, attempt) => {
    expect(waitBeforeRetry(failed(facts), attempt, () => 0)).toBeUndefined();
  });
});
