import { describe, expect, test } from "vitest";
import { parsePage } from "../../../src/page/parse-page.ts";
import { repository } from "./repository.ts";

describe("the generator of a page is told by", () => {
  test.each([
    ["hugo", { "hugo.toml": "", "content/a.md": "" }, "content/a.md"],
    ["hugo", { "config.toml": 'baseURL = "/"', "content/a.md": "" }, "content/a.md"],
    ["hugo", { "config/_default/hugo.yaml": "", "content/a.md": "" }, "content/a.md"],
    ["hugo", { "site/config.yaml": "baseURL: /", "site/content/a.md": "" }, "site/content/a.md"],
    ["plain", { "config.yaml": "name: x", "docs/a.md": "" }, "docs/a.md"],
    ["docusaurus", { "docusaurus.config.ts": "", "docs/a.md": "" }, "docs/a.md"],
    ["mkdocs", { "mkdocs.yml": "", "docs/a.md": "" }, "docs/a.md"],
    ["mkdocs", { "mkdocs.yml": "docs_dir: handbook", "handbook/a.md": "" }, "handbook/a.md"],
    ["mkdocs", { "mkdocs.yml": "", "_config.yml": "theme: x", "docs/a.md": "" }, "docs/a.md"],
    ["jekyll", { "_config.yml": "", "people/a.md": "" }, "people/a.md"],
    ["vitepress", { "docs/.vitepress/config.mts": "", "docs/a.md": "" }, "docs/a.md"],
    ["eleventy", { ".eleventy.js": "", "a.md": "" }, "a.md"],
    ["mdbook", { "book.toml": '[book]\nsrc = "text"', "text/a.md": "" }, "text/a.md"],
    ["gitbook", { ".gitbook.yaml": "root: ./guide/", "guide/a.md": "" }, "guide/a.md"],
    ["gitbook", { "SUMMARY.md": "* [A](a.md)", "a.md": "" }, "a.md"],
    ["sphinx", { "docs/conf.py": 'extensions = ["myst_parser"]', "docs/a.md": "" }, "docs/a.md"],
    ["plain", { "tools/conf.py": "PORT = 80", "tools/a.md": "" }, "tools/a.md"],
    ["gatsby", { "gatsby-config.mjs": "", "src/pages/a.mdx": "" }, "src/pages/a.mdx"],
    ["middleman", { "config.rb": "", "source/a.html.md": "" }, "source/a.html.md"],
    ["middleman", { "source/a.html.md": "", "source/b.html.md.erb": "" }, "source/a.html.md"],
    ["hugo", { "content/_index.md": "", "content/usage.html.md": "" }, "content/_index.md"],
    ["gitlab-wiki", { "home.md": "", "people/leave.md": "" }, "people/leave.md"],
    ["plain", { "README.md": "", "home.md": "" }, "home.md"],
    ["plain", { "hugo.toml": "", "content/a.md": "", "README.md": "" }, "README.md"],
  ] as const)("%s in %j", (generator, files, path) => {
    expect(repository(files).siteOf(path).generator).toBe(generator);
  });

  test("its configuration, whatever the names of files tell", () => {
    const files = { "content/_index.md": "", "content/a.md": "" };
    expect(repository(files, { layout: "jekyll" }).siteOf("content/a.md").generator).toBe("jekyll");
    expect(repository(files, { layout: "relative" }).siteOf("content/a.md").generator).toBe(
      "plain",
    );
  });

  test("names of files as they are after a change", () => {
    const before = repository({ "content/leave.md": "# Leave\n" });
    expect(before.page("content/leave.md")?.url).toBe("/content/leave");
    const after = before.overlay(
      new Map([["content/_index.md", parsePage("content/_index.md", "# Handbook\n")]]),
    );
    expect(after.siteOf("content/leave.md").generator).toBe("hugo");
    expect(after.page("content/leave.md")?.url).toBe("/leave/");
  });
});

