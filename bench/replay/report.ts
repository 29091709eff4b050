import { mean, spread } from "./figures.ts";
import type { RecordedChange } from "./records.ts";
import { check, ownNotes, type Replayed } from "./replayed.ts";
import type { Played, Stage } from "./stage.ts";

/** The figures of the first reviews, and what went wrong in them. */
export function reportReviews(on: Stage, replayed: readonly Replayed[]): boolean[] {
  const reviews = replayed.map(({ first }) => first.review);
  const comments = replayed.map((one) => one.comments.length);
  const findings = replayed.map((one) => Object.values(one.findings).reduce((a, b) => a + b, 0));
  const silent = replayed.filter(
    ({ first }) => ownNotes(on, first.mergeRequest).length === 0,
  ).length;
  const perRule = new Map<string, number>();
  for (const one of replayed) {
    for (const [rule, count] of Object.entries(one.findings))
      perRule.set(rule, (perRule.get(rule) ?? 0) + count);
  }
  const skipped = reviews.filter(({ outcome }) => outcome !== "reviewed");
  const faults = reviews.flatMap((review) =>
    Array.isArray(review["faults"]) ? review["faults"] : [],
  );
  console.log(`merge requests       ${replayed.length}`);
  console.log(`findings             mean ${mean(findings)}, ${spread(findings, [0.5, 0.9])}`);
  console.log(`comments             mean ${mean(comments)}, ${spread(comments, [0.5, 0.9])}`);
  console.log(`silent               ${((100 * silent) / replayed.length).toFixed(1)} %`);
  console.log(
    `GitLab calls         ${spread(
      replayed.map(({ first }) => first.calls),
      [0.5, 0.9],
    )}`,
  );
  console.log(
    `webhook to published ${spread(
      replayed.map(({ first }) => first.tookMs),
      [0.5, 0.99],
      "ms",
    )}`,
  );
  for (const [rule, count] of [...perRule].sort((a, b) => b[1] - a[1])) {
    console.log(`  ${String(count).padStart(6)}  ${rule}`);
  }
  return [
    check(
      "merge requests not reviewed",
      skipped.map((review) => JSON.stringify(review)),
    ),
    check(
      "faults",
      faults.map((fault) => JSON.stringify(fault)),
    ),
  ];
}

/** What a comment quotes must stand more often after the change than before it, on an added line at least. */
export function reportScope(replayed: readonly Replayed[]): boolean[] {
  const offScope: string[] = [];
  let onContext = 0;
  for (const { change, comments } of replayed) {
    for (const note of comments) {
      const { position } = note;
      const page = change.files.find(({ path }) => path === position?.newPath);
      if (position === undefined || page?.head == null)
        offScope.push(`${change.id} ${note.body.slice(0, 80)}`);
      else if (position.oldLine !== undefined) {
        onContext += 1;
        const [line = ""] = note.body.split("\n");
        console.log(
          `  on an unchanged line: ${change.id} ${page.path}:${position.newLine} ${line}`,
        );
      } else {
        const added = page.head.split("\n")[(position.newLine ?? 1) - 1] ?? "";
        const before = page.base ?? "";
        if (before.split("\n").includes(added) && count(page.head, added) <= count(before, added)) {
          offScope.push(`${change.id} ${page.path}:${position.newLine} ${note.body.slice(0, 80)}`);
        }
      }
    }
  }
  console.log(
    `comments on context  ${onContext} of ${replayed.reduce((sum, one) => sum + one.comments.length, 0)}`,
  );
  return [check("comments on what was there before", offScope)];
}

function count(text: string, line: string): number {
  return text.split("\n").filter((one) => one === line).length;
}

/** Prints what the bot said on a merge request. */
export function show(on: Stage, change: RecordedChange, { mergeRequest }: Played): void {
  for (const note of ownNotes(on, mergeRequest)) {
    console.log(
      `--- ${change.id} ${note.position === undefined ? "summary" : `${note.position.newPath}:${note.position.newLine}`}`,
    );
    console.log(note.body.replace(/\n*<!-- handbook-bot:[^\n]*-->/, ""));
  }
}

/** The replay as data, for a comparison with another. */
export function summarise(replayed: readonly Replayed[]): unknown {
  return replayed.map(({ change, first, comments, findings }) => ({
    id: change.id,
    calls: first.calls,
    tookMs: first.tookMs,
    findings,
    comments: comments.map(({ body, position }) => ({
      path: position?.newPath,
      line: position?.newLine,
      body,
    })),
  }));
}
