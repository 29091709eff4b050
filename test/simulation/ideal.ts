import { buildRevision } from "../../src/change/revision.ts";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import { hash128 } from "../../src/lint/fingerprint.ts";
import type { GitLab } from "../../src/gitlab/gitlab.ts";
import { type Marker, parseMarker, visibleText } from "../../src/review/marker.ts";
import { renderComment } from "../../src/review/render.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import type { ReviewOutcome, ReviewPolicy } from "../../src/review/review.ts";
import { runSteps } from "../../src/text/steps.ts";
import { readsOf } from "../../src/worker/reviewer/reads.ts";
import { readMergeRequest } from "../../src/worker/reviewer/read-merge-request.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { dismissalIn, isTalk } from "./talk.ts";
import type { BotUsers } from "./bot-users.ts";
import { allPaths, botDiscussions, type Memory } from "./people.ts";
import { configurations, engineOf, type ConfigurationName } from "./small-handbook.ts";

type FindingMarker = Extract<Marker, { kind: "finding" }>;

/** What the ideal is held against. */
export interface Case {
  readonly gitlab: StandIn;
  /** A client that nothing happens to. */
  readonly client: GitLab;
  readonly mergeRequest: MergeRequest;
  readonly bot: { readonly users: BotUsers; readonly instance: string; readonly helpUrl: string };
  readonly memory: Pick<Memory, "edited">;
  readonly configuration: ConfigurationName;
}

/** Threads and findings that say the same of the same page: which is which cannot be told. */
interface Group {
  readonly findings: PlacedFinding[];
  /** Open, with nothing of a person in them. */
  own: number;
  /** Open all in all. */
  open: number;
  closedByPerson: number;
  /** Resolved by the bot after a person had answered or edited: never opened again. */
  givenUp: number;
  /** Dismissed by a maintainer. */
  outOfGate: number;
}

/**
 * Says in which ways a merge request is not as it should be. The ideal: each finding that the change
 * introduces, but for those for information, has one open thread, or one that a person closed, or is
 * counted in the summary, and only what cannot or may not stand in the diff is there; no open thread without
 * a word of a person speaks of what is gone; each says what is true at the line where it stands; one
 * summary, the others folded; the gate judges the head. A thread that a person deleted counts as never
 * written: the bot keeps no memory, and says it again. A draft that a killed run left is seen by nobody, and
 * may wait until the bot has something to say: looking for one would cost every silent review a request.
 */
