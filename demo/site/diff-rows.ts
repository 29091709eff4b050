import type { GitLabDiscussion } from "./gitlab-api.ts";

/** One line of a diff as it is shown, with the threads below it. */
export interface DiffRow {
  readonly kind: "added" | "removed" | "context";
  readonly oldLine: number | undefined;
  readonly newLine: number | undefined;
  readonly text: string;
  readonly threads: GitLabDiscussion[];
}

/** Lines that follow each other; between two hunks something is left out. */
export interface Hunk {
  readonly title: string;
  readonly rows: readonly DiffRow[];
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/;

/** Reads GitLab's diff of one file. */
export function parseHunks(diff: string): Hunk[] {
  const hunks: { title: string; rows: DiffRow[] }[] = [];
  let oldLine = 0;
  let newLine = 0;
  for (const line of diff.split("\n")) {
    const head = HUNK.exec(line);
    if (head !== null) {
      oldLine = Number(head[1]);
      newLine = Number(head[2]);
      hunks.push({ title: head[3] ?? "", rows: [] });
      continue;
    }
    const rows = hunks.at(-1)?.rows;
    const kind = KINDS[line.slice(0, 1)];
    if (rows === undefined || kind === undefined) continue;
    rows.push({
      kind,
      oldLine: kind === "added" ? undefined : oldLine,
      newLine: kind === "removed" ? undefined : newLine,
      text: line.slice(1),
      threads: [],
    });
    if (kind !== "added") oldLine += 1;
    if (kind !== "removed") newLine += 1;
  }
  return hunks;
}

const KINDS: Readonly<Record<string, DiffRow["kind"]>> = {
  "+": "added",
  "-": "removed",
  " ": "context",
};

/**
 * Puts threads below their lines. A thread on a line between the hunks brings that line with it, as
 * GitLab unfolds it; `fileLines` are the lines of the new text.
 */
export function placeThreads(
  hunks: readonly Hunk[],
  threads: readonly GitLabDiscussion[],
  fileLines: readonly string[],
): readonly Hunk[] {
  const placed = [...hunks];
  for (const thread of threads) {
    const at = thread.notes[0]?.position;
    const oldLine = at?.old_line ?? undefined;
    const newLine = at?.new_line ?? undefined;
    const row = placed
      .flatMap(({ rows }) => rows)
      .find((one) => one.oldLine === oldLine && one.newLine === newLine);
    if (row !== undefined) row.threads.push(thread);
    else {
      const text = fileLines[(newLine ?? 0) - 1] ?? "";
      const unfolded: DiffRow = { kind: "context", oldLine, newLine, text, threads: [thread] };
      placed.push({ title: "", rows: [unfolded] });
    }
  }
  return placed.sort((a, b) => firstLine(a) - firstLine(b));
}

function firstLine({ rows }: Hunk): number {
  return rows.find(({ newLine }) => newLine !== undefined)?.newLine ?? 0;
}
