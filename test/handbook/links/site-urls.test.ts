import { describe, expect, test } from "vitest";
import { detectSites, isSiteConfig } from "../../../src/handbook/links/sites/detect-sites.ts";
import { parsePage } from "../../../src/page/parse-page.ts";
import { repository } from "./repository.ts";

const permalink = (value: string) => `---\npermalink: ${value}\n---\n\n# Leave\n`;

describe("Jekyll serves", () => {
  test.each([
    ["", "_posts/2026-1-2-pay-day.md", "/2026/01/02/pay-day.html"],
    ["", "news/_posts/2026-01-02-pay.md", "/news/2026/01/02/pay.html"],
    ["permalink: pretty", "_posts/2026-01-02-pay.md", "/2026/01/02/pay/"],
    ["permalink: none", "news/_posts/2026-01-02-pay.md", "/news/pay.html"],
    ["permalink: /:slug:output_ext", "_posts/2026-01-02-pay.md", "/pay.html"],
    // The day of the year and the week would have to be computed.
    ["permalink: ordinal", "_posts/2026-01-02-pay.md", undefined],
    ["permalink: weekdate", "_posts/2026-01-02-pay.md", undefined],
    ["", "_posts/pay.md", undefined],
    ["", "_drafts/pay.md", undefined],
    ["", "people/_parts/pay.md", undefined],
    ["", "people/README.md", "/people/"],
    ["plugins: [x]", "people/README.md", "/people/README.html"],
    ["plugins: [x]\nreadme_index: {}", "people/README.md", "/people/"],
    ["", "people/index.md", "/people/"],
    ["permalink: /:title/", "people/pay.md", "/people/pay/"],
    ["permalink: none", "people/pay.md", "/people/pay.html"],
    ["permalink: /:title:output_ext", "people/pay.md", "/people/pay.html"],
    ["source: handbook", "handbook/pay.md", "/pay.html"],
    ["collections: [team]", "_team/ana.md", undefined],
    ["collections: { team: { output: true } }", "_team/ana.md", "/team/ana.html"],
    ["collections: { team: { output: true } }", "_team/index.md", "/team/"],
    [
      "permalink: pretty\ncollections: { team: { output: true } }",
      "_team/a/index.md",
      "/team/a/index/",
    ],
    ["collections: { team: { output: true, permalink: '/x/:name' } }", "_team/a/ana.md", "/x/ana"],
    ["collections: { team: { output: true, permalink: '/:path/' } }", "_team/a/ana.md", "/a/ana/"],
    ["collections: { team: { output: true, permalink: '/:year/' } }", "_team/ana.md", undefined],
    ["collections: { team: { output: true } }", "_staff/ana.md", undefined],
  ])("with %j, %s at %s", (config, path, url) => {
    const handbook = repository({ "_config.yml": config, [path]: "# Leave\n" });
    expect(handbook.page(path)?.url).toBe(url);
  });

  test.each([
    ["/time-off/", "/time-off/"],
    ["time-off", "/time-off"],
    ["/:path/:basename:output_ext", "/people/leave.html"],
    ["/x/:title/", "/x/leave/"],
    ["/:year/leave/", undefined],
    ["'/{{ x }}/'", undefined],
  ])("a page with the permalink %s at %s", (value, url) => {
    const handbook = repository({ "_config.yml": "", "people/leave.md": permalink(value) });
    expect(handbook.page("people/leave.md")?.url).toBe(url);
  });
});

