import * as fc from "fast-check";
import { expect, test } from "vitest";

import { changeBetween, type Folder } from "../../src/cli/change/read-folder-change.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import { buildRevision, type Revision } from "../../src/change/revision.ts";
import { whatIf, type WhatIf } from "../../src/change/what-if/what-if.ts";
import { type Engine, engineFactory } from "../../src/config/engine.ts";
import type { Finding, Severity } from "../../src/lint/finding.ts";
import { groupFindings, onePerPair } from "../../src/lint/group-findings.ts";
import { runSteps } from "../../src/text/steps.ts";
import { rules } from "../rules/built-in.ts";

const passage =
  "Everybody who works here takes at least twenty days off each year, and asks the manager two weeks before the first day of it, in writing, so that the team can plan for the weeks in which nobody is there.";

type Files = Readonly<Record<string, string>>;

const handbook: Files = {
  "handbook/leave.md": `---\ntitle: Leave\n---\n\n# Leave\n\n${passage}\n\nAsk the the manager if he or she agrees. See [pay](pay.md) or [nothing](nowhere.md).\n`,
  "handbook/time-off.md": `---\ntitle: Time off\n---\n\n# Time off\n\n### Days\n\n${passage}\n\nThe guys in payroll utilize the dropdown.\n`,
  "handbook/pay.md":
    "---\ntitle: Pay\n---\n\n# Pay\n\nThe chairman decides. <!-- handbook-bot-disable-line inclusive -- a title -->\n\n<!-- handbook-bot-disable-next-line prose/no-repeated-word -- a song -->\nNew York, New York.\n\nClick [here](/handbook/leave/#days).\n",
  "handbook/legal/policy.md":
    "---\ntitle: Policy\ncontrolled_document: true\n---\n\n# Policy\n\nEmployees must ask the the owner. In order to claim, they should write.\n",
  "handbook/fr/conges.md":
    "---\ntitle: Congés\n---\n\n# Congés\n\nVous pouvez prendre vos jours quand vous voulez. The guys agree.\n",
  "jobs/nurse.md":
    "---\ntitle: Nurse\n---\n\n# Nurse\n\n## Responsibilities\n\n- Rockstar who helps the guys.\n\n## Requirements\n\n- 10 years of experience\n",
  "drafts/idea.md": "# Idea\n\nTODO: the chairman writes this.\n",
};

const engineOf = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);

function engine(config: object): Engine {
  return engineOf(JSON.stringify(config)).vary({ slow: false });
}

function revisionOf(by: Engine, files: Files = handbook): Revision {
  const paths = Object.keys(files);
  const pages = paths
    .filter((path) => by.isPage(path))
    .map((path) => by.linter.parse(path, files[path] ?? ""));
  const others = new Set(paths.filter((path) => !by.isPage(path)));
  return runSteps(buildRevision(by, pages, { data: new Map(), others }));
}

/** A whole run, with nothing left out. */
function lintAll(by: Engine, files: Files = handbook): readonly Finding[] {
  const { handbook } = revisionOf(by, files);
  const paths = Object.keys(files)
    .filter((path) => by.isPage(path))
    .sort();
  return onePerPair(
    paths.flatMap((path) =>
      groupFindings(
        by.linter.lintPage(by.linter.parse(path, files[path] ?? ""), handbook).findings,
      ),
    ),
  );
}

function differenceOf(old: readonly Finding[], now: readonly Finding[]) {
  const nameOf = ({ rule, path, fingerprint }: Finding): string => `${rule} ${path} ${fingerprint}`;
  const was = new Map<string, Severity>(old.map((finding) => [nameOf(finding), finding.severity]));
  const is = new Map<string, Severity>(now.map((finding) => [nameOf(finding), finding.severity]));
  const counts = new Map<string, number>();
  const add = (kind: string, { rule }: Finding): void => {
    counts.set(`${kind} ${rule}`, (counts.get(`${kind} ${rule}`) ?? 0) + 1);
  };
  for (const finding of now) {
    const severity = was.get(nameOf(finding));
    if (severity === undefined) add("added", finding);
    else if (severity !== finding.severity) add("changed", finding);
  }
  for (const finding of old) if (!is.has(nameOf(finding))) add("removed", finding);
  return counts;
}