describe("a page is served", () => {
  test.each([
    [{ "hugo.toml": 'contentDir = "text"' }, "text/People Team/leave.md", "/people-team/leave/"],
    [{ "hugo.toml": "uglyURLs = true" }, "content/leave.md", "/leave.html"],
    [{ "hugo.toml": "[languages.en]\n[languages.fr]" }, "content/leave.fr.md", "/fr/leave/"],
    [
      { "hugo.toml": '[languages.en]\n[languages.fr]\ncontentDir = "french"' },
      "french/leave.md",
      "/fr/leave/",
    ],
    [{ "hugo.toml": '[permalinks]\nblog = "/:year/:slug/"' }, "content/blog/a.md", undefined],
    [{ "mkdocs.yml": "use_directory_urls: false" }, "docs/leave.md", "/leave.html"],
    [{ "mkdocs.yml": "" }, "docs/people/README.md", "/people/"],
    [{ "_config.yml": "" }, "people/leave.md", "/people/leave.html"],
    [{ "_config.yml": "permalink: pretty" }, "people/leave.md", "/people/leave/"],
    [{ "_config.yml": "permalink: /:title" }, "people/leave.md", "/people/leave"],
    [
      { "_config.yml": "collections_dir: src\ncollections:\n  team:\n    output: true" },
      "src/_team/values.md",
      "/team/values.html",
    ],
    [{ "_config.yml": "collections:\n  team:\n    output: false" }, "_team/a.md", undefined],
    [{ "docusaurus.config.js": "" }, "docs/02-people/01-leave.md", "/docs/people/leave"],
    [{ "docusaurus.config.js": "" }, "docs/2026-01-02-notes.md", "/docs/2026-01-02-notes"],
    [{ "docusaurus.config.js": "trailingSlash: true" }, "docs/leave.md", "/docs/leave/"],
    [{ "docusaurus.config.js": "" }, "src/pages/about.mdx", "/about/"],
    [
      { "docusaurus.config.js": "", "versions.json": '["2.0", "1.0"]' },
      "versioned_docs/version-2.0/leave.md",
      "/docs/leave",
    ],
    [
      { "docusaurus.config.js": "", "versions.json": '["2.0", "1.0"]' },
      "versioned_docs/version-1.0/leave.md",
      "/docs/1.0/leave",
    ],
    [
      { "docusaurus.config.js": "", "versions.json": '["2.0"]' },
      "docs/leave.md",
      "/docs/next/leave",
    ],
    [{ ".vitepress/config.js": "" }, "people/leave.md", "/people/leave.html"],
    [{ ".vitepress/config.js": "cleanUrls: true" }, "people/leave.md", "/people/leave"],
    [{ "eleventy.config.js": "" }, "people/people.md", "/people/"],
    [{ "book.toml": "" }, "src/people/README.md", "/people/"],
    [{}, "source/a.html.md", "/a.html"],
    [{}, "sites/handbook/source/people/index.html.md.erb", "/people/"],
    [{}, "sites/handbook/source/people/_levels.html.md.erb", undefined],
  ] as const)("with %j, %s at %s", (files, path, url) => {
    expect(repository({ ...files, [path]: "# Leave\n" }).page(path)?.url).toBe(url);
  });

  test.each([
    ["{}", "slug: time-off", "/docs/people/time-off"],
    ["{}", "slug: /time-off", "/docs/time-off"],
    ["{}", "id: holidays", "/docs/people/holidays"],
    ["docs: { routeBasePath: '/' }", "title: Leave", "/people/leave"],
  ])("by Docusaurus with %s, %s at %s", (config, line, url) => {
    const files = {
      "docusaurus.config.js": config,
      "docs/people/leave.md": `---\n${line}\n---\n\n# Leave\n`,
    };
    expect(repository(files).page("docs/people/leave.md")?.url).toBe(url);
  });
});

