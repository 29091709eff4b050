import { defineConfig, type DefaultTheme } from "vitepress";

import { readBase } from "../base.ts";
import { readFacts, sitePages, titleOf } from "../site-pages.ts";

const { pages } = sitePages();

export default defineConfig({
  title: "handbook-bot",
  description: "Reviews merge requests of a company handbook in GitLab.",
  lang: "en",
  base: readBase(),
  srcDir: "pages",
  outDir: "dist",
  cleanUrls: false,
  markdown: {
    // Other themes have colours that weak eyes cannot tell from the ground.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    // As GitLab makes anchors, so that links to headings work in the repository and on the site.
    anchor: { slugify: slug },
    config(markdown) {
      // Pages are text: what looks like a template of Vue in them is none.
      markdown.core.ruler.push("no-templates", ({ tokens }) => {
        for (const token of tokens) {
          if (token.nesting === 1 && token.level === 0) token.attrSet("v-pre", "");
        }
      });
      markdown.renderer.rules["table_open"] = () => '<table tabindex="0" v-pre>\n';
    },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Get started", link: "/guide/getting-started" },
      { text: "Rules", link: "/rules/" },
      { text: "Configuration", link: "/guide/configuration-reference" },
      { text: "Changelog", link: "/changelog" },
    ],
    sidebar: { ...rules(), "/": guides() },
  },
});

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function guides(): DefaultTheme.SidebarItem[] {
  const section = (text: string, ...paths: readonly string[]): DefaultTheme.SidebarItem => ({
    text,
    items: paths.map((path) => ({
      text: titleOf(pages.get(`${path}.md`) ?? ""),
      link: `/${path.replace(/index$/, "")}`,
    })),
  });
  return [
    section("Authors", "guide/comments", "guide/faq", "rules/index"),
    section(
      "Maintainers",
      "guide/getting-started",
      "guide/connect-gitlab",
      "guide/ci-gate",
      "guide/init",
      "guide/configuration",
      "guide/configuration-reference",
      "guide/what-if",
      "guide/baseline",
      "precision",
      "parity",
    ),
    section(
      "Operators",
      "guide/operations",
      "guide/kubernetes",
      "guide/systemd",
      "guide/upgrade-and-backup",
      "security",
    ),
    section("Tools", "guide/command-line", "guide/editors", "guide/library"),
    section(
      "Developers",
      "guide/write-a-rule",
      "contributing",
      "architecture",
      "adr/index",
      "dependencies",
      "changelog",
    ),
  ];
}

/** Beside a rule, the others of its family. */
function rules(): DefaultTheme.SidebarMulti {
  const families = Map.groupBy(readFacts().values(), ({ id }) => id.slice(0, id.indexOf("/")));
  const list = [...families.keys()].map((family) => ({ text: family, link: `/rules/#${family}` }));
  const beside = [...families].map(([family, members]) => [
    `/rules/${family}/`,
    [
      { text: "All rules", link: "/rules/" },
      {
        text: family,
        items: members.map(({ id }) => ({
          text: id.slice(family.length + 1),
          link: `/rules/${id}`,
        })),
      },
    ],
  ]);
  return { ...Object.fromEntries(beside), "/rules/": [{ text: "Rules", items: list }] };
}