function countsOf({ rules }: Pick<WhatIf, "rules">): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, ...kinds } of rules) {
    for (const [kind, { count }] of Object.entries(kinds)) {
      if (count > 0) counts.set(`${kind} ${rule}`, count);
    }
  }
  return counts;
}

const level = fc.constantFrom("error", "warning", "info", "on", "off");
const ruleName = fc.constantFrom(
  "all",
  "inclusive",
  "prose",
  "structure",
  "duplication",
  "links",
  "prose/no-repeated-word",
  "structure/no-skipped-heading",
  "links/no-broken-page-link",
  "inclusive/no-gendered-noun",
  "suppressions/no-unused",
);
const levels = fc.dictionary(ruleName, level, { maxKeys: 3 });
const globs = fc.constantFrom(["handbook/legal/**"], ["handbook/**"], ["jobs/**"], ["**/*.md"]);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const configuration = fc.record(
  {
    extends: some(fc.constantFrom("minimal", "job-pages", "strict", "gitlab-handbook")),
    preview: some(fc.boolean()),
    rules: some(
      fc.oneof(
        levels,
        fc.constantFrom<object>(
          { "duplication/no-copied-passage": { minWords: 60 } },
          { "prose/no-long-sentence": { severity: "error", max: 12 } },
        ),
      ),
    ),
    overrides: some(
      fc.array(
        fc.oneof(
          fc.record({ paths: globs, rules: levels }),
          fc.record({ types: fc.constantFrom(["policy"], ["job-page"]), rules: levels }),
        ),
        { maxLength: 2 },
      ),
    ),
    exceptions: some(
      fc.constantFrom<object[]>(
        [{ rules: ["inclusive"], words: ["guys"], reason: "a band" }],
        [{ words: ["the the"], paths: ["handbook/leave.md"], reason: "a band" }],
        [{ rules: ["prose"], reason: "later" }],
      ),
    ),
    terms: some(
      fc.constantFrom<object[]>(
        [{ avoid: ["dropdown"], write: "drop-down list" }],
        [{ avoid: ["guys", "payroll"], write: "team" }],
      ),
    ),
    templates: some(
      fc.constant([{ name: "note", paths: ["handbook/*.md"], sections: ["Days", "Who decides"] }]),
    ),
    pages: some(
      fc.constantFrom<object[]>(
        [{ type: "policy", paths: ["handbook/*.md"] }],
        [{ type: "note", paths: ["handbook/**"] }],
      ),
    ),
    languages: some(fc.constantFrom([{ language: "fr", paths: ["handbook/fr/**"] }])),
    ignore: some(globs),
    include: some(globs),
    links: some(
      fc.constantFrom<object>(
        { assumeComplete: false },
        { layout: "plain" },
        { generated: ["/handbook/"] },
      ),
    ),
    canonical: some(fc.constant(["handbook/leave.md"])),
    boilerplate: some(fc.constant([passage.replace("twenty", "thirty")])),
    jurisdictions: some(fc.constant({ colorado: ["jobs/**"] })),
  },
  { requiredKeys: [] },
);

/** A change of some keys of a configuration: the others stay. */
const change = fc.tuple(configuration, configuration, fc.boolean()).map(([one, other, isSmall]) => {
  const before = { ...one, include: one.include ?? ["**/*.md"] };
  if (!isSmall) return [before, other] as const;
  const [entry] = Object.entries(other);
  return [before, entry === undefined ? before : { ...before, [entry[0]]: entry[1] }] as const;
});

