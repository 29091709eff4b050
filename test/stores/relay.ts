import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** One address in front of servers that change, as a load balancer, a pooler or a name of Kubernetes is. */
export interface Relay {
  readonly port: number;
  /** New connections go there from now on; open ones stay where they are. */
  readonly lead: (port: number) => void;
  /** Ends every open connection. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export async function startRelay(target: number): Promise<Relay> {
  let port = target;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      socket.on("error", () => socket.destroy());
    }
    client.pipe(upstream).pipe(client);
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    lead: (next) => {
      port = next;
    },
    cut,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
