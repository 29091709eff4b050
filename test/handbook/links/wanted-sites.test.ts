import { describe, expect, test } from "vitest";
import { detectSites } from "../../../src/handbook/links/sites/detect-sites.ts";
import { jekyllSite } from "../../../src/handbook/links/sites/jekyll.ts";

describe("a generator that the configuration names, without one of its own, reads", () => {
  test.each([
    ["docusaurus", ["docs/", "versioned_docs/", "src/pages/", "blog/", ""]],
    ["eleventy", [""]],
    ["gatsby", ["src/pages/", "content/", ""]],
    ["gitbook", [""]],
    ["gitlab-wiki", [""]],
    ["hugo", ["content/"]],
    ["jekyll", [""]],
    ["mdbook", ["src/"]],
    ["middleman", ["source/", ""]],
    ["mkdocs", ["docs/"]],
    ["plain", [""]],
    ["sphinx", [""]],
    ["vitepress", [""]],
  ] as const)("%s: %j", (generator, contents) => {
    const [site, ...others] = detectSites([], new Map(), generator);
    expect(others).toEqual([]);
    expect([site?.generator, site?.root, site?.evidence]).toEqual([
      generator,
      "",
      "the names of its files",
    ]);
    expect(site?.contents).toEqual(contents);
  });

  test("its own configuration first, whatever others there are", () => {
    const configs = new Map([
      ["mkdocs.yml", ""],
      ["site/hugo.toml", ""],
    ]);
    expect(detectSites([], configs, "hugo")[0]?.evidence).toBe("site/hugo.toml");
  });
});

describe("Jekyll serves", () => {
  const url = (config: string, inside: string, permalink?: string): string | undefined =>
    jekyllSite("", config, "_config.yml").urlOf(
      inside,
      permalink === undefined ? {} : { permalink },
      "",
    );
  const team = (more = ""): string => `collections:\n  team:\n    output: true\n${more}`;

  test.each<[string, string, string | undefined]>([
    ["", "people/leave.md", "/people/leave.html"],
    ["permalink: none", "people/leave.md", "/people/leave.html"],
    ["permalink: ordinal", "people/leave.md", "/people/leave.html"],
    ["permalink: weekdate", "people/leave.md", "/people/leave.html"],
    ["permalink: pretty", "people/leave.md", "/people/leave/"],
    ["permalink: /:title/", "people/leave.md", "/people/leave/"],
    ["permalink: /:title", "people/leave.md", "/people/leave"],
    ["permalink: /:title:output_ext", "people/leave.md", "/people/leave.html"],
    ["", "people/index.md", "/people/"],
    ["", "index.md", "/"],
    ["", "people/README.md", "/people/"],
    ["plugins: []", "people/README.md", "/people/README.html"],
    ["plugins: []\nreadme_index: {}", "people/README.md", "/people/"],
    ["", "_drafts/leave.md", undefined],
    ["", "people/_leave.md", undefined],
    ["", "people/my_leave.md", "/people/my_leave.html"],
    ["", "_posts/2026-01-02-pay-day.md", "/2026/01/02/pay-day.html"],
    ["", "_posts/2026-1-2-pay.md", "/2026/01/02/pay.html"],
    ["", "people/_posts/2026-01-02-pay.md", "/people/2026/01/02/pay.html"],
    ["permalink: pretty", "_posts/2026-01-02-pay.md", "/2026/01/02/pay/"],
    ["permalink: none", "people/_posts/2026-01-02-pay.md", "/people/pay.html"],
    ["permalink: ordinal", "_posts/2026-01-02-pay.md", undefined],
    ["permalink: /news/:year/:slug:output_ext", "_posts/2026-01-02-pay.md", "/news/2026/pay.html"],
    ["", "_posts/pay.md", undefined],
    ["", "_posts/x2026-01-02-pay.md", undefined],
    ["", "_posts/2026-01-02-.md", undefined],
    [team(), "_team/values.md", "/team/values.html"],
    [team(), "_team/a/index.md", "/team/a/"],
    [`permalink: pretty\n${team()}`, "_team/values.md", "/team/values/"],
    [`permalink: pretty\n${team()}`, "_team/a/index.md", "/team/a/index/"],
    [team("    permalink: /us/:path/\n"), "_team/a/values.md", "/us/a/values/"],
    [team("    permalink: /us/:title\n"), "_team/a/values.md", "/us/values"],
    [team("    permalink: /:collection/:name:output_ext\n"), "_team/a.md", "/team/a.html"],
    [team("    permalink: /:year/:name\n"), "_team/a.md", undefined],
    [team(), "_pay/values.md", undefined],
    ["collections: [team]", "_team/values.md", undefined],
    [`collections_dir: src\n${team()}`, "src/_team/values.md", "/team/values.html"],
    [`collections_dir: src\n${team()}`, "_team/values.md", "/team/values.html"],
  ])("with %j, %s at %s", (config, inside, expected) => {
    expect(url(config, inside)).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    ["/off/", "/off/"],
    ["off/", "/off/"],
    ["/x/:path/y", "/x/people/y"],
    ["/x/:basename", "/x/leave"],
    ["/x/:title:output_ext", "/x/leave.html"],
    ["/x/:name/", "/x/leave/"],
    ["/:year/x", undefined],
    ["/{{ x }}/", undefined],
  ])("a page with the permalink %s at %s", (permalink, expected) => {
    expect(url("permalink: pretty", "people/leave.md", permalink)).toBe(expected);
  });

  test("what its source holds", () => {
    expect(jekyllSite("a/", "source: ./b/", "x").contents).toEqual(["a/b/"]);
    expect(jekyllSite("a/", "", "x").contents).toEqual(["a/"]);
  });
});
