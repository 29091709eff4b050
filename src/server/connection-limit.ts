import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Keeps the number of connections below a limit by ending the one that has been idle or busy longest, so that who
 * opens many and holds them keeps nobody else out: GitLab's own are answered within milliseconds.
 */
export function limitConnections(server: Server, max: number): void {
  /** In the order in which they last got an answer, or were opened. */
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    const [oldest] = sockets;
    if (sockets.size > max) oldest?.destroy();
  });
  server.on("request", (request, response) => {
    response.once("finish", () => {
      const { socket } = request;
      if (!sockets.delete(socket) || socket.destroyed) return;
      sockets.add(socket);
    });
  });
}
