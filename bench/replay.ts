/**
 * Plays recorded merge requests through the whole service: webhook, queue, worker, a stand-in GitLab.
 *
 *     npm run replay -- FILE.jsonl.gz --handbook DIR [--limit N] [--json OUT]
 *
 * Then it delivers the same webhooks again, rebases every merge request, and applies every suggestion.
 * Ends with 1 where something was said that should not have been.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { parseMarker } from "../src/review/marker.ts";
import type { MergeRequest, Note } from "../test/gitlab/world.ts";
import { mean, spread } from "./replay/figures.ts";
import {
  baseFiles,
  headFiles,
  readRecords,
  rebased,
  type RecordedChange,
} from "./replay/records.ts";
import { setStage, type Played, type Stage } from "./replay/stage.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    handbook: { type: "string" },
    limit: { type: "string", default: "1000000" },
    json: { type: "string" },
    show: { type: "boolean", default: false },
    main: { type: "string", default: "src/cli/main.ts" },
    "first-review-only": { type: "boolean", default: false },
  },
});
const [file] = positionals;
if (file === undefined || values.handbook === undefined) {
  console.error("Usage: npm run replay -- FILE.jsonl.gz --handbook DIR [--limit N] [--json OUT]");
  process.exit(2);
}

/** A merge request with everything that was seen of it. */
interface Replayed {
  readonly change: RecordedChange;
  readonly branch: string;
  readonly first: Played;
  readonly comments: readonly Note[];
  readonly findings: Readonly<Record<string, number>>;
}

const records = readRecords(file, Number(values.limit));
const stage = await setStage(values.handbook, values.main);
try {
  process.exitCode = (await play(stage)) ? 0 : 1;
} finally {
  await stage.close();
}

async function play(on: Stage): Promise<boolean> {
  const atStart = on.service.memory();
  const replayed: Replayed[] = [];
  const rewritten: string[] = [];
  for (const [at, change] of records.entries()) {
    const branch = `change-${at}`;
    await on.prepare(change);
    const first = await on.open(change, branch);
    rewritten.push(...(await deliverAgain(on, first.mergeRequest)));
    const found = first.review["findings"];
    replayed.push({
      change,
      branch,
      first,
      comments: commentsOf(on, first.mergeRequest),
      findings: isCounts(found) ? found : {},
    });
    if (values.show) show(on, change, first);
  }
  const loaded = on.service.memory();
  const checks = [
    ...reportReviews(on, replayed),
    ...reportScope(replayed),
    check("writes after the same webhooks", rewritten),
  ];
  console.log(
    `memory               ${atStart.now} MiB after start, ${loaded.now} MiB after the reviews, ${loaded.peak} MiB at most`,
  );
  if (!values["first-review-only"]) {
    checks.push(...(await rebaseAll(on, replayed)));
    checks.push(...(await applyAll(on, replayed)));
    const end = on.service.memory();
    console.log(`memory               ${end.now} MiB in the end, ${end.peak} MiB at most`);
  }
  checks.push(
    check(
      "refused calls",
      on.gitlab.mistakes.map(({ method, path, status }) => `${status} ${method} ${path}`),
    ),
  );
  checks.push(
    check(
      "quick actions run",
      on.gitlab.quickActionsRun.map(({ command }) => command),
    ),
  );
  checks.push(
    check(
      "people mentioned",
      on.gitlab.mentions.map(({ text }) => text),
    ),
  );
  checks.push(
    check(
      "references made",
      on.gitlab.crossReferences.map(({ text }) => text),
    ),
  );
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify(summarise(replayed), undefined, 2));
  return checks.every(Boolean);
}

