import type { IncomingMessage } from "node:http";

/** GitLab sends at most 25 MiB (REQUEST_BODY_SIZE_LIMIT in its web_hook_service.rb, 2026-11). */
const bodyBytesMax = 25 * 1024 * 1024;

/** Bodies being read at one time, so that many large ones together do not exhaust the memory. */
const inHandBytesMax = 4 * bodyBytesMax;

/** Of those whose sender has not proven anything yet. Beyond it the one that takes longest is dropped. */
const unprovenBytesMax = 2 * bodyBytesMax;
const unprovenMax = 64;

/** GitLab itself gives up after 10 s. docs.gitlab.com, 2026-11 */
const bodyMsMax = 10_000;

/** What came of reading a body. */
export type Body =
  | { readonly kind: "read"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  /** Too many others are being read. */
  | { readonly kind: "busy" }
  /** It did not come to its end in time. */
  | { readonly kind: "slow" }
  /** The sender went away. */
  | { readonly kind: "broken" };

/** Reads the bodies of requests as they are on the wire, because signatures are made over that. */
export interface BodyReader {
  /** `isTrusted` says whether the sender has shown a secret already. */
  read(request: IncomingMessage, isTrusted: boolean): Promise<Body>;
}

interface Reading {
  readonly isTrusted: boolean;
  size: number;
  readonly finish: (body: Body) => void;
}

/** Makes a reader; all requests it reads share one allowance of memory. */
export function createBodyReader(msMax = bodyMsMax): BodyReader {
  /** In the order in which they began. */
  const readings = new Set<Reading>();
  const sum = (of: (one: Reading) => boolean): number =>
    [...readings].filter(of).reduce((total, { size }) => total + size, 0);

  /** Who only announces a delivery and holds it must not keep others from being read. */
  function makeRoom(): void {
    const unproven = [...readings].filter(({ isTrusted }) => !isTrusted);
    if (unproven.length > unprovenMax || sum((one) => !one.isTrusted) > unprovenBytesMax) {
      unproven[0]?.finish({ kind: "busy" });
    }
  }

  return {
    read(request, isTrusted) {
      if (Number(request.headers["content-length"] ?? 0) > bodyBytesMax) {
        return Promise.resolve({ kind: "too-large" });
      }
      const chunks: Buffer[] = [];
      return new Promise<Body>((resolve) => {
        const reading: Reading = {
          isTrusted,
          size: 0,
          finish: (body) => {
            clearTimeout(timer);
            request.off("data", take);
            // What comes after a refusal is thrown away, so that the sender hears the answer.
            request.resume();
            readings.delete(reading);
            resolve(body);
          },
        };
        const timer = setTimeout(() => reading.finish({ kind: "slow" }), msMax);
        const take = (chunk: Buffer): void => {
          reading.size += chunk.length;
          chunks.push(chunk);
          if (reading.size > bodyBytesMax) reading.finish({ kind: "too-large" });
          else if (isTrusted && sum(() => true) > inHandBytesMax) reading.finish({ kind: "busy" });
          else makeRoom();
        };
        readings.add(reading);
        makeRoom();
        request.on("data", take);
        request.once("end", () => reading.finish({ kind: "read", bytes: Buffer.concat(chunks) }));
        request.once("error", () => reading.finish({ kind: "broken" }));
        request.once("close", () => reading.finish({ kind: "broken" }));
      });
    },
  };
}
