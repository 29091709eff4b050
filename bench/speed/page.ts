import { median, type Run } from "./measure.ts";
import type { WarmTimes } from "./warm-page.ts";

/** All that one run of the benchmark measured. */
export interface Measured {
  readonly commit: string;
  readonly date: string;
  readonly node: string;
  readonly pages: number;
  readonly bytes: number;
  readonly runs: Readonly<Record<string, readonly Run[]>>;
  readonly warm: WarmTimes;
}

const begin = "<!-- measured: begin -->";
const end = "<!-- measured: end -->";

/** Puts what was measured between the marks of a page. */
export function renderPage(page: string, measured: Measured): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  const text = `${begin}\n\n${renderTable(measured)}\n\n${renderGoals(measured)}\n\n`;
  return page.slice(0, from) + text + page.slice(to);
}

/** The medians of each command; beside those of an earlier run where there is one. */
export function renderTable(measured: Measured, earlier?: Measured): string {
  const { commit, date, node, pages, bytes, runs } = measured;
  const rounds = Math.max(...Object.values(runs).map(({ length }) => length));
  const rows = Object.entries(runs).map(([name, list]) => {
    const before = earlier?.runs[name];
    const cell = (key: keyof Run, digits: number): string => {
      const now = medianOf(list, key);
      const was = before === undefined ? "" : ` (was ${medianOf(before, key).toFixed(digits)})`;
      return `${now.toFixed(digits)}${was}`;
    };
    return `| ${name} | ${cell("wall", 2)} | ${cell("cpu", 2)} | ${cell("memory", 0)} |`;
  });
  return [
    `${pages.toLocaleString("en")} pages, ${(bytes / 1e6).toFixed(1)} MB; commit ${commit}, ${date}, Node.js ${node}; medians of ${rounds} rounds.`,
    "",
    "| command | wall, s | CPU, s | memory, MB |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

interface Goal {
  readonly what: string;
  readonly must: string;
  readonly reach: string;
  readonly measured: (measured: Measured) => string | undefined;
}

/** The four tools whose work one run of ours does. */
const replaced = ["markdownlint-cli2", "alex", "write-good", "jscpd"];

const goals: readonly Goal[] = [
  {
    what: "whole handbook, cold, against markdownlint-cli2, alex, write-good and jscpd in sequence",
    must: "100 times less wall, 60 less CPU",
    reach: "250, 200",
    measured: ({ runs }) => {
      const lists = replaced.map((name) => runs[name]);
      if (lists.some((list) => list === undefined)) return undefined;
      const ratio = (key: keyof Run): number =>
        lists.reduce((sum, list) => sum + medianOf(list ?? [], key), 0) /
        medianOf(runs["handbook-bot"] ?? [], key);
      return `${ratio("wall").toFixed(0)} times less wall, ${ratio("cpu").toFixed(0)} less CPU`;
    },
  },
  ratioGoal("against rumdl alone", "handbook-bot", "rumdl", "at most 1.2 of its wall", "0.5"),
  {
    what: "against Vale with our word lists as its styles",
    must: "10 times less wall",
    reach: "30",
    measured: ({ runs }) => times(runs["Vale"], runs["handbook-bot"]),
  },
  {
    what: "nothing changed since the last run",
    must: "0.4 s and at most 0.6 of rumdl's cached run",
    reach: "0.2 s",
    measured: ({ runs }) => {
      const own = runs["handbook-bot (nothing changed)"];
      const other = runs["rumdl (cached)"];
      if (own === undefined) return undefined;
      const wall = medianOf(own, "wall");
      const beside = other && ` and ${(wall / medianOf(other, "wall")).toFixed(2)} of rumdl's`;
      return `${wall.toFixed(2)} s${beside ?? ""}`;
    },
  },
  {
    what: "one 10 kB page, warm, against markdownlint, alex and write-good in process",
    must: "p50 100, p99 40 times less",
    reach: "400, 150",
    measured: ({ warm: { own, peers } }) => {
      const at = (list: readonly number[], share: number): number =>
        [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? NaN;
      const [p50, p99] = [0.5, 0.99].map((share) => at(peers, share) / at(own, share));
      return `p50 ${p50?.toFixed(0)} (${at(own, 0.5).toFixed(2)} ms), p99 ${p99?.toFixed(0)} times less`;
    },
  },
  {
    what: "merge request of 55 pages by `gate`, index kept",
    must: "1 s",
    reach: "0.4 s",
    measured: ({ runs }) => {
      const list = runs["gate of 55 pages (index kept)"];
      return list && `${medianOf(list, "wall").toFixed(2)} s`;
    },
  },
  ratioGoal(
    "cold command on one page against `node -e 0`",
    "one page",
    "node -e 0",
    "4 times its wall",
    "2",
  ),
  {
    what: "memory, whole handbook",
    must: "400 MB",
    reach: "250 MB",
    measured: ({ runs }) => `${medianOf(runs["handbook-bot"] ?? [], "memory").toFixed(0)} MB`,
  },
  {
    what: "near copies of the whole handbook against jscpd",
    must: "2 times less wall",
    reach: "5",
    measured: ({ runs }) => times(runs["jscpd"], runs["handbook-bot duplicates"]),
  },
];

function renderGoals(measured: Measured): string {
  return [
    "| what | must | reach | measured |",
    "|---|---|---|---|",
    ...goals.map(
      (goal) =>
        `| ${goal.what} | ${goal.must} | ${goal.reach} | ${goal.measured(measured) ?? "not measured"} |`,
    ),
  ].join("\n");
}

function ratioGoal(what: string, own: string, other: string, must: string, reach: string): Goal {
  return {
    what,
    must,
    reach,
    measured: ({ runs }) => {
      const [ours, theirs] = [runs[own], runs[other]];
      if (ours === undefined || theirs === undefined) return undefined;
      return (medianOf(ours, "wall") / medianOf(theirs, "wall")).toFixed(1);
    },
  };
}

function times(
  theirs: readonly Run[] | undefined,
  ours: readonly Run[] | undefined,
): string | undefined {
  if (ours === undefined || theirs === undefined) return undefined;
  const ratio = medianOf(theirs, "wall") / medianOf(ours, "wall");
  return ratio >= 1 ? `${ratio.toFixed(1)} times less` : `${(1 / ratio).toFixed(1)} times more`;
}

function medianOf(runs: readonly Run[], key: keyof Run): number {
  return median(runs.map((run) => run[key]));
}
