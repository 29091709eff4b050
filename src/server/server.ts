import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp, type AppParts } from "./app.ts";
import { limitConnections } from "./connection-limit.ts";

/** The running HTTP side of the bot. */
export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no more requests, answers those in hand, and cuts off what takes longer than `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** What the server is started with. */
export interface ServerOptions extends AppParts {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** GitLab, a proxy, a dashboard and some readers of rules need a few dozen. */
const connectionsMax = 1_000;

/** Starts to listen. @throws with what to change when the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = await createApp(options);
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
          `The bot cannot listen on ${host}, port ${port}: ${error.message}. Set HANDBOOK_BOT_HOST and HANDBOOK_BOT_PORT to an address of this machine that is free.`,
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