/** 200 changes of a configuration, in parts, so that none takes long on a busy machine; of a drawn seed one part. */
const drawnSeed = process.env["FAST_CHECK_SEED"];
const parts = drawnSeed === undefined ? [0, 1, 2, 3, 4] : [0];
const seed = Number(drawnSeed ?? 20_261_123);

test.each(parts)("what-if is the difference of two whole runs (part %i)", (part) => {
  let differing = 0;
  fc.assert(
    fc.property(change, ([one, other]) => {
      const engines = { before: engine(one), after: engine(other) };
      const texts = () => Object.entries(handbook).map(([path, source]) => ({ path, source }));
      const found = runSteps(whatIf(revisionOf(engines.before), engines, texts));
      const counts = countsOf(found);
      const expected = differenceOf(lintAll(engines.before), lintAll(engines.after));
      if (expected.size > 0) differing += 1;
      expect(counts).toEqual(expected);
    }),
    { numRuns: 40, seed: seed + part },
  );
  expect(differing).toBeGreaterThan(10);
});

/** What a merge request does with files besides: pages come, go, move and change, in and out of the handbook. */
const edits = fc.array(
  fc.constantFrom<(files: Files) => Files>(
    (files) => ({ ...files, "handbook/new.md": `# New\n\n${passage}\n\nAsk the the guys.\n` }),
    (files) => ({ ...files, "drafts/other.md": "# Other\n\nThe chairman asks the the team.\n" }),
    (files) => ({
      ...files,
      "jobs/cook.md": "# Cook\n\nRockstar. See [idea](../drafts/idea.md).\n",
    }),
    (files) => moved(files, "drafts/idea.md", "handbook/idea.md"),
    (files) => moved(files, "handbook/pay.md", "drafts/pay.md"),
    (files) => moved(files, "handbook/time-off.md", "handbook/time.md"),
    (files) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => path !== "jobs/nurse.md")),
    (files) => ({ ...files, "drafts/idea.md": "# Idea\n\nThe guys utilize the the dropdown.\n" }),
    (files) => ({ ...files, "handbook/leave.md": "# Leave\n\nIn order to claim, ask.\n" }),
  ),
  { minLength: 1, maxLength: 3 },
);

function moved(files: Files, from: string, to: string): Files {
  const text = files[from];
  const { [from]: _, ...rest } = files;
  return text === undefined ? files : { ...rest, [to]: text };
}

function folderOf(files: Files): Folder {
  const contents = new Map(Object.entries(files));
  const read = (path: string): Uint8Array => new TextEncoder().encode(contents.get(path) ?? "");
  return { paths: new Set(contents.keys()), read };
}

test("a merge request is told the difference of two whole runs, with the pages that it brings", async () => {
  const configFile = ".handbook-bot.yml";
  let differing = 0;
  await fc.assert(
    fc.asyncProperty(change, edits, async ([one, other], made) => {
      // A configuration that stays the same gets no such part.
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const after = made.reduce<Files>((files, edit) => edit(files), handbook);
      const { target, read } = await changeBetween(
        folderOf({ ...handbook, [configFile]: JSON.stringify(one) }),
        folderOf({ ...after, [configFile]: JSON.stringify(other) }),
        async (text) => ({ engine: engineOf(text ?? "") }),
      );
      const { parts } = runSteps(reviewChange(target, read));
      // Few pages: a merge request is told of slow rules too.
      const [was, is] = [one, other].map((config) => engine(config).vary({ slow: true }));
      const expected = was && is && differenceOf(lintAll(was, after), lintAll(is, after));
      if (expected && expected.size > 0) differing += 1;
      expect(countsOf(parts.whatIf ?? { rules: [] })).toEqual(expected);
      expect(parts.whatIf?.unread).toBe(0);
    }),
    { numRuns: drawnSeed === undefined ? 30 : 10, seed },
  );
  expect(differing).toBeGreaterThan(3);
});