describe("links from the root may begin with", () => {
  test.each([
    [
      "hugo.toml",
      'baseURL = "https://example.com/handbook/"',
      "content/",
      "/handbook/people/leave/",
    ],
    ["hugo.toml", 'baseURL = "https://example.com/handbook/"', "content/", "/people/leave/"],
    ["docusaurus.config.js", "baseUrl: '/handbook/'", "docs/", "/handbook/docs/people/leave"],
    ["_config.yml", "baseurl: /handbook", "", "/handbook/people/leave.html"],
    ["_config.yml", "baseurl: /handbook", "", "{{ site.baseurl }}/people/leave.html"],
    ["_config.yml", "", "", "{{ site.url }}{{ site.baseurl }}/people/leave.html"],
    ["mkdocs.yml", "site_url: https://example.com/handbook", "docs/", "/handbook/people/leave/"],
    [".vitepress/config.ts", "base: '/handbook/'", "", "/handbook/people/leave.html"],
    ["eleventy.config.js", "pathPrefix: '/handbook/'", "", "/handbook/people/leave/"],
    ["config.toml", "base_url = 'https://example.com'", "content/", "@/people/leave.md"],
  ])("what their site has in front: %s with %s, from %s, %s", (config, text, content, target) => {
    const page = `${content}people/leave.md`;
    const handbook = repository({
      [config]: text,
      [`${content}pay.md`]: "# Pay\n",
      [page]: "# Leave\n",
    });
    expect(handbook.resolve(`${content}pay.md`, target)).toEqual({ kind: "found", path: page });
  });

  test("it, and are reported and corrected all the same", () => {
    const handbook = repository({
      "hugo.toml": 'baseURL = "https://example.com/handbook/"',
      "content/people/pay.md": "# Pay\n",
      "content/people/parental-leave.md": "# Leave\n",
    });
    expect(handbook.resolve("content/people/pay.md", "/handbook/people/parental-leav/")).toEqual({
      kind: "no-page",
      nearest: "/handbook/people/parental-leave/",
    });
  });
});

test("Docusaurus serves several folders of documents, also from outside its own", () => {
  const handbook = repository({
    "site/docusaurus.config.ts":
      "presets: [['classic', { docs: { path: '../handbook', routeBasePath: '/' } }]], " +
      "plugins: [['@docusaurus/plugin-content-docs', { id: 'it', path: 'it', routeBasePath: 'it' }]]",
    "handbook/leave.md": "# Leave\n",
    "site/it/laptops.md": "# Laptops\n",
  });
  expect(handbook.page("handbook/leave.md")?.url).toBe("/leave");
  expect(handbook.resolve("handbook/leave.md", "/it/laptops")).toEqual({
    kind: "found",
    path: "site/it/laptops.md",
  });
});

test("a repository with several sites keeps their addresses apart", () => {
  const handbook = repository({
    "docs/mkdocs.yml": "docs_dir: .",
    "docs/people/leave.md":
      "# Leave\n\n[Handbook](/people/leave/) [Rules](../../site/content/people/leave.md)\n",
    "site/hugo.toml": "",
    "site/content/people/leave.md": "# Leave in the handbook\n",
    "README.md": "[Leave](docs/people/leave.md)\n",
  });
  const docs = "docs/people/leave.md";
  const site = "site/content/people/leave.md";
  expect([docs, site, "README.md"].map((path) => handbook.siteOf(path).generator)).toEqual([
    "mkdocs",
    "hugo",
    "plain",
  ]);
  expect(handbook.resolve(docs, "/people/leave/")).toEqual({ kind: "found", path: docs });
  expect(handbook.resolve(site, "/people/leave/")).toEqual({ kind: "found", path: site });
  expect(handbook.resolve(docs, "../../site/content/people/leave.md")).toEqual({
    kind: "found",
    path: site,
  });
  expect(handbook.resolve("README.md", "docs/people/leave.md")).toEqual({
    kind: "found",
    path: docs,
  });
});

