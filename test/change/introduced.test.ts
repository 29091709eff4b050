import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../src/change/change.ts";
import type { Linter } from "../../src/lint/linter.ts";
import { linterOf, wordRule } from "../lint/linter-of.ts";
import { reviewOf } from "./review-of.ts";
import { plainHandbook, plainPage, smallLinter } from "./small-linter.ts";

function change(
  before: string | undefined,
  after: string | undefined,
  { path = "people/leave.md", oldPath = path }: { path?: string; oldPath?: string } = {},
): ChangedFile {
  const status =
    before === undefined
      ? "added"
      : after === undefined
        ? "deleted"
        : path === oldPath
          ? "modified"
          : "renamed";
  return { status, path, oldPath, before, after, diff: undefined };
}

function review(changes: readonly ChangedFile[], linter: Linter = smallLinter) {
  const handbook = plainHandbook(
    new Map([["people/pay.md", plainPage("people/pay.md", "# Pay\n")]]),
  );
  return reviewOf(changes, handbook, linter);
}

/** What was introduced, in short: rule, lines and anchor. */
function reported(changes: readonly ChangedFile[]): string[] {
  return review(changes).placed.map(({ finding, lines, anchor }) => {
    const where =
      anchor.kind === "outside"
        ? "outside"
        : anchor.kind === "added"
          ? `+${anchor.newLine}`
          : `${anchor.oldLine}:${anchor.newLine}`;
    return `${finding.rule.split("/")[1]} ${lines.first} ${where}`;
  });
}

const page = "# Leave\n\n## Responsibilities\n\nHey guys, ask early.\n\nSee [pay](pay.md).\n";

