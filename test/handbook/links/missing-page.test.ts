import { describe, expect, test } from "vitest";
import type { HandbookOptions } from "../../../src/handbook/handbook-options.ts";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";
import type { Texts } from "../handbook-of.ts";
import { repository } from "./repository.ts";

/** Where a link leads that finds no page: its kind, or what it is like. */
function leads(
  files: Texts,
  from: string,
  target: string,
  options: HandbookOptions = {},
): string | undefined {
  const found = repository(files, options).resolve(from, target);
  return found.kind === "no-page" ? `no page ${found.nearest ?? ""}`.trim() : found.kind;
}

const mkdocs: Texts = {
  "mkdocs.yml": "",
  "docs/people/leave.md": "# Leave\n",
  "docs/people/team/values-2026.md": "# Values\n",
  "docs/people/team/onboarding-guide.md": "# Guide\n",
  "docs/finance/index.md": "# Finance\n",
};

describe("a link that leads to no page", () => {
  test.each([
    ["of a folder that has pages", "../pay/", "no page"],
    ["of a folder that has none", "../../sales/pay/", "unknown"],
    ["of the top, where anything may be", "/pay/", "unknown"],
    ["by a slip in the name of its own page", "../laeve/", "no page ./"],
    ["by a slip in a folder", "/poeple/leave/", "no page /people/leave/"],
    ["by slips in two parts", "/poeple/laeve/", "unknown"],
    ["by a slip in a number", "../team/values-2025/", "no page"],
    ["by a slip beside a number", "../team/valeus-2026/", "no page ../team/values-2026/"],
    ["of a folder that is there", "../team/", "unknown"],
    ["of the file of such a folder", "team.md", "no page"],
    ["of a file in the folder", "pay.md", "no page"],
    ["of a file in another folder", "../sales/pay.md", "no page"],
    [
      "of a file of that name elsewhere",
      "../sales/onboarding-guide.md",
      "no page team/onboarding-guide.md",
    ],
    ["of an address of that name elsewhere", "../../sales/onboarding-guide/", "unknown"],
    ["with a name that is too long", `/${"a/".repeat(150)}x/`, "unknown"],
  ])("%s: %s", (_, target, expected) => {
    expect(leads(mkdocs, "docs/people/leave.md", target)).toBe(expected);
  });

  test.each([
    ["by a slip", "../laeve/", "no page ./"],
    ["by two slips in a long name", "../team/onboardng-guid/", "no page ../team/onboarding-guide/"],
    ["by two slips in a short name", "../elavee/", "unknown"],
    ["of a folder that has pages", "../pay/", "unknown"],
    ["of a file in the folder", "pay.md", "unknown"],
    ["of a file of that name elsewhere", "../sales/onboarding-guide.md", "unknown"],
    ["of the file of a folder that is there", "team.md", "unknown"],
  ])("in a handbook that is not whole, %s: %s", (_, target, expected) => {
    const options = { assumeComplete: false };
    expect(leads(mkdocs, "docs/people/leave.md", target, options)).toBe(expected);
  });

  test("is unknown where a file is there, or may be made", () => {
    const from = "docs/people/leave.md";
    const files = { ...mkdocs, "docs/people/pay.html": "", "docs/people/Team Photo": "" };
    expect(leads(files, from, "../pay/")).toBe("unknown");
    expect(leads(files, from, "/people/team-photo/")).toBe("unknown");
    const generated = { generated: ["/people/directory/"] };
    expect(leads(mkdocs, from, "/people/directory/ana/", generated)).toBe("unknown");
    expect(leads(mkdocs, from, "/people/Directory", generated)).toBe("unknown");
    expect(leads(mkdocs, from, "/people/directory-of-all/", generated)).toBe("no page");
  });

  test("with a short name or one of several pages is like none of them", () => {
    const files = {
      ...mkdocs,
      "docs/a/faq.md": "# A\n",
      "docs/b/rules.md": "",
      "docs/c/rules.md": "",
    };
    expect(leads(files, "docs/people/leave.md", "faq.md")).toBe("no page");
    expect(leads(files, "docs/people/leave.md", "rules.md")).toBe("no page");
    expect(leads({ ...files, "docs/a/main.md": "" }, "docs/people/leave.md", "main.md")).toBe(
      "no page ../a/main.md",
    );
  });

  test("on a page of Hugo may be the index of a folder", () => {
    const hugo = {
      "hugo.toml": "",
      "content/people/team/values.md": "# Values\n",
      "content/people/leave.md": "",
    };
    expect(leads(hugo, "content/people/leave.md", "team/index.md")).toBe("unknown");
    expect(leads(hugo, "content/people/leave.md", "team.md")).toBe("unknown");
  });

  test("is written in the form of the link", () => {
    const site = { site: "https://example.com/" };
    expect(leads(mkdocs, "docs/people/leave.md", "https://example.com/poeple/leave", site)).toBe(
      "no page https://example.com/people/leave/",
    );
    expect(leads(mkdocs, "docs/people/team/values-2026.md", "../laeve.md?x#y")).toBe(
      "no page ../leave.md?x#y",
    );
  });
});