describe("in a repository that is read as it is, a link", () => {
  const handbook = repository({
    "README.md": "# Handbook\n",
    "people/README.md": "# People\n\n## Who we are\n",
    "people/leave.md": "# Leave\n",
    "people/_TEMPLATE.md": "# Template\n",
    "people/forms/order": "",
    LICENCE: "",
    "finance/expenses.md": "# Expenses\n",
  });
  test.each([
    ["_TEMPLATE.md", "found"],
    ["leave.md?plain=1#L12", "found"],
    ["./#readme", "found"],
    ["../LICENCE", "unknown"],
    ["forms/order", "unknown"],
    ["/#install", "unknown"],
    ["../../outside/page.md", "unknown"],
    ["#tab/linux", "found"],
    ["../nofolder/page.md", "no-page"],
    ["nothere.md#top", "no-page"],
    ["/people/nothere.md", "no-page"],
  ])("to %s is %s", (target, kind) => {
    expect(handbook.resolve("people/README.md", target).kind).toBe(kind);
  });

  test("to a file that has moved is given its new path, counted from the page", () => {
    expect(handbook.resolve("people/README.md", "expenses.md#limits")).toEqual({
      kind: "no-page",
      nearest: "../finance/expenses.md#limits",
    });
  });
});

describe("a link to a page that moved is written as it was:", () => {
  test.each([
    ["hugo.toml", "content/", "../leave.md#days", "../time/off.md#days"],
    ["hugo.toml", "content/", "/people/leave/#days", "/people/time/off/#days"],
    ["hugo.toml", "content/", "/people/leave", "/people/time/off/"],
    ["mkdocs.yml", "docs/", "../leave.md", "../time/off.md"],
    ["mkdocs.yml", "docs/", "../../leave/", "../../time/off/"],
    ["none", "", "../leave.md", "../time/off.md"],
    ["none", "", "/people/leave.md", "/people/time/off.md"],
  ])("with %s, below %s, %s becomes %s", (config, content, target, written) => {
    const from = `${content}people/team/rules.md`;
    const to = `${content}people/time/off.md`;
    const handbook = repository({ [config]: "", [from]: "# Rules\n", [to]: "# Time off\n" });
    expect(handbook.retarget({ from, target }, to)).toBe(written);
  });
});

test("a draft is no page that readers can open", () => {
  const handbook = repository({
    "hugo.toml": "",
    "content/leave.md": "---\ndraft: true\n---\n\n# Leave\n",
    "content/pay.md": "[Leave](/leave/)\n",
  });
  expect(handbook.resolve("content/pay.md", "/leave/")).toEqual({
    kind: "no-page",
    nearest: undefined,
    draft: "content/leave.md",
  });
});

describe("anchors of", () => {
  test.each([
    ["an image", { "mkdocs.yml": "" }, "![Chart](chart.png){ #chart }", "chart"],
    ["a component", { "docusaurus.config.js": "" }, '<Anchor name="pay" />', "pay"],
    ["a label", { "conf.py": "extensions = ['myst']" }, "(pay-day)=\n## When pay comes", "pay-day"],
    ["an emoji with a variation selector", {}, "## ❤️ Thanks", "❤-thanks"],
  ])("%s", (_, files, text, anchor) => {
    const path = "mkdocs.yml" in files || "docusaurus.config.js" in files ? "docs/a.md" : "a.md";
    const handbook = repository({ ...files, [path]: `# A\n\n${text}\n` });
    expect(handbook.resolve(path, `#${anchor}`).kind).toBe("found");
  });

  test("a heading with an id are that id alone, where the generator takes it", () => {
    const page = "# A\n\n## Part {#teil}\n";
    const hugo = repository({ "hugo.toml": "", "content/a.md": page });
    expect(hugo.resolve("content/a.md", "#teil").kind).toBe("found");
    expect(hugo.resolve("content/a.md", "#part").kind).toBe("no-anchor");
    const plain = repository({ "a.md": page });
    expect(plain.resolve("a.md", "#part").kind).toBe("found");
  });
});
