import { describe, expect, test } from "vitest";
import { parseCodeOwners } from "../../src/owners/code-owners.ts";

/** What each section asks of a path: `Legal: @jo, @ann (2)`; optional sections end with a question mark. */
function asked(file: string, path: string): readonly string[] {
  return parseCodeOwners(file)
    .entriesFor(path)
    .map(({ section, owners, approvals }) => {
      const number = approvals === 0 ? "?" : approvals === 1 ? "" : ` (${approvals})`;
      return `${section === "" ? "" : `${section}: `}${owners.join(", ")}${number}`;
    });
}

describe("a pattern matches paths as GitLab's does", () => {
  test.each<[pattern: string, path: string, matches: boolean]>([
    // Paths from the root.
    ["/leave.md", "leave.md", true],
    ["/leave.md", "policies/leave.md", false],
    ["/policies/leave.md", "policies/leave.md", true],
    ["/policies/leave.md", "team/policies/leave.md", false],
    ["/policies/leave.md", "policies/leave.md.bak", false],
    ["/policies/leave.md", "policies/Leave.md", false],
    // Paths that begin anywhere.
    ["leave.md", "leave.md", true],
    ["leave.md", "policies/leave.md", true],
    ["leave.md", "policies/uk/leave.md", true],
    ["leave.md", "policies/sick-leave.md", false],
    ["uk/leave.md", "policies/uk/leave.md", true],
    ["uk/leave.md", "policies/leave.md", false],
    // Folders.
    ["/policies/", "policies/leave.md", true],
    ["/policies/", "policies/uk/leave.md", true],
    ["/policies/", "team/policies/leave.md", false],
    ["/policies/", "policies", false],
    ["policies/", "team/policies/leave.md", true],
    ["policies/", "policies/uk/leave.md", true],
    ["policies/", "old-policies/leave.md", false],
    // Without the slash at its end a name is that of a file.
    ["/policies", "policies/leave.md", false],
    ["policies", "policies/leave.md", false],
    ["policies", "team/policies", true],
    // Wildcards stay within a name.
    ["*", "leave.md", true],
    ["*", "policies/uk/leave.md", true],
    ["*", ".gitlab/CODEOWNERS", true],
    ["/*", "leave.md", true],
    ["/*", "policies/leave.md", false],
    ["*.md", "leave.md", true],
    ["*.md", "policies/uk/leave.md", true],
    ["*.md", "leave.mdx", false],
    ["*.md", "policies/.hidden.md", true],
    ["/policies/*.md", "policies/leave.md", true],
    ["/policies/*.md", "policies/uk/leave.md", false],
    ["/policies/leave.*", "policies/leave.html.md", true],
    ["/policies/*leave*", "policies/sick-leave-uk.md", true],
    ["/policies/*leave*", "policies/pay.md", false],
    ["/policies/*/leave.md", "policies/uk/leave.md", true],
    ["/policies/*/leave.md", "policies/leave.md", false],
    ["/policies/*/leave.md", "policies/eu/uk/leave.md", false],
    ["/policies/*", "policies/leave.md", true],
    ["/policies/*", "policies/uk/leave.md", false],
    ["leave.?d", "policies/leave.md", true],
    ["leave?md", "policies/leave.md", true],
    ["policies?leave.md", "policies/leave.md", false],
    ["/a*e*i*o*u*y.md", "policies-are-iou-ly.md", false],
    ["/p*l*c*e*a*y.md", "policies-are-very.md", true],
    // Two stars span folders, where a slash stands behind them.
    ["/policies/**/leave.md", "policies/leave.md", true],
    ["/policies/**/leave.md", "policies/eu/uk/leave.md", true],
    ["/policies/**/leave.md", "team/policies/leave.md", false],
    ["/**/leave.md", "leave.md", true],
    ["**/leave.md", "policies/uk/leave.md", true],
    ["/policies/**/*.md", "policies/uk/leave.md", true],
    ["/policies/**/uk/**/*.md", "policies/eu/uk/old/leave.md", true],
    ["/policies/**/uk/**/*.md", "policies/eu/old/leave.md", false],
    ["/policies/**", "policies/leave.md", true],
    ["/policies/**", "policies/uk/leave.md", false],
    ["/policies/**.md", "policies/leave.md", true],
    ["/policies/**.md", "policies/uk/leave.md", false],
    ["/policies/**/*", "policies/uk/leave.md", true],
    // Classes of characters.
    ["/policies/[kl]eave.md", "policies/leave.md", true],
    ["/policies/[kl]eave.md", "policies/heave.md", false],
    ["/policies/[!l]eave.md", "policies/heave.md", true],
    ["/policies/[^l]eave.md", "policies/leave.md", false],
    ["/policies/20[0-2][0-9].md", "policies/2036.md", false],
    ["/policies/20[0-2][0-9].md", "policies/2019.md", true],
    ["/policies/[a-c-]x.md", "policies/-x.md", true],
    ["/policies[/]leave.md", "policies/leave.md", false],
    ["/policies/[leave.md", "policies/[leave.md", false],
    ["/policies/[\\]]x.md", "policies/]x.md", true],
    // Braces are letters.
    ["/policies/{leave,pay}.md", "policies/leave.md", false],
    ["/policies/{leave,pay}.md", "policies/{leave,pay}.md", true],
    // Escapes.
    ["/policies/sick\\ leave.md", "policies/sick leave.md", true],
    ["/policies/sick\\ \\ leave.md", "policies/sick  leave.md", true],
    ["my\\ policies/", "team/my policies/leave.md", true],
    ["\\#1.md", "policies/#1.md", true],
    ["/policies/\\*.md", "policies/*.md", true],
    ["/policies/\\*.md", "policies/leave.md", false],
    ["/policies/\\[a].md", "policies/[a].md", true],
  ])("%s on %s: %s", (pattern, path, matches) => {
    expect(asked(`${pattern} @jo\n`, path)).toEqual(matches ? ["@jo"] : []);
  });

  test("many wildcards are no problem, whatever the path", () => {
    const hostile = `${"*a".repeat(50)}b @a\n${"**/".repeat(30)}x @b\n`;
    expect(asked(hostile, "a".repeat(5_000))).toEqual([]);
    expect(asked(hostile, `${"a/".repeat(50)}x`)).toEqual(["@b"]);
  });
});