export async function flawsOf(given: Case): Promise<readonly string[]> {
  const { mergeRequest, bot } = given;
  const { found, policy, renames } = await readIdeal(given);
  const wanted = distinct(found.placed.filter(({ finding }) => finding.severity !== "info"));
  const flaws: string[] = [];
  const groups = new Map<string, Group>();
  const linesTaken = new Set<string>();
  const groupOf = (identity: string, path: string): Group => {
    const key = `${identity} ${renames.get(path) ?? path}`;
    const group = groups.get(key) ?? {
      findings: [],
      own: 0,
      open: 0,
      closedByPerson: 0,
      givenUp: 0,
      outOfGate: 0,
    };
    groups.set(key, group);
    return group;
  };
  for (const placed of wanted) {
    groupOf(hash128(placed.finding.identity), placed.finding.path).findings.push(placed);
  }
  for (const { first, notes } of botDiscussions(mergeRequest, bot.users)) {
    const marker = parseMarker(first.body);
    if (marker?.kind !== "finding") continue;
    const own = marker.findings.map(({ identity }) => groupOf(identity, marker.path));
    const isEdited = given.memory.edited.has(first.id);
    const hasPerson = isEdited || notes.some((note) => isTalk(note, bot.users));
    const dismissal = first.resolvedAt === undefined ? undefined : dismissalIn(notes, bot.users);
    if (dismissal === "dismiss-maintainer") for (const group of own) group.outOfGate += 1;
    if (first.resolvedAt === undefined) {
      for (const group of own) group.open += 1;
      const isOver = own.every(({ findings }) => findings.length === 0);
      if (hasPerson && !isEdited && isOver)
        flaws.push(`note ${first.id} was answered and is open, though its findings are gone`);
      if (hasPerson) continue;
      for (const group of own) group.own += 1;
      const { position } = first;
      const isMovable = own.every(({ findings }) =>
        findings.every(({ anchor }) => anchor.kind !== "outside"),
      );
      if (first.outdated && isMovable && found.pages <= policy.massChangePages)
        flaws.push(`note ${first.id} is where its line no longer is`);
      const isCurrent =
        !first.outdated && position?.refs.head === mergeRequest.headSha && position.newLine;
      if (!isCurrent) continue;
      const line = `${position.newPath} ${position.newLine}`;
      if (linesTaken.has(line)) flaws.push(`note ${first.id} is the second on ${line}`);
      linesTaken.add(line);
      const named = findNamed(marker, own, position.newLine ?? 0);
      const spokenOf = wanted.filter((placed) => named.has(placed));
      const body = renderComment(spokenOf, position.newLine ?? 0, policy);
      if (spokenOf.length !== own.length || visibleText(body) !== visibleText(first.body))
        flaws.push(`note ${first.id} does not say what is true now: ${first.body.slice(0, 60)}`);
    } else if (!bot.users.has(first.resolvedBy) || dismissal !== undefined) {
      // Who applies a suggestion agrees; what it leaves on the line is said anew.
      if (!first.suggestions.some(({ applied }) => applied) || dismissal !== undefined)
        for (const group of own) group.closedByPerson += 1;
    } else if (hasPerson) for (const group of own) group.givenUp += 1;
  }
  for (const [key, { findings, own }] of groups) {
    if (own > findings.length)
      flaws.push(`${own} open threads for ${findings.length} findings of ${key}`);
  }
  flaws.push(...flawsOfSummary(given, wanted, [...groups.values()], found));
  flaws.push(...flawsOfStatus(given, [...groups.values()]));
  return flaws;
}

/**
 * The findings of which a comment speaks: those of its very names, or where there is none, one of the same identity,
 * of those the one on its line.
 */
function findNamed(
  marker: FindingMarker,
  groups: readonly Group[],
  line: number,
): ReadonlySet<PlacedFinding> {
  const named = new Set<PlacedFinding>();
  for (const [index, { fingerprint }] of marker.findings.entries()) {
    const findings = groups[index]?.findings.filter((each) => !named.has(each)) ?? [];
    const found =
      findings.find(({ finding }) => finding.fingerprint === fingerprint) ??
      findings.find(({ anchor }) => anchor.kind !== "outside" && anchor.newLine === line) ??
      findings[0];
    if (found !== undefined) named.add(found);
  }
  return named;
}

async function readIdeal({ gitlab, client, mergeRequest, bot, configuration }: Case): Promise<{
  readonly found: ReviewOutcome;
  readonly policy: ReviewPolicy;
  /** New paths of moved pages by their old ones. */
  readonly renames: ReadonlyMap<string, string>;
}> {
  const { projectId, iid, targetBranch } = mergeRequest;
  const engine = engineOf(configurations[configuration]);
  const pages = allPaths.flatMap((path) => {
    const text = gitlab.readFile(projectId, targetBranch, path);
    return text === undefined ? [] : [engine.linter.parse(path, text)];
  });
  const target = runSteps(buildRevision(engine, pages, { data: new Map(), others: new Set() }));
  const prepared = await client.waitUntilPrepared(projectId, iid);
  if (prepared === undefined) throw new Error(`!${iid} has nothing to review`);
  const read = await readMergeRequest(readsOf(client), prepared, { revision: target });
  return {
    found: runSteps(reviewChange(target, read)),
    renames: new Map(read.files.map(({ oldPath, path }) => [oldPath, path])),
    policy: {
      instance: bot.instance,
      ...engine.config.review,
      failOn: engine.config.gate.failOn,
      dismissals: engine.config.gate.dismissals,
      preview: undefined,
      why: new Map(engine.linter.rules.map(({ id, why }) => [id, why])),
      blobUrl: `https://gitlab.example.com/people/handbook/-/blob/${targetBranch}`,
      helpUrl: bot.helpUrl,
      unplaced: new Set(),
    },
  };
}

