import { createBirpc } from "birpc";

import type { EngineFactory } from "../../config/engine.ts";
import type { Announce } from "../in-turns.ts";
import { createHandbookCopies } from "../target-branch/handbook-copies.ts";
import { remoteReads } from "./remote-reads.ts";
import { createReviewer, type Reviewer } from "./reviewer.ts";
import type { BotFunctions, ReviewerFunctions, ReviewerStart } from "./reviewer-channel.ts";
import { withWireErrors } from "./wire-error.ts";

/** The end of the channel that the other process holds. */
export interface Port {
  readonly post: (message: unknown) => void;
  readonly on: (hear: (message: unknown) => void) => void;
}

/** Serves the bot at the other end of `port` as its reviewer. */
export function serveReviewer(port: Port, start: ReviewerStart, engine: EngineFactory): void {
  // The channel hands over what waits in it at once; the reviewer is made of the channel, a moment later.
  const { promise: ready, resolve } = Promise.withResolvers<Reviewer>();
  const functions: ReviewerFunctions = {
    open: withWireErrors(async (...asked) => (await ready).open(...asked)),
    find: withWireErrors(async (...asked) => (await ready).find(...asked)),
    fix: withWireErrors(async (...asked) => (await ready).fix(...asked)),
    explain: withWireErrors(async (...asked) => (await ready).explain(...asked)),
  };
  const bot = createBirpc<BotFunctions, ReviewerFunctions>(functions, {
    post: port.post,
    on: port.on,
    eventNames: ["works"],
    // The bot ends this process when it takes too long.
    timeout: -1,
  });
  const watch = {
    announce: announcer((work) => void bot.works(work)),
    leftOut: (subject: string) => start.leftOut.get(subject) ?? [],
  };
  const reads = remoteReads(bot);
  const copies = createHandbookCopies({ reads, dataDir: start.dataDir, engine, watch });
  resolve(createReviewer({ reads, copies, watch }));
}

/** Says each page once, however many steps it takes. */
function announcer(say: BotFunctions["works"]): (subject: string) => Announce {
  let last: string | undefined;
  return (subject) => (page) => {
    const key = page === undefined ? undefined : `${subject}\n${page}`;
    if (key === last) return;
    last = key;
    say(page === undefined ? undefined : { subject, page });
  };
}