describe("a file is read as GitLab reads it", () => {
  test.each<[what: string, file: string, path: string, expected: readonly string[]]>([
    ["the last entry that matches counts", "* @a\n*.md @b\n", "leave.md", ["@b"]],
    [
      "an earlier one counts where the last does not match",
      "*.md @b\n/pay.md @c\n",
      "leave.md",
      ["@b"],
    ],
    ["a pattern that stands twice has its last owners", "*.md @a\n*.md @b\n", "leave.md", ["@b"]],
    [
      "a pattern that stands twice keeps its first place",
      "leave.md @a\n*.md @b\nleave.md @c\n",
      "leave.md",
      ["@b"],
    ],
    [
      "lines that begin with # are comments",
      "# *.md @a\n  # *.md @b\n*.md @c\n",
      "leave.md",
      ["@c"],
    ],
    ["what stands behind an entry is no comment", "*.md @a # and @b\n", "leave.md", ["@a, @b"]],
    ["tabs and Windows line ends", "*.md\t@a\t@b\r\n", "leave.md", ["@a, @b"]],
    [
      "users, groups, subgroups and addresses",
      "*.md @a @g/s/t jo@x.com\n",
      "a.md",
      ["@a, @g/s/t, jo@x.com"],
    ],
    ["commas between owners", "*.md @a, @b\n", "a.md", ["@a, @b"]],
    ["names of several signs", "*.md @a.b-c_d @_x\n", "a.md", ["@a.b-c_d, @_x"]],
    [
      "roles, in the plural too",
      "*.md @@developers @@Maintainer\n",
      "a.md",
      ["@@developer, @@maintainer"],
    ],
    ["no other roles", "*.md @@guest @a\n", "a.md", ["@a"]],
    ["an owner twice", "*.md @a @a\n", "a.md", ["@a"]],
    ["words that name nobody", "*.md a b\n", "a.md", [""]],
    ["an entry without owners asks nobody", "* @a\n/a.md\n", "a.md", [""]],

    ["each section asks for itself", "* @a\n[Docs]\n*.md @b\n", "leave.md", ["@a", "Docs: @b"]],
    [
      "the unnamed section is never overridden",
      "* @a\n[Docs]\n* @b\n",
      "x.txt",
      ["@a", "Docs: @b"],
    ],
    [
      "of a section the last entry counts",
      "[Docs]\n*.md @b\n/uk/*.md @c\n",
      "uk/a.md",
      ["Docs: @c"],
    ],
    ["default owners", "[Docs] @b @c\n*.md\n", "a.md", ["Docs: @b, @c"]],
    ["own owners instead of the default ones", "[Docs] @b\n*.md\n/a.md @c\n", "a.md", ["Docs: @c"]],
    [
      "owners that cannot be read bring no default back",
      "[Docs] @b\n*.md nobody\n",
      "a.md",
      ["Docs: "],
    ],
    ["a default role", "[Docs] @@owner\n*.md\n", "a.md", ["Docs: @@owner"]],
    [
      "names with spaces",
      "[Controlled Documents]\n*.md @a\n",
      "a.md",
      ["Controlled Documents: @a"],
    ],

    ["an optional section", "^[Docs]\n*.md @a\n", "a.md", ["Docs: @a?"]],
    ["an optional section with default owners", "^[Docs] @a\n*.md\n", "a.md", ["Docs: @a?"]],
    ["a number of approvals", "[Legal][2]\n*.md @a @b\n", "a.md", ["Legal: @a, @b (2)"]],
    ["a number and default owners", "[Legal][2] @a @b\n*.md\n", "a.md", ["Legal: @a, @b (2)"]],
    ["the number 0", "[Legal][0] @a\n*.md\n", "a.md", ["Legal: @a"]],
    ["an optional section asks for no number", "^[Legal][2] @a\n*.md\n", "a.md", ["Legal: @a?"]],
    ["sections of one name are one", "[Docs]\n*.md @a\n[docs]\n/a.md @b\n", "a.md", ["Docs: @b"]],
    [
      "it is required where one of them is",
      "^[Legal]\n*.md @a\n[Legal]\n*.txt @b\n",
      "a.md",
      ["Legal: @a"],
    ],
    ["whichever comes first", "[Legal]\n*.txt @b\n^[legal]\n*.md @a\n", "a.md", ["Legal: @a"]],
    [
      "each heading brings its own number and default owners",
      "[Legal][2] @a @b\n*.md\n[Legal] @c\n*.txt\n",
      "a.txt",
      ["Legal: @c"],
    ],
    [
      "a line that begins with brackets is a heading",
      "[kl]eave.md @a\n*.md @b\n",
      "a.md",
      ["kl: @b"],
    ],
    ["brackets that are not closed are no heading", "*.md @a\n[Docs @b\n", "a.md", ["@a"]],

    ["an exclusion", "* @a\n!leave.md\n", "policies/leave.md", []],
    ["an exclusion leaves others", "* @a\n!leave.md\n", "pay.md", ["@a"]],
    ["an exclusion of a folder", "* @a\n!/old/\n", "old/uk/leave.md", []],
    ["an exclusion of a kind of file", "* @a\n!*.md\n", "leave.md", []],
    ["an exclusion before what it excludes", "!leave.md\n* @a\n", "leave.md", []],
    [
      "nothing brings an excluded file back",
      "* @a\n!/old/\n/old/leave.md @b\n",
      "old/leave.md",
      [],
    ],
    ["an exclusion holds in its section", "* @a\n[Docs] @b\n*.md\n!leave.md\n", "leave.md", ["@a"]],
    [
      "an exclusion of one section leaves the others",
      "* @a\n!leave.md\n[Docs]\n*.md @b\n",
      "leave.md",
      ["Docs: @b"],
    ],
    ["owners behind an exclusion mean nothing", "* @a\n!leave.md @b\n", "leave.md", []],
    [
      "an entry of the same pattern takes the place of an exclusion",
      "* @a\n!a.md\na.md @b\n",
      "a.md",
      ["@b"],
    ],
  ])("%s", (_, file, path, expected) => {
    expect(asked(file, path)).toEqual(expected);
  });
});
