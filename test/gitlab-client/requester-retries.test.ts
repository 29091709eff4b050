import { describe, expect, test } from "vitest";
import { createBudget } from "../../src/gitlab/budget.ts";
import { failure, readAll, requester } from "./requester-of.ts";
import { fakeClock, sendJson, serve } from "./server.ts";

describe("retries", () => {
  test.each([429, 500, 502, 503, 504])("a GET answered with %i is asked again", async (status) => {
    const { url, received } = await serve((_, response, nth) =>
      sendJson(response, nth < 3 ? status : 200, {}, { "retry-after": "1" }),
    );
    await requester(url).get("x");
    expect(received).toHaveLength(3);
  });

  test("the waits grow, are spread, and end", async () => {
    const clock = fakeClock();
    const { url, received } = await serve((_, response) => sendJson(response, 502, {}));
    await failure(requester(url, { clock }).put("x"));
    expect(received).toHaveLength(4);
    expect(clock.slept).toEqual([375, 750, 1500]);
  });

  test.each([409, 500, 502, 503, 504])(
    "a POST answered with %i is not repeated",
    async (status) => {
      const { url, received } = await serve((_, response) => sendJson(response, status, {}));
      await failure(requester(url).post("projects/12/merge_requests/3/discussions", { body: {} }));
      expect(received).toHaveLength(1);
    },
  );

  test("nor is a POST whose connection breaks or that is met with silence", async () => {
    const { url, received } = await serve((request, response) => {
      if (request.url.includes("cut")) {
        response.destroy();
      }
    });
    await failure(requester(url).post("cut"));
    expect(received).toHaveLength(1);
    await failure(requester(url, { timeoutMs: 50 }).post("mute"));
    // A busy machine may not even have sent it by then.
    expect(received.length).toBeLessThanOrEqual(2);
  });

  test("a POST refused by a rate limit is repeated when the limit says so", async () => {
    const clock = fakeClock();
    const { url, received } = await serve((_, response, nth) =>
      sendJson(response, nth === 1 ? 429 : 201, { id: 1 }, { "retry-after": "7" }),
    );
    await requester(url, { clock }).post("x", { body: {} });
    expect(received).toHaveLength(2);
    expect(clock.slept).toEqual([7250]);
  });

  test("a token that is refused is tried once more", async () => {
    const { url, received } = await serve((_, response) => sendJson(response, 401, {}));
    await failure(requester(url).get("x"));
    expect(received).toHaveLength(2);
  });

  test.each([400, 403, 404, 422])("an answer of %i is final", async (status) => {
    const { url, received } = await serve((_, response) => sendJson(response, status, {}));
    await failure(requester(url).get("x"));
    expect(received).toHaveLength(1);
  });
});

describe("rate limits", () => {
  test.each<[string, Record<string, string>, number]>([
    ["Retry-After in seconds", { "retry-after": "30" }, 30_000],
    ["Retry-After as a date", { "retry-after": "Fri, 20 Nov 2026 09:00:45 GMT" }, 45_000],
    [
      "RateLimit-Reset",
      { "ratelimit-reset": String(Date.UTC(2026, 10, 20, 9, 0, 50) / 1000) },
      50_000,
    ],
    ["no header at all", {}, 60_000],
  ])("a long wait goes to the queue: %s", async (_, headers, retryAfterMs) => {
    const { url, received } = await serve((_request, response) => {
      response.writeHead(429, { "content-type": "text/plain", ...headers });
      response.end("Retry later");
    });
    const error = await failure(requester(url).get("x"));
    expect(error).toMatchObject({ status: 429, retryable: true, retryAfterMs });
    expect(received).toHaveLength(1);
  });

  test("after a 429 for a note nobody else posts one until it is over", async () => {
    const clock = fakeClock();
    const notes = createBudget({ what: "new notes", limit: 300, clock });
    const { url, received } = await serve((_, response) => sendJson(response, 429, {}));
    const send = requester(url, { clock, notes });
    await failure(send.post("projects/12/merge_requests/3/notes", { body: {} }));
    const error = await failure(
      send.post("projects/12/merge_requests/4/discussions", { body: {} }),
    );
    expect(error.retryAfterMs).toBe(60_000);
    expect(received).toHaveLength(1);
  });

  test("sixty notes go out at once and the sixty-first a minute after the first", async () => {
    const clock = fakeClock();
    const start = clock.now();
    const notes = createBudget({ what: "new notes", limit: 60, clock, waitMsMax: 60_000 });
    const { url } = await serve((_, response) => sendJson(response, 201, {}));
    const send = requester(url, { clock, notes });
    for (let note = 0; note < 60; note += 1) {
      await send.post("projects/12/merge_requests/3/draft_notes", { body: {} });
    }
    expect(clock.now()).toBe(start);
    await send.post("projects/12/merge_requests/3/notes", { body: {} });
    expect(clock.now()).toBe(start + 60_000);
    await send.put("projects/12/merge_requests/3/notes/8", { body: {} });
    await send.post("projects/12/merge_requests/3/draft_notes/bulk_publish");
    expect(clock.now()).toBe(start + 60_000);
  });
});

describe("streams", () => {
  test("arrive chunk by chunk, and a slow reader is no timeout", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.write("leave");
      setImmediate(() => response.end("policy"));
    });
    const { body } = await requester(url, { timeoutMs: 2_000 }).get("archive", { asStream: true });
    let text = "";
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      await new Promise((resolve) => {
        setTimeout(resolve, 2_200);
      });
    }
    expect(text).toBe("leavepolicy");
  });

  test("that go silent or break off end in an error that says so", async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("leave", () => {
        if (request.url.includes("cut")) {
          response.destroy();
        }
      });
    });
    // What falls silent may do so before its head arrives, on a busy machine; what is cut off has all the time.
    for (const [path, code, timeoutMs] of [
      ["mute", "TIMEOUT", 60],
      ["cut", "CUT_OFF", 60_000],
    ] as const) {
      const answer = requester(url, { timeoutMs }).get(path, { asStream: true });
      const read = answer.then(({ body }) => readAll(body as AsyncIterable<Uint8Array>));
      const error = await failure(read);
      expect(error.message).toContain(code);
    }
  });
});
