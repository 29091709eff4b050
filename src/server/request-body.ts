import type { IncomingMessage } from "node:http";

/** GitLab sends at most 25 MiB (REQUEST_BODY_SIZE_LIMIT in its web_hook_service.rb, 2026-11). */
const BODY_BYTES_MAX = 25 * 1024 * 1024;

/** Bodies being read at one time, so that many large ones together do not exhaust the memory. */
const IN_HAND_BYTES_MAX = 4 * BODY_BYTES_MAX;

/** What came of reading a body. */
export type Body =
  | { readonly kind: "read"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  /** Too many others are being read. */
  | { readonly kind: "busy" }
  /** The sender went away. */
  | { readonly kind: "broken" };

/** Reads the bodies of requests as they are on the wire, because signatures are made over that. */
export interface BodyReader {
  read(request: IncomingMessage): Promise<Body>;
}

/** Makes a reader; all requests it reads share one allowance of memory. */
export function createBodyReader(): BodyReader {
  let inHandBytes = 0;
  return {
    read(request) {
      if (Number(request.headers["content-length"] ?? 0) > BODY_BYTES_MAX) {
        return Promise.resolve({ kind: "too-large" });
      }
      const chunks: Buffer[] = [];
      let size = 0;
      return new Promise<Body>((resolve) => {
        // What comes after a refusal is read by Node and thrown away, so that the sender hears the answer.
        const finish = (body: Body): void => {
          request.off("data", take);
          request.resume();
          inHandBytes -= size;
          size = 0;
          resolve(body);
        };
        const take = (chunk: Buffer): void => {
          size += chunk.length;
          inHandBytes += chunk.length;
          chunks.push(chunk);
          if (size > BODY_BYTES_MAX) finish({ kind: "too-large" });
          else if (inHandBytes > IN_HAND_BYTES_MAX) finish({ kind: "busy" });
        };
        request.on("data", take);
        request.once("end", () => finish({ kind: "read", bytes: Buffer.concat(chunks) }));
        request.once("error", () => finish({ kind: "broken" }));
        request.once("close", () => finish({ kind: "broken" }));
      });
    },
  };
}