describe("introduced", () => {
  it("places nothing in a page that git takes for binary, because it shows no lines of it", () => {
    expect(reported([change(undefined, `${page}\0`)])).toEqual(["no-guys 5 outside"]);
    expect(reported([change(`${page}\0`, `${page}\nBye guys.\n`)])).toEqual(["no-guys 9 outside"]);
  });

  it("places what is in a page with such a byte further down, where git does not look", () => {
    const linter = linterOf([wordRule("words/no-guys", "guys")]);
    const placedIn = (length: number) =>
      review([change(undefined, `guys\n${"x".repeat(length - 5)}\0`)], linter).placed.map(
        ({ anchor }) => anchor.kind,
      );
    expect([placedIn(7_999), placedIn(8_000)]).toEqual([["outside"], ["added"]]);
  });

  it("says nothing about a typo three lines below an edit", () => {
    expect(reported([change(page, page.replace("# Leave", "# Time off"))])).toEqual([]);
  });

  it("says nothing about an old typo on an edited line", () => {
    expect(reported([change(page, page.replace("early", "two weeks before"))])).toEqual([]);
  });

  it("finds a deleted section though no line was added", () => {
    const after = page.replace("## Responsibilities\n\n", "");
    expect(reported([change(page, after)])).toEqual(["require-responsibilities 1 1:1"]);
  });

  it("finds exactly the second copy of an old typo, on the line the author wrote", () => {
    const above = page.replace("# Leave\n", "# Leave\n\nWelcome guys.\n");
    expect(reported([change(page, above)])).toEqual(["no-guys 3 +3"]);
    const below = `${page}\nBye guys.\n`;
    expect(reported([change(page, below)])).toEqual(["no-guys 9 +9"]);
  });

  it("takes the typo in a line that had none where no added line holds one", () => {
    // The rule saw less before, as one does that looks at the whole page.
    const blind: Linter = {
      ...smallLinter,
      lintPage(page, handbook) {
        const result = smallLinter.lintPage(page, handbook);
        const isHead = page.source.includes("Joined");
        return isHead ? result : { ...result, findings: result.findings.slice(0, 1) };
      },
    };
    const before = "## Responsibilities\nOne guys.\nTwo guys.\n\n";
    const { placed } = review([change(before, `${before}Joined.\n`)], blind);
    expect(placed.map(({ lines }) => lines.first)).toEqual([3]);
  });

  it("takes the typo in a new line, not in an old one that was put elsewhere", () => {
    const before = "## Responsibilities\nHey guys, one.\n\nSecond.\n\nThird.\n";
    const after = "## Responsibilities\nNew guys.\n\nSecond.\n\nThird.\n\nHey guys, one.\n";
    expect(reported([change(before, after)])).toEqual(["no-guys 2 +2"]);
  });

  it("reports everything on an added page", () => {
    expect(reported([change(undefined, "Hey guys\n")])).toEqual([
      "require-responsibilities 1 +1",
      "no-guys 1 +1",
    ]);
  });

  it("counts what the change fixes, not what it deletes", () => {
    expect(review([change(page, page.replace("guys", "all"))]).fixed).toBe(1);
    expect(review([change(page, undefined)]).fixed).toBe(0);
  });

  it("compares a renamed page with its old path", () => {
    const after = page.replace("early", "soon, guys");
    const moved = change(page, after, { oldPath: "people/leave.md", path: "people/time-off.md" });
    const { placed } = review([moved]);
    expect(placed.map(({ anchor }) => anchor)).toEqual([
      { kind: "added", newLine: 5, path: "people/time-off.md", oldPath: "people/leave.md" },
    ]);
  });

  it("tells of a page that only moved what its new place breaks, and nothing else", () => {
    const typed: Linter = {
      ...smallLinter,
      // The page rule sees another page type at the new path.
      lintPage(page, handbook) {
        const result = smallLinter.lintPage(page, handbook);
        return page.path.startsWith("archive/")
          ? result
          : {
              ...result,
              findings: result.findings.filter(({ rule }) => rule !== "language/no-guys"),
            };
      },
    };
    const moved = change(page, page, { oldPath: "people/leave.md", path: "archive/leave.md" });
    const { placed } = review([moved], typed);
    expect(placed.map(({ finding, anchor }) => [finding.rule, anchor.kind])).toEqual([
      ["links/no-missing-page", "outside"],
    ]);
  });

  it("places nothing on a page that entered the handbook by a rename: GitLab shows its old text", () => {
    const entered = change(undefined, page, {
      oldPath: ".github/leave.md",
      path: "people/leave.md",
    });
    const places = review([entered]).placed.map(({ anchor }) => anchor.kind);
    expect(new Set(places)).toEqual(new Set(["outside"]));
  });

  it("reads bytes as it reads text", () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const after = page.replace("Hey", "Hey 🌴 guys and");
    const { placed } = review([
      { ...change(page, after), before: bytes(page), after: bytes(after) },
    ]);
    expect(placed).toEqual(review([change(page, after)]).placed);
    const moved = change(page, page, { oldPath: "people/leave.md", path: "archive/leave.md" });
    const places = review([{ ...moved, before: bytes(page), after: bytes(page) }]).placed;
    expect(places.map(({ anchor }) => anchor.kind)).toEqual(["outside"]);
  });

  it("knows pages that the change adds or takes away", () => {
    const link = "## Responsibilities\n[x](new.md)\n";
    const added = change(undefined, "## Responsibilities\n", { path: "people/new.md" });
    expect(reported([change(undefined, link), added])).toEqual([]);
    expect(reported([change(undefined, link)])).toEqual(["no-missing-page 2 +2"]);
    const gone = change("# Pay\n", undefined, { path: "people/pay.md" });
    expect(reported([change(page, `${page}\nAgain: [pay](pay.md)\n`), gone])).toEqual([
      "no-missing-page 7 7:7",
      "no-missing-page 9 +9",
    ]);
  });

  it("knows both pages where two swap their paths", () => {
    const a = "## Responsibilities\n[b](b.md) guys\n";
    const b = "## Responsibilities\n[a](a.md) all\n";
    expect(
      reported([
        change(a, a, { oldPath: "a.md", path: "b.md" }),
        change(b, b, { oldPath: "b.md", path: "a.md" }),
      ]),
    ).toEqual([]);
  });

  it("puts what a change rule says about a deleted page outside the diff", () => {
    expect(reported([change("You must ask.\n", undefined)])).toEqual([
      "no-weaker-obligation 1 outside",
    ]);
    expect(reported([change("## Responsibilities\nmust\n", "## Responsibilities\nmay\n")])).toEqual(
      ["no-weaker-obligation 1 1:1"],
    );
  });

  it("puts findings on an empty page outside the diff", () => {
    expect(reported([change("## Responsibilities\n", "")])).toEqual([
      "require-responsibilities 1 outside",
    ]);
  });

  it("keeps a failure on the old text from making every finding new", () => {
    const before = `${page}FAULT guys\n`;
    const after = `${page}Bye guys.\n`;
    const { placed, faults } = review([change(before, after)]);
    expect(placed.map(({ lines }) => lines.first)).toEqual([8]);
    expect(faults).toEqual([
      { path: "people/leave.md", rule: "language/no-guys", message: "it stumbled" },
    ]);
  });

  it("names a failure on both sides once, and counts nothing as fixed by it", () => {
    const { faults, fixed } = review([change(`${page}FAULT`, `${page}FAULT again`)]);
    expect(faults).toHaveLength(1);
    expect(fixed).toBe(0);
    expect(review([change(page, `${page}FAULT`)]).fixed).toBe(0);
  });

  it("says nothing about a typo that moved with its line to another page", () => {
    const rest = "# Leave\n\n## Responsibilities\n";
    const split = change(undefined, "## Responsibilities\n\nHey guys, ask really early.\n", {
      path: "people/asking.md",
    });
    const old = `${rest}\nHey guys, ask really early.\n`;
    const result = review([change(old, rest), split]);
    expect(result.placed).toEqual([]);
    expect(result.fixed).toBe(0);
    const twice = review([
      change(old, rest),
      change(undefined, `## Responsibilities${"\n\nHey guys, ask really early.".repeat(2)}\n`, {
        path: "people/asking.md",
      }),
    ]);
    expect(twice.placed).toHaveLength(1);
  });

  it("offers proven suggestions as lines, and none on pages that go", () => {
    const { placed } = review([change(page, page.replace("Hey", "Hey guys and"))]);
    expect(placed[0]?.replacements).toMatchObject([
      { first: 5, last: 5, after: ["Hey people and guys, ask early."] },
    ]);
  });

  it("makes one finding of those that belong together, and names it the same however many", () => {
    const grouping: Linter = {
      ...smallLinter,
      lintPage(page, handbook) {
        const { findings, ...rest } = smallLinter.lintPage(page, handbook);
        return {
          ...rest,
          findings: findings.map((finding) => ({ ...finding, group: "greeting" })),
        };
      },
    };
    const old = "## Responsibilities\nHey guys, one.\n";
    const one = review([change(old, `${old}Two guys.\n`)], grouping).placed;
    const two = review([change(old, `${old}Two guys.\nThree guys.\n`)], grouping).placed;
    expect([one, two].map((each) => each.map(({ lines }) => lines.first))).toEqual([[3], [3]]);
    expect(two[0]?.finding.message).toContain("1 more here");
    expect(two[0]?.finding.fingerprint).toBe(one[0]?.finding.fingerprint);
  });

  it("reports what two pages of the change have about each other once", () => {
    const pairing: Linter = {
      ...smallLinter,
      lintPage(page, handbook) {
        const { findings, ...rest } = smallLinter.lintPage(page, handbook);
        const other = page.path === "people/a.md" ? "people/b.md" : "people/a.md";
        return { ...rest, findings: findings.map((finding) => ({ ...finding, group: other })) };
      },
    };
    const text = "## Responsibilities\nHey guys.\n";
    const added = (path: string): ChangedFile => change(undefined, text, { path });
    const both = review([added("people/a.md"), added("people/b.md")], pairing).placed;
    expect(both).toHaveLength(1);
    const one = review([added("people/b.md")], pairing).placed;
    expect(one).toHaveLength(1);
  });

  it("says which pages were too large to read", () => {
    expect(review([change(page, "x".repeat(6_000))]).notices).toEqual([
      "“people/leave.md”: The page has more than 5,000 characters and was not looked at.",
    ]);
  });

  it("gives the same for any order of pages, sorted by path and place", () => {
    const pages = ["c.md", "a.md", "b.md"].map((path) =>
      change(undefined, "guys guys\n", { path }),
    );
    const result = review(pages);
    expect(review([...pages].reverse())).toEqual(result);
    expect(result.placed.map(({ finding }) => finding.path)).toEqual(
      ["a.md", "b.md", "c.md"].flatMap((path) => [path, path, path]),
    );
    expect(result.pages).toBe(3);
  });
});