describe("a link of a page that is not there", () => {
  const handbook = repository({
    "source/people/leave.html.md": "# Leave\n",
    "source/people/pay.html.md": "# Pay\n",
  });
  test.each([
    ["source/people/gone.html.md", "pay.html", "found"],
    ["source/people/gone.html.md", "/people/leave.html", "found"],
    ["source/people/gone.html.md", "#top", "unknown"],
    ["source/people/_part.html.md", "/people/leave.html", "found"],
    ["source/people/_part.html.md", "pay.html", "unknown"],
    ["outside/gone.md", "/people/leave.html", "found"],
  ])("%s to %s is %s", (from, target, kind) => {
    expect(handbook.resolve(from, target).kind).toBe(kind);
  });
});

describe("redirects are followed", () => {
  const redirected = (lines: string, target: string) =>
    repository(mkdocs, { redirects: parseRedirects("_redirects", lines) }).resolve(
      "docs/finance/index.md",
      target,
    );
  const to = (
    steps: number | undefined,
    path = "docs/people/leave.md",
    url = "/people/leave/",
  ) => ({
    kind: "redirect",
    path,
    target: url,
    steps,
  });
  test.each<[string, string, string, object]>([
    ["one", "/old/ /people/leave/", "/old/", to(1)],
    ["one, whatever its last slash", "/old /people/leave", "/old/", to(1)],
    ["three", "/a/ /b/\n/b/ /c/\n/c/ /people/leave/", "/a/", to(3)],
    ["five", "/a/ /b/\n/b/ /c/\n/c/ /d/\n/d/ /e/\n/e/ /people/leave/", "/a/", to(5)],
    [
      "no more",
      "/a/ /b/\n/b/ /c/\n/c/ /d/\n/d/ /e/\n/e/ /f/\n/f/ /people/leave/",
      "/a/",
      { kind: "unknown" },
    ],
    ["to nowhere", "/a/ /b/", "/a/", { kind: "unknown" }],
    ["out of the site", "/a/ https://other.example/", "/a/", { kind: "unknown" }],
    ["to itself", "/a /a/", "/a/", { kind: "unknown" }],
    ["in a circle", "/a/ /b/\n/b/ /a/", "/a/", { kind: "redirect-loop" }],
    ["into a circle", "/a/ /b/\n/b/ /c/\n/c/ /b/", "/a/", { kind: "redirect-loop" }],
    ["below a folder", "/old/* /people/:splat", "/old/leave/", to(1)],
    [
      "below a folder, to its start",
      "/old/* /finance/",
      "/old/leave/",
      to(1, "docs/finance/index.md", "/finance/"),
    ],
    [
      "by an expression that is not read",
      "/old/:name /people/leave/",
      "/old/leave/",
      { kind: "unknown" },
    ],
  ])("%s", (_, lines, target, expected) => {
    expect(redirected(lines, target)).toEqual(expected);
  });

  test("that are written in pages", () => {
    const hugo = {
      "hugo.toml": "",
      "content/leave.md": "---\naliases: [/old/]\n---\n\n# Leave\n",
      "content/pay.md": "# Pay\n",
    };
    expect(repository(hugo).resolve("content/pay.md", "/old/")).toEqual(
      to(1, "content/leave.md", "/leave/"),
    );
  });

  test("that may mean another page without a number of steps", () => {
    const redirects = parseRedirects(
      "redirects.yml",
      "- sources: /old/\n  target: /people/leave/\n  comp_op: '~'\n",
    );
    const handbook = repository(mkdocs, { redirects });
    expect(handbook.resolve("docs/finance/index.md", "/a/old/")).toEqual(to(undefined));
  });
});

describe("links to a page are found", () => {
  const files: Texts = {
    "hugo.toml": "",
    "content/people/leave.md": "---\naliases: [/old/]\n---\n\n# Leave\n\n## Days\n\n[own](#days)\n",
    "content/people/team/leave.md": "# Leave of the team\n",
    "content/a.md":
      '# A\n\n[one](/people/leave/#days)\n\n[two](people/leave.md)\n\n[three]({{< ref "leave.md" >}})\n\n[four](/old/)\n',
    "content/people/b.md":
      '# B\n\n[one]({{< ref "leave.md#days" >}}) [two](../leave/#DAYS) [three](../leave/#other)\n',
  };
  const incoming = (path: string, anchor?: string) =>
    repository(files)
      .incoming(path, anchor)
      .map((link) => `${link.path}:${link.line} ${link.target} ${link.anchor ?? ""}`.trim());

  test("by address, by file and by reference, in order", () => {
    expect(incoming("content/people/leave.md")).toEqual([
      "content/a.md:3 /people/leave/#days days",
      "content/a.md:5 people/leave.md",
      'content/people/b.md:3 {{< ref "leave.md#days" >}} days',
      "content/people/b.md:3 ../leave/#DAYS DAYS",
      "content/people/b.md:3 ../leave/#other other",
    ]);
  });

  test("to a page that is gone, where they could mean it", () => {
    const gone = {
      ...files,
      "content/people/c.md":
        '# C\n\n[one]({{< ref "none.md" >}}) [two]({{< ref "team/none.md" >}}) [three](none.md)\n',
    };
    const targets = repository(gone)
      .incoming("content/people/none.md")
      .map(({ target }) => target);
    expect(targets).toEqual(['{{< ref "none.md" >}}', "none.md"]);
  });

  test("to one of its anchors", () => {
    expect(incoming("content/people/leave.md", "Days")).toEqual([
      "content/a.md:3 /people/leave/#days days",
      'content/people/b.md:3 {{< ref "leave.md#days" >}} days',
      "content/people/b.md:3 ../leave/#DAYS DAYS",
    ]);
  });
});
