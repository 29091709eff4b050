import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";

import { createApp, createHealthApp, type AppParts } from "./app.ts";
import { limitConnections } from "./connection-limit.ts";
import type { HealthParts } from "./health-routes.ts";

/** The running HTTP side of the bot. */
export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no more requests, answers those in hand, and cuts off what takes longer than `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** Where a server listens. */
interface Address {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** What the server is started with. */
export type ServerOptions = AppParts & Address;

/** GitLab, a proxy, a dashboard and some readers of rules need a few dozen. */
const connectionsMax = 1_000;

/** Starts to listen. @throws with what to change when the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  return serve(await createApp(options), options);
}

/** Starts to answer how a worker is. @throws with what to change when the address cannot be had. */
export async function startHealthServer(options: HealthParts & Address): Promise<RunningServer> {
  return serve(createHealthApp(options), options);
}

async function serve(app: Express, options: Address): Promise<RunningServer> {
  const server = createServer(
    {
      // GitLab gives a delivery 10 s. docs.gitlab.com, 2026-11
      requestTimeout: 15_000,
      headersTimeout: 5_000,
      // Node looks for requests that are late twice a minute by default.
      connectionsCheckingInterval: 1_000,
    },
    app,
  );
  limitConnections(server, connectionsMax);
  const { address, family, port } = await listen(server, options.host, options.port);
  let closed: Promise<void> | undefined;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    close(graceMs = 10_000) {
      closed ??= stop(server, graceMs);
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        new Error(
          `The bot cannot listen on ${host}, port ${port}: ${error.message}. Set HANDBOOK_BOT_HOST and HANDBOOK_BOT_PORT (of a worker, HANDBOOK_BOT_WORKER_PORT) to an address of this machine that is free.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
    });
  });
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
  // A connection whose last request was answered meanwhile would be kept open for another one.
  const sweepIdle = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cutOff);
  clearInterval(sweepIdle);
}
