import { createProgress, type Progress, progressKind } from "./progress.ts";

let own: Progress | undefined;

/** The progress of this command, on standard error. */
export function progress(): Progress {
  own ??= createProgress({
    kind: progressKind(process.stderr, process.env),
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  });
  return own;
}
