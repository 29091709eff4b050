import { describe, expect, test } from "vitest";
import type { ChangedFile, ReadChange } from "../../../src/change/change.ts";
import { buildRevision } from "../../../src/change/revision.ts";
import { engineFactory } from "../../../src/config/engine.ts";
import type { MergeRequestFacts } from "../../../src/review/parts/summary-part.ts";
import { renderParts } from "../../../src/review/parts/summary-parts.ts";
import { reviewChange } from "../../../src/review/review-change.ts";
import { runSteps } from "../../../src/text/steps.ts";
import { noChange } from "../../change/review-of.ts";
import { wordRule } from "../../lint/linter-of.ts";

const engineOf = engineFactory(
  {
    rules: [wordRule("words/no-shall", "shall"), wordRule("words/no-hereby", "hereby")],
    docsBase: "https://bot.example.com/rules",
    detectLanguage: () => undefined,
  },
  () => "2026-11-29",
);
const configFile = ".handbook-bot.yml";

type Texts = Readonly<Record<string, string | undefined>>;

/** The parts of the summary of a change of some pages, by a configuration. */
function parts(
  config: object,
  before: Texts,
  after: Texts,
  { facts = {}, ...more }: Partial<ReadChange> & { facts?: MergeRequestFacts } = {},
): readonly string[] {
  const text = JSON.stringify(config);
  const engine = engineOf(text);
  const all = Object.entries({ [configFile]: text, ...before });
  const pages = all.filter(([path]) => engine.isPage(path));
  const data = all.filter(([path]) => engine.isData(path));
  const target = runSteps(
    buildRevision(
      engine,
      pages.map(([path, source]) => engine.linter.parse(path, source ?? "")),
      {
        data: new Map(data.map(([path, source]) => [path, source ?? ""])),
        others: new Set(["notes.txt"]),
      },
    ),
  );
  const files = Object.entries(after).map(([path, source]): ChangedFile => {
    const old = path === configFile ? text : before[path];
    const status = old === undefined ? "added" : source === undefined ? "deleted" : "modified";
    return { status, path, oldPath: path, before: old, after: source, diff: undefined };
  });
  const outcome = runSteps(reviewChange(target, { ...noChange, files, ...more }));
  return renderParts(outcome.parts, facts);
}

const page = "# Leave\n\nYou shall ask.\n";
const edited = page.replace("You", "We");

describe("changed pages can be read as pages", () => {
  const preview = "https://preview.example{address}";
  const config = {
    include: ["**/*.md"],
    links: { layout: "hugo", site: "https://people.example/" },
    review: { preview },
  };
  const of = (rows: readonly string[]): readonly string[] => [
    ["| Changed page | Live | Preview |", "| --- | --- | --- |", ...rows].join("\n"),
  ];

  test.each<[string, object, Texts, Texts, readonly string[]]>([
    [
      "where they are now and where they will be",
      config,
      { "content/leave.md": page },
      { "content/leave.md": edited },
      of([
        "| `content/leave.md` | [live](https://people.example/leave/) | [preview](https://preview.example/leave/) |",
      ]),
    ],
    [
      "new ones where they will be",
      config,
      {},
      { "content/päy/_index.md": page },
      of(["| `content/päy/_index.md` | new | [preview](https://preview.example/p%C3%A4y/) |"]),
    ],
    [
      "without the address of the site only there",
      { ...config, links: { layout: "hugo" } },
      { "content/leave.md": page },
      { "content/leave.md": edited },
      of(["| `content/leave.md` | — | [preview](https://preview.example/leave/) |"]),
    ],
    [
      "nowhere once they are deleted",
      config,
      { "content/a.md": page },
      { "content/a.md": undefined },
      [],
    ],
    [
      "nowhere where nobody asked",
      { ...config, review: {} },
      { "content/leave.md": page },
      { "content/leave.md": edited },
      [],
    ],
  ])("%s", (_, given, before, after, expected) => {
    expect(parts(given, before, after, { facts: { preview } })).toEqual(expected);
  });

  test("25 at most", () => {
    const many = (count: number): Texts =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`content/p${at}.md`, page]));
    const [all = ""] = parts(config, {}, many(25), { facts: { preview } });
    expect(all.split("\n")).toHaveLength(27);
    const [some = ""] = parts(config, {}, many(26), { facts: { preview } });
    expect(some.split("\n")).toHaveLength(29);
    expect(some).toMatch(/\n\nAnd 1 more changed page\.$/);
  });
});