function distinct(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return [...new Map(placed.map((one) => [one.finding.fingerprint, one])).values()];
}

function flawsOfSummary(
  { mergeRequest, bot, memory, configuration }: Case,
  wanted: readonly PlacedFinding[],
  groups: readonly Group[],
  found: ReviewOutcome,
): readonly string[] {
  const flaws: string[] = [];
  const least = sum(groups, ({ findings, open, closedByPerson }) =>
    Math.max(0, findings.length - open - closedByPerson),
  );
  const most = sum(groups, ({ findings, open }) => Math.max(0, findings.length - open));
  const [summary, ...others] = botDiscussions(mergeRequest, bot.users)
    .map(({ first }) => first)
    .filter(({ body }) => parseMarker(body)?.kind === "summary")
    .sort((one, other) => one.id - other.id);
  for (const { id, body } of others) {
    if (!memory.edited.has(id) && !body.startsWith("The summary of this review stands"))
      flaws.push(`note ${id} is a second summary`);
  }
  if (summary === undefined) {
    if (least > 0) flaws.push(`${least} findings are said nowhere`);
    if (found.faults.length + found.notices.length > 0) flaws.push("faults are said nowhere");
    return flaws;
  }
  if (memory.edited.has(summary.id)) return flaws;
  const { total, listed } = readSummary(summary.body);
  if (total !== wanted.length)
    flaws.push(`the summary tells of ${total} findings, there are ${wanted.length}`);
  if (listed < least || listed > most)
    flaws.push(`the summary lists ${listed} findings, ${least} to ${most} have no thread`);
  const offDiff = wanted.filter(({ anchor }) => anchor.kind === "outside").length;
  const mayBeListed = offDiff + sum(groups, ({ givenUp }) => givenUp);
  if (configuration === "roomy" && listed > mayBeListed)
    flaws.push(`the summary lists ${listed} findings, though there is room in the diff`);
  return flaws;
}

/** The numbers in the first sentences of a summary. */
function readSummary(body: string): { readonly total: number; readonly listed: number } {
  const introduces = /introduces ([^.]+)\./.exec(body)?.[1] ?? "";
  const total = sum([...introduces.matchAll(/\d+/g)], ([number]) => Number(number));
  const apart = /(\d+) (?:is|are) listed here/.exec(body)?.[1];
  const isAll = body.includes("They are listed here.");
  return { total, listed: isAll ? total : Number(apart ?? 0) };
}

function flawsOfStatus(
  { gitlab, mergeRequest, bot }: Case,
  groups: readonly Group[],
): readonly string[] {
  const { sourceProjectId, projectId } = mergeRequest;
  if (sourceProjectId !== projectId) return [];
  // In the pipeline by which GitLab judges the merge request; in any other it would count for nothing.
  const newest = gitlab
    .gate(mergeRequest)
    .statuses.findLast(({ authorId }) => bot.users.has(authorId));
  const failing = groups.filter(({ findings }) => findings[0]?.finding.severity === "error");
  const state = failing.some(({ findings, outOfGate }) => findings.length > outOfGate)
    ? "failed"
    : "success";
  // Of threads on equal findings, which one speaks of which cannot be told.
  if (failing.some(({ outOfGate, own, open }) => outOfGate > 0 && own + open > 0)) return [];
  return newest?.state === state
    ? []
    : [`the gate is ${newest?.state ?? "not there"} and should be ${state}`];
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
