import { describe, expect, test } from "vitest";
import { createRequester } from "../../src/gitlab/requester.ts";
import { failure, requester } from "./requester-of.ts";
import { closedPort, sendJson, serve, token } from "./server.ts";

describe("what is sent", () => {
  test("the token, a name, a query and JSON; nothing else of our doing", async () => {
    const { url, received } = await serve((_, response) => sendJson(response, 201, { id: 1 }));
    await requester(url, { userAgent: "handbook-bot/1.2" }).post("projects/12/x", {
      query: { per_page: 100, ref: "a b&c", none: undefined },
      body: { note: "Fix", position: { new_path: "docs/R&D policy.md", new_line: 3 } },
    });
    const [request] = received;
    expect(request?.url).toBe("/api/v4/projects/12/x?per_page=100&ref=a+b%26c");
    expect(JSON.parse(request?.body ?? "")).toEqual({
      note: "Fix",
      position: { new_path: "docs/R&D policy.md", new_line: 3 },
    });
    expect(request?.headers).toMatchObject({
      "private-token": token,
      "user-agent": "handbook-bot/1.2",
      "content-type": "application/json",
    });
    expect(Object.keys(request?.headers ?? {}).filter((name) => name.startsWith("x-"))).toEqual([]);
  });

  test.each(["projects/12/repository/files/../raw", "projects/12/repository/files/%2E%2e/raw"])(
    "no path that climbs: %s",
    async (path) => {
      const { url, received } = await serve((_, response) => sendJson(response, 200, {}));
      await failure(requester(url).get(path));
      expect(received).toHaveLength(0);
    },
  );

  test("nothing with a token that no header can hold, and the token is not told", async () => {
    const { url, received } = await serve((_, response) => sendJson(response, 200, {}));
    const send = createRequester({ baseUrl: url, token: `${token}\n2` });
    const error = await failure(send.get("user"));
    expect(error.retryable).toBe(false);
    expect(received).toHaveLength(0);
  });
});

describe("what comes back", () => {
  test("the bytes of a file stay bytes, even of JSON", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0xff]));
    });
    const { body } = await requester(url).get("projects/12/repository/files/a.json/raw");
    expect([...(body as Uint8Array)]).toEqual([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0xff]);
  });

  test("an answer without a body is null", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(204);
      response.end();
    });
    expect((await requester(url).post("x")).body).toBeNull();
  });

  test("a page of HTML is tried again, and names the URL", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>Sign in</html>");
    });
    const error = await failure(requester(url).get("user"));
    expect(error).toMatchObject({ actor: "operator", retryable: true });
    expect(error.message).toContain("text/html");
  });

  test("an answer above the limit is not read to its end", async () => {
    const { url } = await serve((_, response) => sendJson(response, 200, "x".repeat(5000)));
    const error = await failure(requester(url, { responseBytesMax: 1000 }).get("x"));
    expect(error.message).toContain("larger than 1000 bytes");
  });

  test("JSON that is nested without end costs no memory", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("[".repeat(20_000_000));
    });
    const error = await failure(requester(url).get("x"));
    expect(error.message).toContain("nested deeper than 64");
  });

  test("a redirect within GitLab is followed by reads", async () => {
    const { url, received } = await serve((request, response) =>
      request.url === "/api/v4/projects/old"
        ? sendJson(response, 301, {}, { location: "/api/v4/projects/12" })
        : sendJson(response, 200, { id: 12 }),
    );
    expect((await requester(url).get("projects/old")).body).toEqual({ id: 12 });
    expect(received).toHaveLength(2);
  });

  test("a redirect to another host never gets the token", async () => {
    const other = await serve((_, response) => sendJson(response, 200, {}));
    const { url } = await serve((_, response) =>
      sendJson(response, 302, {}, { location: `${other.url}/steal` }),
    );
    const error = await failure(requester(url).get("user"));
    expect(error.actor).toBe("operator");
    expect(other.received).toHaveLength(0);
  });

  test("a redirected write is not sent a second time as a read", async () => {
    const { url, received } = await serve((_, response) =>
      sendJson(response, 302, {}, { location: "/elsewhere" }),
    );
    const error = await failure(requester(url).post("projects/12/x", { body: {} }));
    expect(error.mayHaveHappened).toBe(false);
    expect(received).toHaveLength(1);
  });
});

describe("errors", () => {
  test.each<[number, unknown, string, boolean, boolean]>([
    [400, { message: "400 Bad request" }, "developer", false, false],
    [401, { message: "401 Unauthorized" }, "operator", true, false],
    [403, { error: "insufficient_scope" }, "operator", false, false],
    [403, { message: "403 Forbidden" }, "maintainer", false, false],
    [404, { message: "404 Not found" }, "maintainer", false, false],
    [409, { message: "Another update is in progress" }, "nobody", true, true],
    [429, { message: "Retry later" }, "nobody", true, false],
    [500, { message: "500 Internal Server Error" }, "nobody", true, true],
    [503, "Service Unavailable", "nobody", true, true],
  ])(
    "a POST answered with %i %o: who acts, retry, effect",
    async (status, body, actor, ...rest) => {
      const { url } = await serve((_, response) => sendJson(response, status, body));
      const error = await failure(requester(url, { attempts: 1 }).post("projects/12/x"));
      const [retryable, mayHaveHappened] = rest;
      expect(error).toMatchObject({ status, actor, retryable, mayHaveHappened, method: "POST" });
      expect(error.path).toBe("/api/v4/projects/12/x");
    },
  );

  test("quote what GitLab says in one short line", async () => {
    const said = { message: { note: [`bad\n\u001b[31m${"x".repeat(900)}`] } };
    const { url } = await serve((_, response) => sendJson(response, 400, said));
    const { message } = await failure(requester(url).get("x"));
    expect(message.length).toBeLessThan(450);
    expect(message).toContain('{"note":["bad');
    // oxlint-disable-next-line no-control-regex
    expect(message).not.toMatch(/[\u0000-\u001f]/);
  });

  test("never hold the token, though a proxy echoes it", async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(502, { "content-type": "text/plain" });
      response.end(`headers: ${JSON.stringify(request.headers)}`);
    });
    const { message } = await failure(requester(url, { attempts: 1 }).get("x"));
    expect(message).toContain("[token]");
  });

  test("a refused connection surely had no effect", async () => {
    const error = await failure(requester(await closedPort(), { attempts: 1 }).post("x"));
    expect(error).toMatchObject({ actor: "operator", retryable: true, mayHaveHappened: false });
  });

  test("a connection cut off during a write may have had one", async () => {
    const { url } = await serve((_, response) => response.destroy());
    const error = await failure(requester(url).post("x"));
    expect(error).toMatchObject({ retryable: true, mayHaveHappened: true, status: undefined });
  });

  test("silence ends in a timeout, before the answer and within it", async () => {
    const { url } = await serve((request, response) => {
      if (request.url.includes("body")) {
        response.writeHead(200, { "content-type": "application/json" });
        response.write("{");
      }
    });
    for (const path of ["head", "body"]) {
      const error = await failure(requester(url, { timeoutMs: 50, attempts: 1 }).get(path));
      expect(error.message).toContain("TIMEOUT");
    }
  });
});