describe("who has to approve a policy", () => {
  const policy = "---\ncontrolled_document: true\n---\n\n# Leave\n";
  const before = {
    "handbook/leave.md": policy,
    ".gitlab/CODEOWNERS": "/handbook/leave.md @ana\n",
  };
  test("is who owned it before", () => {
    const after = {
      "handbook/leave.md": `${policy}\nMore.\n`,
      ".gitlab/CODEOWNERS": "/handbook/leave.md @ben\n",
    };
    expect(parts({ review: { policyChanges: false } }, before, after)).toEqual([
      "Approvals that CODEOWNERS asks for: one of `ana`.",
    ]);
  });
  test("are the steps of the configuration", () => {
    const config = { approvals: [{ paths: ["handbook/**"], steps: ["Legal"] }] };
    const after = { "handbook/pay.md": page };
    expect(parts(config, {}, after)).toEqual(["Steps of approval for these pages: `Legal`."]);
    expect(parts(config, {}, { "jobs/nurse.md": page })).toEqual([]);
  });
});

describe("what becomes of a policy", () => {
  const policy = (text: string): string =>
    `---\ncontrolled_document: true\n---\n\n# Leave\n\n## Notice\n\nEmployees ${text} two weeks before.\n`;
  const [before, after] = ["must ask", "may ask"].map((text) => ({
    "handbook/a.md": policy(text),
  }));

  test("is shown side by side", () => {
    const [text = ""] = parts({}, before ?? {}, after ?? {});
    expect(text.split("\n").slice(2)).toEqual([
      "| Policy | What | Before | After |",
      "| --- | --- | --- | --- |",
      expect.stringMatching(/^\| `handbook\/a\.md` `Notice` \| .*must.* \| .*may.* \|$/),
    ]);
  });
  test("is not, where the handbook does not want it", () => {
    expect(parts({ review: { policyChanges: false } }, before ?? {}, after ?? {})).toEqual([]);
  });
});

describe("other merge requests", () => {
  const diff = "@@ -3 +3 @@\n-You shall ask your manager.\n+Ask your manager.\n";
  const path = "handbook/leave.md";
  const files = [
    { status: "modified" as const, path, oldPath: path, before: page, after: edited, diff },
  ];
  test("that work on the same text are named", () => {
    const others = [{ iid: 7, files: [{ path, oldPath: path, diff }] }];
    expect(parts({}, { [path]: page }, {}, { files, others })).toEqual([
      "Other open merge requests work on the same text:\n\n- `!7` changes lines of `handbook/leave.md` too",
    ]);
  });
  test("that do not are not", () => {
    const others = [{ iid: 7, files: [{ path: "handbook/pay.md", oldPath: "a.md", diff }] }];
    expect(parts({}, { [path]: page }, {}, { files, others })).toEqual([]);
    expect(parts({}, { [path]: page }, {}, { files, others: [] })).toEqual([]);
  });
});

test("the page that became the hardest to read is named", () => {
  const short = "You ask your manager for some days off and say when. ".repeat(12);
  const long = (count: number): string =>
    `Notwithstanding organisational considerations, ${"the responsible administrative organisation subsequently communicates comprehensive documentation, ".repeat(count)}immediately. `.repeat(
      6,
    );
  const before = { "handbook/a.md": `# A\n\n${short}\n`, "handbook/b.md": `# B\n\n${short}\n` };
  const after = {
    "handbook/a.md": `# A\n\n${short}${long(2)}\n`,
    "handbook/b.md": `# B\n\n${short}${long(4)}\n`,
  };
  expect(parts({}, before, after)).toEqual([
    expect.stringMatching(/^`handbook\/b\.md` becomes harder to read: /),
  ]);
});