function reportReviews(on: Stage, replayed: readonly Replayed[]): boolean[] {
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
function reportScope(replayed: readonly Replayed[]): boolean[] {
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

/** Resends what was delivered, then delivers it under a new key, as a second hook would. Gives the writes. */
async function deliverAgain(on: Stage, mergeRequest: MergeRequest): Promise<readonly string[]> {
  const before = on.gitlab.requests.length;
  const from = on.service.log.length;
  const { deliveries } = on.gitlab.webhooks;
  const delivery = deliveries.findLast(
    ({ event, answers }) => event === "Merge Request Hook" && answers.includes(202),
  );
  if (delivery === undefined) throw new Error(`no delivery for !${mergeRequest.iid}`);
  on.gitlab.webhooks.resend(delivery.id);
  await on.gitlab.settled();
  await on.deliver(delivery.body, `second-hook-${mergeRequest.iid}`);
  await on.service.waitFor(
    `second review of !${mergeRequest.iid}`,
    from,
    (line) => line.msg === "review ended" && line["iid"] === mergeRequest.iid,
  );
  return on.gitlab.requests
    .slice(before)
    .filter(({ method }) => method !== "GET" && method !== "HEAD")
    .map(({ method, path }) => `${method} ${path}`);
}

async function rebaseAll(on: Stage, replayed: readonly Replayed[]): Promise<boolean[]> {
  const repeated: string[] = [];
  for (const { change, branch, first } of replayed) {
    const { mergeRequest } = first;
    const moved = rebased(change);
    await on.prepare(moved);
    const before = ownNotes(on, mergeRequest);
    const onto = on.gitlab.pushCommit(on.projectId, "main", {
      files: { "rebased.txt": mergeRequest.headSha },
      message: "Mark",
    });
    await on.again(mergeRequest, () => {
      on.gitlab.forcePush(on.projectId, branch, {
        onto,
        files: { ...baseFiles(moved), ...headFiles(moved) },
        message: change.title,
      });
    });
    const known = new Set(before.map(({ id }) => id));
    for (const note of ownNotes(on, mergeRequest)) {
      if (!known.has(note.id)) repeated.push(`${change.id} ${note.body.slice(0, 100)}`);
    }
  }
  console.log(
    `rebased              ${replayed.length} merge requests, ${repeated.length} new notes`,
  );
  return [check("comments repeated after a rebase", repeated)];
}

async function applyAll(on: Stage, replayed: readonly Replayed[]): Promise<boolean[]> {
  const unsolved: string[] = [];
  const caused: string[] = [];
  let applied = 0;
  for (const { change, first } of replayed) {
    const { mergeRequest } = first;
    for (const { id } of commentsOf(on, mergeRequest)) {
      const note = commentsOf(on, mergeRequest).find((one) => one.id === id);
      const suggestion = note?.suggestions[0];
      if (
        note === undefined ||
        suggestion === undefined ||
        note.outdated ||
        note.resolvedAt !== undefined
      )
        continue;
      const known = new Set(ownNotes(on, mergeRequest).map((one) => one.id));
      const played = await on.again(mergeRequest, () => on.gitlab.applySuggestion(suggestion.id));
      applied += 1;
      const fingerprint = parseMarker(note.body);
      const after = ownNotes(on, mergeRequest);
      if (after.find((one) => one.id === id)?.resolvedAt === undefined)
        unsolved.push(
          `${change.id} ${note.body.slice(0, 100)} ${JSON.stringify(fingerprint)} ${JSON.stringify(played.review["findings"])}`,
        );
      for (const one of after)
        if (!known.has(one.id)) caused.push(`${change.id} ${one.body.slice(0, 100)}`);
    }
  }
  console.log(`suggestions applied  ${applied}`);
  return [
    check("findings that a suggestion left", unsolved),
    check("findings that a suggestion made", caused),
  ];
}

function ownNotes(on: Stage, mergeRequest: MergeRequest): readonly Note[] {
  return on.gitlab.notes(mergeRequest).filter(({ authorId }) => authorId === on.bot.id);
}

function commentsOf(on: Stage, mergeRequest: MergeRequest): readonly Note[] {
  return ownNotes(on, mergeRequest).filter(({ position }) => position !== undefined);
}

function isCounts(value: unknown): value is Record<string, number> {
  return (
    value !== null &&
    typeof value === "object" &&
    Object.values(value).every((one) => typeof one === "number")
  );
}

function check(what: string, found: readonly string[]): boolean {
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${what}: ${found.length}`);
  for (const line of found.slice(0, 10)) console.log(`       ${line}`);
  return found.length === 0;
}

function show(on: Stage, change: RecordedChange, { mergeRequest }: Played): void {
  for (const note of ownNotes(on, mergeRequest)) {
    console.log(
      `--- ${change.id} ${note.position === undefined ? "summary" : `${note.position.newPath}:${note.position.newLine}`}`,
    );
    console.log(note.body.replace(/\n*<!-- handbook-bot:[^\n]*-->/, ""));
  }
}

function summarise(replayed: readonly Replayed[]): unknown {
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
