import { withThousands } from "../text/wording.ts";

/** Work that is done sooner needs no word. */
const silentMs = 1_000;

/** How often a line on a terminal is written anew, and how often a log gets another one. */
const terminalMs = 100;
const logMs = 10_000;

/** Where progress is shown. */
export interface ProgressTarget {
  readonly kind: "terminal" | "log" | "nowhere";
  readonly write: (text: string) => void;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** Says how far a long piece of work has come. */
export interface Progress {
  /** `done` of `total` pages: `Reading`, `Linting`, `Reading the target branch:`. */
  readonly step: (verb: string, done: number, total: number) => void;
  /** Takes the line away, so that something else can be written. */
  readonly clear: () => void;
}

/** On a terminal one line that changes, in a log a line now and then, elsewhere nothing. */
export function createProgress({ kind, write, now }: ProgressTarget): Progress {
  const start = now();
  let last = start;
  let isShown = false;
  const clear = (): void => {
    if (!isShown) return;
    write("\r\u001b[K");
    isShown = false;
  };
  return {
    clear,
    step(verb, done, total) {
      if (kind === "nowhere") return;
      const time = now();
      const isLong =
        time - start >= silentMs && time - last >= (kind === "log" ? logMs : terminalMs);
      if (!isLong) return;
      last = time;
      const text = `${verb} ${withThousands(done)} of ${withThousands(total)} pages`;
      if (kind === "log") {
        write(`${text}\n`);
        return;
      }
      write(`\r\u001b[K${text}`);
      isShown = true;
    },
  };
}

/** What standard error is: a terminal, the log of a CI job, or something that nobody watches. */
export function progressKind(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): ProgressTarget["kind"] {
  const isCi = env["CI"] !== undefined && env["CI"] !== "false" && env["CI"] !== "";
  if (isCi) return "log";
  return stream.isTTY === true && env["TERM"] !== "dumb" ? "terminal" : "nowhere";
}
