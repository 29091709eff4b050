import { createProgress, type Progress, progressKind } from "./progress.ts";

let own: Progress | undefined;

/** Where the program is part of another, it says nothing by itself. */
export function beQuiet(): void {
  own = createProgress({ kind: "nowhere", write: () => {}, now: () => 0 });
  isQuiet = true;
}

let isQuiet = false;

/** Says something on standard error, unless the program is part of another. */
export function say(text: string): void {
  if (isQuiet) return;
  progress().clear();
  console.error(text);
}

/** The progress of this command, on standard error. */
export function progress(): Progress {
  own ??= createProgress({
    kind: progressKind(process.stderr, process.env),
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  });
  return own;
}