describe("a page is served", () => {
  test.each([
    [{ "eleventy.config.js": "" }, "staff/people/people.md", "/staff/people/"],
    [{ "eleventy.config.js": "" }, "people/staff/leave.md", "/people/staff/leave/"],
    [{ "eleventy.config.js": "" }, "people/index.md", "/people/"],
    [{ "eleventy.config.mjs": "input: 'text'" }, "text/leave.md", "/leave/"],
    [{ "book.toml": "[book]\n" }, "src/people/leave.md", "/people/leave.html"],
    [{ "book.toml": "[book]\nsrc = '.'\n" }, "people/index.md", "/people/"],
    [{ "book.json": "" }, "people/README.md", "/people/"],
    [{ "book.json": "" }, "people/leave.md", "/people/leave.html"],
    [{ "mkdocs.yml": "" }, "docs/people/leave.md", "/people/leave/"],
    [{ "mkdocs.yml": "" }, "docs/people/index.md", "/people/"],
    [{ "mkdocs.yml": "plugins: !!python/name:x.y\ndocs_dir: text" }, "text/leave.md", "/leave/"],
    [{ "docs/conf.py": "extensions = []" }, "docs/people/index.md", "/people/"],
    [{ "docs/conf.py": "extensions = []" }, "docs/people/leave.md", "/people/leave.html"],
    [{ "gatsby-config.js": "" }, "src/pages/people/index.md", "/people/"],
    [{ "gatsby-config.js": "" }, "content/people/leave.md", "/people/leave/"],
    [{ "config.rb": "" }, "source/index.html.md", "/"],
    [{ "config.rb": "" }, "source/people/myindex.html.md", "/people/myindex.html"],
    [{ "config.rb": "" }, "source/people/leave.html.md.erb", "/people/leave.html"],
    [{ "config.rb": "" }, "source/people/leave.md", "/people/leave"],
    [{ "config.rb": "" }, "source/includes/leave.md", undefined],
    [{ "config.rb": "" }, "source/people/includes/leave.md", undefined],
    [{ "site/config.rb": "" }, "site/source/leave.html.md", "/leave.html"],
    [{ "home.md": "" }, "People/Leave.md", "/People/Leave"],
    [{}, "people/_index.md", "/people"],
    [{}, "people/ReadMe.md", "/people"],
    [{}, "readme.md", "/"],
    [{}, "people/my-readme.md", "/people/my-readme"],
    [{ "hugo.toml": "" }, "content/People Team/Leave.md", "/people-team/leave/"],
    [
      { "hugo.toml": "disablePathToLower = true" },
      "content/People Team/Leave.md",
      "/People Team/Leave/",
    ],
    [{ "hugo.toml": "uglyURLs = true" }, "content/people/_index.md", "/people/"],
    [{ "hugo.toml": "\tuglyURLs = true # old" }, "content/leave.md", "/leave.html"],
    [{ "hugo.toml": "'uglyURLs' = true" }, "content/leave.md", "/leave.html"],
    [{ "hugo.toml": "[params]\nuglyURLs = true" }, "content/leave.md", "/leave/"],
    [{ "hugo.toml": "[[menu]]\nuglyURLs = true" }, "content/leave.md", "/leave/"],
    [{ "hugo.toml": `contentDir = "${"x".repeat(501)}"` }, "content/leave.md", "/leave/"],
    [{ "hugo.json": '{"uglyURLs": true}' }, "content/leave.md", "/leave.html"],
    [{ "hugo.yaml": "uglyURLs: [" }, "content/leave.md", "/leave/"],
    [{ "hugo.toml": "[languages.en]\n[languages.fr]" }, "content/leave.en.md", "/leave/"],
    [
      { "hugo.toml": "defaultContentLanguageInSubdir = true\n[languages.en]" },
      "content/leave.en.md",
      "/en/leave/",
    ],
    [
      { "hugo.toml": 'defaultContentLanguage = "fr"\n[languages.en]\n[languages.fr]' },
      "content/leave.fr.md",
      "/leave/",
    ],
    [{ "hugo.yaml": "contentdir: text" }, "text/leave.md", "/leave/"],
    [{ "docusaurus.config.js": "docs: { path: 'text' }" }, "text/leave.md", "/docs/leave"],
    [{ "docusaurus.config.js": "blog: { path: 'x' }, docs: {}" }, "docs/leave.md", "/docs/leave"],
    [{ "docusaurus.config.js": "" }, "docs/people/README.md", "/docs/people/"],
    [{ "docusaurus.config.js": "" }, "docs/people/people.md", "/docs/people/"],
    [{ "docusaurus.config.js": "" }, "docs/1.2-notes.md", "/docs/1.2-notes"],
    [{ "docusaurus.config.js": "" }, "docs/1 - notes.md", "/docs/notes"],
    [{ "docusaurus.config.js": "" }, "src/pages/people/index.md", "/people/"],
    [{ "docusaurus.config.js": "" }, "blog/2026-01-02-pay.md", undefined],
    [{ "docusaurus.config.js": "" }, "versioned_docs/leave.md", undefined],
    [{ "docusaurus.config.js": "trailingSlash: true" }, "blog/2026-01-02-pay.md", undefined],
    [{ "docs/.vitepress/config.ts": "srcDir: './text'" }, "docs/text/index.md", "/"],
    [{ ".vitepress/config.ts": "" }, "index.md", "/"],
  ] as const)("with %j, %s at %s", (files, path, url) => {
    expect(repository({ ...files, [path]: "# Leave\n" }).page(path)?.url).toBe(url);
  });

  test.each([
    ["hugo.toml", "content", "slug: off", "/people/off/"],
    ["hugo.toml", "content", "url: /off/", "/off/"],
    ["hugo.toml", "content", "url: off/", "/people/off/"],
    ["eleventy.config.js", ".", "permalink: off/", "/off/"],
    ["eleventy.config.js", ".", "permalink: /off.html", "/off.html"],
    ["eleventy.config.js", ".", 'permalink: "/{{ x }}/"', undefined],
    ["docusaurus.config.js", "docs", "id: off\nslug: x", "/docs/people/x"],
    ["mkdocs.yml", "docs", "slug: off", "/people/leave/"],
  ])("by %s, below %s, with %j at %s", (config, content, line, url) => {
    const path = `${content === "." ? "" : `${content}/`}people/leave.md`;
    const handbook = repository({ [config]: "", [path]: `---\n${line}\n---\n\n# Leave\n` });
    expect(handbook.page(path)?.url).toBe(url);
  });

  test("by Hugo with a slug, from a folder of its own or of its section", () => {
    const text = "---\nslug: off\n---\n\n# Leave\n";
    const [bundle, section] = ["content/people/leave/index.md", "content/people/_index.md"];
    const handbook = repository({ "hugo.toml": "", [bundle]: text, [section]: text });
    expect([bundle, section].map((path) => handbook.page(path)?.url)).toEqual([
      "/people/off/",
      "/people/",
    ]);
  });
});

