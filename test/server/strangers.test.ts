import { createHmac } from "node:crypto";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
} from "vitest";
import { deliveryId } from "../../src/gitlab/event.ts";
import { admitDelivery, verifyDelivery } from "../../src/gitlab/verify.ts";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { limitConnections } from "../../src/server/connection-limit.ts";
import { createBodyReader } from "../../src/server/request-body.ts";
import {
  deliver,
  pushToLeavePolicy,
  startReceiver,
  webhookSecret,
  type Receiver,
} from "./receiver.ts";

let queue: JobQueue;
let receiver: Receiver;

beforeAll(async () => {
  queue = await openQueue({
    url: inject("redisUrl"),
    dataDir: "unused",
    prefix: `strangers-${process.pid}`,
  });
});
afterAll(() => queue.close());
afterEach(() => receiver?.close());

const signing = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

function startSigned(): Promise<Receiver> {
  return startReceiver(queue, {
    deliveries: {
      admit: (headers) => admitDelivery(headers, { signing }, Date.now()),
      verify: (headers, body) => verifyDelivery(headers, body, { signing }, Date.now()),
      parseEvent: () => ({ kind: "follow", projectId: 7, branch: "main", after: "a".repeat(40) }),
      deliveryId,
    },
  });
}

function signed(body: string, id = "delivery-1"): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", Buffer.alloc(32, 7))
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** Announces 25 MiB, sends a part, and holds. */
async function hold(url: string, headers: Record<string, string>, part: string): Promise<Socket> {
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  const lines = Object.entries({
    Host: "bot",
    "Content-Type": "application/json",
    "Content-Length": String(25 * 1024 * 1024),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /webhook HTTP/1.1\r\n${lines.join("")}\r\n${part}`);
  return socket;
}

describe("a stranger", () => {
  it.each<[string, Record<string, string>]>([
    ["no token", {}],
    ["a wrong token", { "X-Gitlab-Token": "guess" }],
    ["a signature that nobody can check", { ...signed("x") }],
  ])("is answered before the body is read: %s", async (_, headers) => {
    receiver = await startReceiver(queue);
    const socket = await hold(receiver.url, headers, "{");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer.toString()).toMatch(/connection: close/i);
    await once(socket, "close");
  });

  it.each<[string, Record<string, string>]>([
    ["no signature", {}],
    ["an old one", { ...signed("x"), "webhook-timestamp": "1000000000" }],
    ["one of no known kind", { ...signed("x"), "webhook-signature": "v9,abc" }],
  ])("is answered before the body is read where deliveries are signed: %s", async (_, headers) => {
    receiver = await startSigned();
    const socket = await hold(receiver.url, headers, "{");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("who holds many deliveries that only look signed keeps no other from being taken", async () => {
    receiver = await startSigned();
    const held = await Promise.all(
      Array.from({ length: 100 }, (_, nth) =>
        hold(receiver.url, signed(String(nth)), "x".repeat(1024 * 1024)),
      ),
    );
    for (let nth = 0; nth < 5; nth += 1) {
      const body = JSON.stringify({ nth });
      const headers = { "X-Gitlab-Token": "", ...signed(body, `delivery-${nth}`) };
      expect((await deliver(receiver, body, headers)).status).toBe(202);
    }
    for (const socket of held) socket.destroy();
  });

  it("who opens connections without end keeps no other from being answered", async () => {
    const server = createServer((_, response) => void response.end("ok"));
    limitConnections(server, 5);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const opened = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = connect(port, "127.0.0.1");
        socket.on("error", () => undefined);
        onTestFinished(() => void socket.destroy());
        await once(socket, "connect");
        return socket;
      }),
    );
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("ok");
    await expect
      .poll(() => opened.filter(({ readyState }) => readyState === "open").length, {
        timeout: 300_000,
      })
      .toBeLessThanOrEqual(5);
  });
});

describe("a body", () => {
  /** A request whose body the test sends. */
  function incoming(): PassThrough & IncomingMessage {
    return Object.assign(new PassThrough(), { headers: {} }) as unknown as PassThrough &
      IncomingMessage;
  }

  it("that does not come to its end is given up", async () => {
    const request = incoming();
    const read = createBodyReader(10).read(request, true);
    request.write("{");
    expect(await read).toEqual({ kind: "slow" });
  });

  it("of those that have proven nothing is dropped for a newer one, the oldest first", async () => {
    const bodies = createBodyReader(60_000);
    const requests = Array.from({ length: 66 }, incoming);
    const trusted = incoming();
    const first = bodies.read(trusted, true);
    const reads = requests.map((request) => bodies.read(request, false));
    expect(await Promise.all(reads.slice(0, 2))).toEqual([{ kind: "busy" }, { kind: "busy" }]);
    for (const request of [trusted, ...requests.slice(2)]) request.end("{}");
    const kinds = (await Promise.all([first, ...reads.slice(2)])).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["read"]));
  });
});

describe("a delivery of GitLab that holds a stranger's text", () => {
  it.each([
    ["is nested without end", "[".repeat(24 * 1024 * 1024)],
    ["holds more values than GitLab itself takes", `[${"{},".repeat(200_000)}{}]`],
  ])("and %s is passed over with success, for refusals disable the webhook", async (_, body) => {
    receiver = await startReceiver(queue);
    const response = await deliver(receiver, body);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ignored" });
  });
});

describe("a key that is signed", () => {
  it("counts, and none that is not", async () => {
    await queue.bull.obliterate({ force: true });
    receiver = await startSigned();
    const body = JSON.stringify(pushToLeavePolicy());
    const send = (id: string, key: string) =>
      deliver(receiver, body, {
        ...signed(body, id),
        "Idempotency-Key": key,
        "X-Gitlab-Token": webhookSecret,
      });
    expect(await (await send("signed-1", "one")).json()).toEqual({ status: "queued" });
    expect(await (await send("signed-1", "another")).json()).toEqual({ status: "duplicate" });
    expect(await (await send("signed-2", "one")).json()).toEqual({ status: "coalesced" });
  });
});

describe("the pages of the rules", () => {
  it("are rendered once, however often they are asked for", async () => {
    receiver = await startReceiver(queue);
    const url = `${receiver.url}/rules/`;
    const first = await (await fetch(url)).text();
    const more = await Promise.all(
      Array.from({ length: 200 }, async () => (await fetch(url)).text()),
    );
    expect(new Set(more)).toEqual(new Set([first]));
    const response = await deliver(receiver, pushToLeavePolicy());
    expect([200, 202]).toContain(response.status);
  });
});

it("a request without a word is not waited for", async () => {
  receiver = await startReceiver(queue);
  const { port } = new URL(receiver.url);
  const silent = httpRequest({ port, host: "127.0.0.1", method: "POST", path: "/webhook" });
  silent.on("error", () => undefined);
  silent.setHeader("Content-Type", "application/json");
  silent.setHeader("Content-Length", "10");
  silent.flushHeaders();
  const [response] = (await once(silent, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(401);
  silent.destroy();
});