describe("a change of the configuration", () => {
  const pages = { "a.md": page, "b.md": page, "drafts/c.md": page };
  const include = ["**/*.md"];
  const config = { include, rules: { "words/no-shall": "error", "words/no-hereby": "warning" } };

  test.each<[string, object | undefined, readonly string[]]>([
    ["nothing less", { ...config, preview: true }, []],
    [
      "a rule that is switched off",
      { ...config, rules: { ...config.rules, "words/no-shall": "off" } },
      ["- `words/no-shall` is switched off on all pages."],
    ],
    [
      "a rule that is switched off on some pages",
      { ...config, overrides: [{ paths: ["drafts/**"], rules: { "words/no-shall": "off" } }] },
      ["- `words/no-shall` is switched off on 1 of 3 pages."],
    ],
    [
      "rules that become milder",
      { ...config, rules: { "words/no-shall": "warning", "words/no-hereby": "info" } },
      [
        "- `words/no-hereby` becomes info instead of warning on all pages.",
        "- `words/no-shall` becomes warning instead of error on all pages.",
      ],
    ],
    ["rules that become stricter", { ...config, rules: { ...config.rules, words: "error" } }, []],
    [
      "pages left out",
      { ...config, ignore: ["drafts/**"] },
      ["- 1 of 3 pages are no longer reviewed."],
    ],
    [
      "exceptions",
      {
        ...config,
        exceptions: [
          { words: ["hereby"], reason: "a form" },
          { words: ["shall"], reason: "a law" },
        ],
      },
      ["- 2 exceptions more."],
    ],
    [
      "a gate that lets errors pass",
      { ...config, gate: { failOn: "never" } },
      ["- No finding fails the check any more."],
    ],
    [
      "a glob that matches nothing",
      { ...config, overrides: [{ paths: ["draft/**"], rules: { words: "error" } }] },
      [expect.stringMatching(/^- `draft\/\*\*` at .* matches no page; the nearest is drafts\.$/)],
    ],
  ])("says what holds with it: %s", (_, after, expected) => {
    const [text = ""] = parts(config, pages, { [configFile]: JSON.stringify(after) });
    expect(text.split("\n")[0]).toMatch(
      /^This changes the configuration, which takes effect after the merge\./,
    );
    expect(text.split("\n").filter((line) => line.startsWith("- "))).toEqual(expected);
  });

  test("counts the exceptions that come, and none that were there or go", () => {
    const words = ["hereby", "shall", "hence"].map((word) => ({ words: [word], reason: "a law" }));
    const said = (before: number, after: number) => {
      const of = (count: number) => ({ ...config, exceptions: words.slice(0, count) });
      return parts(of(before), pages, { [configFile]: JSON.stringify(of(after)) })[0];
    };
    expect(said(1, 3)).toContain("- 2 exceptions more.");
    expect(said(2, 3)).toContain("- 1 exception more.");
    expect(said(3, 1)).not.toContain("exception");
  });

  test("says less where warnings failed before and pass now, and nothing of the reverse", () => {
    const strict = { ...config, gate: { failOn: "warning" } };
    const [text] = parts(strict, pages, { [configFile]: JSON.stringify(config) });
    expect(text).toContain("- Warnings no longer fail the check.");
    const [reverse] = parts(config, pages, { [configFile]: JSON.stringify(strict) });
    expect(reverse).not.toContain("fail the check");
  });

  test("says that it ends every review where it is deleted", () => {
    expect(parts(config, pages, { [configFile]: undefined })).toEqual([
      "This deletes the configuration: after the merge, nothing is reviewed any more.",
    ]);
  });

  test("says nothing where it has errors, or changes nothing", () => {
    expect(parts(config, pages, { [configFile]: "rules: { prse: off }" })).toEqual([]);
    expect(parts(config, pages, { [configFile]: JSON.stringify(config) })).toEqual([]);
  });
});