describe("a heading has the anchors that its generator gives it:", () => {
  test.each([
    [{ "_config.yml": "" }, "leave.md", "## Leave {#off}", ["off"]],
    [{ "_config.yml": "" }, "leave.md", "## Sick -- leave", ["sick--leave"]],
    [{ "_config.yml": "kramdown: { input: kramdown }" }, "leave.md", "## 1. Congé", ["cong"]],
    [{ "book.toml": "" }, "src/leave.md", "## Sick -- leave {#off .x}", ["off"]],
    [{ "book.toml": "" }, "src/leave.md", "## Sick -- leave", ["sick--leave"]],
    [
      { "book.toml": "[output.html]\n  smart-punctuation = false" },
      "src/leave.md",
      "## Sick -- leave",
      ["sick----leave"],
    ],
    [{ "mkdocs.yml": "" }, "docs/leave.md", "## Leave\n\n## Leave", ["leave", "leave_1"]],
    [
      { "mkdocs.yml": "markdown_extensions: [attr_list]" },
      "docs/leave.md",
      "## Leave {: #off }",
      ["off"],
    ],
    [{ ".vitepress/config.js": "" }, "leave.md", "## 1 & 2", ["_1-2"]],
    [{ "docusaurus.config.js": "" }, "docs/leave.md", "## Leave {#off}", ["off"]],
    [{ "hugo.toml": "" }, "content/leave.md", "## Leave { #off }", ["off"]],
    [
      { "hugo.toml": '[markup.goldmark.parser]\nautoHeadingIDType = "blackfriday"' },
      "content/leave.md",
      "## Sick & leave",
      ["sick-leave"],
    ],
    [
      { "eleventy.config.js": "addPlugin(IdAttributePlugin)" },
      "leave.md",
      "## Leave\n\n## Leave",
      ["leave", "leave-2"],
    ],
  ] as const)("with %j, %s with %j: %j", (files, path, text, anchors) => {
    const handbook = repository({ ...files, [path]: `${text}\n` });
    const page = parsePage(path, `${text}\n`);
    expect([...handbook.anchors(page)].sort()).toEqual([...anchors].sort());
  });
});

