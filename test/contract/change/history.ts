import * as fc from "fast-check";

/** The files of one state by path. */
export type Files = Readonly<Record<string, string>>;

/** Work of two sides on one handbook: others on the target branch, the author on a branch of it. */
export interface History {
  readonly base: Files;
  /** States of the target branch after the author's began. */
  readonly main: readonly Files[];
  /** What the author commits: each makes a new state of the one before, or merges the target branch as it is then. */
  readonly branch: readonly AuthorStep[];
}

export type AuthorStep =
  | { readonly kind: "commit"; readonly change: (files: Files) => Files }
  /** Of the target branch's states so many are there by then. */
  | { readonly kind: "merge"; readonly mainStates: number };

/** Each sentence with a broken link names who wrote it: the link leads nowhere, and nobody else has it. */
export const brokenLink = /\]\((author|others|base)-\d+\.md\)/;

const paths = [
  "handbook/leave.md",
  "handbook/pay.md",
  "handbook/people/onboarding.md",
  "jobs/nurse.md",
  "handbook/travel.md",
] as const;

const sentences = [
  "Ask your manager two weeks before the first day of your leave.",
  "The guys in payroll answer within a day, and and in writing.",
  "You must keep the receipts for a year after the journey.",
  "In order to claim the costs, write to the People team.",
  "Everybody who works here takes at least twenty days off each year.",
  "See [pay](pay.md) for the day on which it arrives, every month.",
  "Read [how to begin](people/onboarding.md#first-day) before your first day.",
  "## First day",
  "## Who decides about what",
  "#### In a hurry",
] as const;

const owners = [
  "[Controlled Documents]\n/handbook/leave.md @people\n/handbook/pay.md @finance\n",
  "[Controlled Documents]\n/handbook/leave.md @people\n",
  "* @everybody\n",
] as const;

const configurations = [
  "review: { policyChanges: true }\n",
  "rules: { prose: off }\n",
  "gate: { failOn: warning }\nlinks: { redirects: [_redirects] }\n",
  "rules: { links/no-broken-page-link: error }\n",
] as const;

const redirects = [
  "/old/ /handbook/pay/\n",
  "/handbook/gone/ /handbook/leave/\n/old/ /new/\n",
] as const;

const op = fc.record({
  kind: fc.constantFrom(
    ...(["insert", "insert", "insert", "break", "break", "remove", "edit"] as const),
    ...([
      "rename",
      "move",
      "delete",
      "add",
      "owners",
      "configuration",
      "redirects",
      "other",
    ] as const),
  ),
  page: fc.nat(20),
  at: fc.nat(30),
  text: fc.nat(20),
});

type Op = typeof op extends fc.Arbitrary<infer T> ? T : never;

const ops = fc.array(op, { minLength: 1, maxLength: 4 });

/** Histories with parallel branches; a number names each broken link of its own. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    base: fc.array(op, { minLength: 4, maxLength: 10 }),
    main: fc.array(ops, { maxLength: 3 }),
    branch: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: ops.map((list) => ({ ops: list, mainStates: 0 })) },
        { weight: 1, arbitrary: fc.nat(3).map((mainStates) => ({ ops: [], mainStates })) },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ base, main, branch }) => {
    const count = { next: 1 };
    const first = applyOps(firstFiles, base, "base", count);
    const states: Files[] = [];
    for (const list of main) states.push(applyOps(states.at(-1) ?? first, list, "others", count));
    return {
      base: first,
      main: states,
      branch: branch.map(({ ops: list, mainStates }): AuthorStep => {
        if (list.length === 0)
          return { kind: "merge", mainStates: Math.min(mainStates, states.length) };
        // The numbers are given out now: however often it is applied, the same comes out.
        const from = count.next;
        count.next += list.length;
        return {
          kind: "commit",
          change: (files) => applyOps(files, list, "author", { next: from }),
        };
      }),
    };
  });

const frontMatter = "---\ntitle: A page\ncontrolled_document: true\n---\n";

const firstFiles: Files = {
  ".handbook-bot.yml": configurations[0],
  CODEOWNERS: owners[0],
  _redirects: redirects[0],
  ...Object.fromEntries(
    paths
      .slice(0, 3)
      .map((path, at) => [path, [frontMatter, ...sentences.slice(at, at + 4)].join("\n\n")]),
  ),
};

function applyOps(files: Files, list: readonly Op[], who: string, count: { next: number }): Files {
  let state = files;
  for (const each of list) state = applyOp(state, each, `${who}-${count.next++}`);
  return state;
}

function applyOp(files: Files, { kind, page, at, text }: Op, name: string): Files {
  const there = Object.keys(files)
    .filter((path) => path.endsWith(".md"))
    .sort();
  const path = there[page % Math.max(1, there.length)];
  const free = paths.filter((each) => files[each] === undefined);
  const target = free[text % Math.max(1, free.length)];
  const sentence = sentences[text % sentences.length] ?? "";
  const broken = `Read about [the ${name} matter](${name}.md) before you ask anybody for it.`;
  switch (kind) {
    case "insert":
      return editPage(files, path, at, 0, [sentence]);
    case "break":
      return editPage(files, path, at, 0, [broken]);
    case "remove":
      return editPage(files, path, at, 1, []);
    case "edit":
      return editPage(files, path, at, 1, [`${sentence} ${broken}`]);
    case "add":
      return target === undefined
        ? files
        : { ...files, [target]: [frontMatter, sentence, broken].join("\n\n") };
    case "delete":
      return there.length < 2 ? files : without(files, path);
    case "rename":
    case "move": {
      if (path === undefined || target === undefined) return files;
      const moved = { ...without(files, path), [target]: files[path] ?? "" };
      return kind === "rename" ? moved : editPage(moved, target, at, 0, [broken]);
    }
    case "owners":
      return { ...files, CODEOWNERS: owners[text % owners.length] ?? "" };
    case "configuration":
      return { ...files, ".handbook-bot.yml": configurations[text % configurations.length] ?? "" };
    case "redirects":
      return { ...files, _redirects: redirects[text % redirects.length] ?? "" };
    case "other":
      return { ...files, [`data/${text % 3}.yml`]: `value: ${at}\n` };
  }
}

function editPage(
  files: Files,
  path: string | undefined,
  at: number,
  removed: number,
  added: readonly string[],
): Files {
  if (path === undefined) return files;
  const [head = "", ...blocks] = (files[path] ?? "").split("\n\n");
  blocks.splice(at % (blocks.length + 1), removed, ...added);
  return { ...files, [path]: [head, ...blocks].join("\n\n") };
}

function without(files: Files, path: string | undefined): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}