describe("of several configurations", () => {
  test.each([
    [{ "mkdocs.yml": "", "_config.yml": "" }, ["mkdocs"]],
    [{ "book.json": "", "docusaurus.config.js": "" }, ["docusaurus"]],
    [{ "book.toml": "", "config.toml": "baseURL = ''" }, ["mdbook"]],
    [{ "config/_default/hugo.toml": "", "hugo.toml": "title = 'x'" }, ["hugo"]],
    [{ "docs/mkdocs.yml": "", "site/hugo.toml": "" }, ["mkdocs", "hugo"]],
    [{ "config.rb": "" }, []],
    [{ "conf.py": "PORT = 80" }, []],
    [{ "config.toml": "" }, []],
    [{ "config.toml": "  BaseURL = ''" }, ["hugo"]],
    [{ "myst.yml": "" }, ["sphinx"]],
    [{ "config/_default/config.toml": "" }, []],
  ] as const)("in %j the sites are %j", (configs, generators) => {
    const texts = new Map(Object.entries(configs));
    expect(detectSites([], texts).map(({ generator }) => generator)).toEqual(generators);
  });

  test("the shorter path counts, then the first one by name", () => {
    const evidence = (...paths: readonly string[]) =>
      detectSites([], new Map(paths.map((path) => [path, ""])))[0]?.evidence;
    expect(evidence("config/_default/hugo.toml", "hugo.toml")).toBe("hugo.toml");
    expect(evidence("mkdocs.yml", "mkdocs.yaml")).toBe("mkdocs.yaml");
    expect(evidence("mkdocs.yaml", "mkdocs.yml")).toBe("mkdocs.yaml");
  });

  test("a folder of pages shows Hugo and Middleman", () => {
    const generators = (path: string, config: string, text = "") =>
      detectSites([path], new Map([[config, text]])).map(({ generator }) => generator);
    expect(generators("site/content/a.md", "site/config.toml")).toEqual(["hugo"]);
    expect(generators("site/content/a.md", "site/config/_default/config.toml")).toEqual(["hugo"]);
    expect(generators("content/a.md", "site/config.toml")).toEqual([]);
    expect(generators("site/source/a.md", "site/config.rb")).toEqual(["middleman"]);
    expect(generators("source/a.md", "site/config.rb")).toEqual([]);
  });

  test("names of files tell where there is none", () => {
    const generators = (...paths: readonly string[]) =>
      detectSites(paths, new Map()).map(({ generator }) => generator);
    expect(generators("source/a.html.md", "source/b.md")).toEqual([]);
    expect(generators("source/a.html.md", "source/b.html.md.erb", "c.md")).toEqual(["middleman"]);
    expect(generators("site/content/_index.fr.md")).toEqual(["hugo"]);
    expect(generators("text/_index.md")).toEqual([]);
    expect(generators("docs/SUMMARY.md")).toEqual([]);
    expect(generators("home.md", "Readme.rst")).toEqual([]);
    expect(generators("people/home.md")).toEqual([]);
  });

  test("the wanted generator is found, and its configuration read", () => {
    const configs = new Map([["mkdocs.yml", "docs_dir: text"]]);
    expect(detectSites([], configs, "mkdocs")[0]?.contents).toEqual(["text/"]);
    expect(detectSites([], configs, "hugo")[0]?.contents).toEqual(["content/"]);
    const paths = ["sites/a/content/b/content/c.md", "content/d.md", "mycontent/e.md"];
    expect(detectSites(paths, new Map(), "hugo")[0]?.contents).toEqual([
      "content/",
      "sites/a/content/",
    ]);
    expect(detectSites(["x/source/a.md"], new Map(), "middleman")[0]?.contents).toEqual([
      "source/",
      "x/source/",
      "",
    ]);
  });
});

test.each([
  ["docusaurus.config.mts", true],
  ["docs/mkdocs.yaml", true],
  ["site/config/_default/hugo.json", true],
  [".vitepress/config.mjs", true],
  ["vitepress/config.mjs", false],
  ["my-mkdocs.yml", false],
  ["_config.yml.bak", false],
  ["docs/versions.json", true],
])("%s configures a generator: %s", (path, is) => {
  expect(isSiteConfig(path)).toBe(is);
});
