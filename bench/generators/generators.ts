import type { Files, HandbookShape, PageNames } from "./small-handbook.ts";

/** How one generator is run. */
export interface GeneratorRun {
  /** The release that the test data was made with. */
  readonly version: string;
  readonly shape: HandbookShape;
  /** Files that only the program needs: themes and layouts. */
  readonly unseen?: Files;
  readonly build: readonly [string, ...string[]];
  /** The folder of what was built. */
  readonly output: string;
  /** The path below which the site is served. */
  readonly base?: string;
}

const readmes: PageNames = {
  root: "README.md",
  people: "people/README.md",
  leave: "people/leave.md",
  guide: "people/team_guide.md",
  finance: "finance/README.md",
  expenses: "finance/expenses.md",
  booking: "finance/travel/booking.md",
};

const indexes: PageNames = {
  root: "index.md",
  people: "people/index.md",
  leave: "people/leave.md",
  guide: "people/Team-Guide.md",
  finance: "finance/index.md",
  expenses: "finance/expenses.md",
  booking: "finance/travel/booking.md",
};

const titled = (title: string): string => `---\ntitle: ${title}\n---\n\n`;

export const generators: Readonly<Record<string, GeneratorRun>> = {
  hugo: {
    version: "Hugo 0.168.0",
    shape: {
      content: "content/",
      names: {
        ...indexes,
        root: "_index.md",
        people: "people/_index.md",
        finance: "finance/_index.md",
        guide: "people/Team Guide.md",
      },
      frontMatter: titled,
      extra: {
        "hugo.toml":
          'baseURL = "https://site.example/"\ntitle = "Handbook"\n\n[markup.goldmark.renderer]\nunsafe = true\n\n[markup.goldmark.renderHooks.link]\nuseEmbedded = "always"\n',
        "content/people/onboarding/index.md": `${titled("Onboarding")}# Onboarding\n\n## First day\n`,
        "content/people/offboarding.md":
          "---\ntitle: Offboarding\nslug: leaving-us\naliases: [/people/exit/]\n---\n\n# Offboarding\n\n## Last day\n",
        "content/people/pay.md": "---\ntitle: Pay\nurl: /money/pay/\n---\n\n# Pay\n\n## Pay day\n",
        "content/people/draft.md": "---\ntitle: Draft\ndraft: true\n---\n\n# Draft\n",
        "content/people/usage.html.md": `${titled("Usage")}# Usage\n`,
      },
      targets: [
        "/people/onboarding/",
        "/people/onboarding/#first-day",
        "/people/leaving-us/#last-day",
        "/people/offboarding/",
        "/money/pay/",
        "/people/pay/",
        "/people/draft/",
        "/people/team-guide/",
        "/people/Team-Guide/",
        "/people/usage.html",
      ],
    },
    unseen: {
      "layouts/_default/single.html": "<html><body>{{ .Content }}</body></html>",
      "layouts/_default/list.html": "<html><body>{{ .Content }}</body></html>",
      "layouts/index.html": "<html><body>{{ .Content }}</body></html>",
    },
    build: ["hugo", "--quiet", "--disableKinds", "taxonomy,RSS,sitemap"],
    output: "public",
  },
  mkdocs: {
    version: "MkDocs 1.6.1",
    shape: {
      content: "docs/",
      names: indexes,
      extra: {
        "mkdocs.yml": "site_name: Handbook\nmarkdown_extensions:\n  - attr_list\n  - toc\n",
        "docs/people/onboarding/README.md":
          "# Onboarding\n\n## First day\n\n![Chart](chart.png){ #chart }\n",
      },
      targets: [
        "/people/onboarding/",
        "/people/onboarding/#first-day",
        "/people/onboarding/#chart",
        "/people/onboarding/README.md",
      ],
    },
    build: ["mkdocs", "build", "--quiet"],
    output: "site",
  },
  jekyll: {
    version: "Jekyll 4.3.1",
    shape: {
      content: "",
      names: indexes,
      frontMatter: titled,
      extra: {
        "_config.yml":
          "title: Handbook\ncollections:\n  policies:\n    output: true\n    permalink: /policies/:name/\nplugins: [jekyll-relative-links]\npermalink: pretty\n",
        "_policies/travel.md": `${titled("Travel")}# Travel\n\n## Trains\n`,
        "people/moved.md": "---\ntitle: Moved\npermalink: /people/elsewhere/\n---\n\n# Moved\n",
        "_posts/2026-03-24-welcome.md": `${titled("Welcome")}# Welcome\n`,
      },
      targets: [
        "/policies/travel/",
        "/policies/travel/#trains",
        "/policies/travel",
        "/_policies/travel",
        "/people/elsewhere/",
        "/people/moved/",
        "/2026/03/24/welcome/",
      ],
    },
    build: ["jekyll", "build", "--quiet"],
    output: "_site",
  },
  mdbook: {
    version: "mdBook 0.5.4",
    shape: {
      content: "src/",
      // Links to a README lead nowhere in an mdBook: it is built as an index.
      names: indexes,
      hasHtmlNames: true,
      extra: {
        "book.toml": '[book]\ntitle = "Handbook"\n',
        "src/SUMMARY.md": `# Summary\n\n- [Handbook](index.md)\n${Object.values(indexes)
          .slice(1)
          .map((name) => `- [Page](${name})\n`)
          .join("")}`,
      },
    },
    build: ["mdbook", "build"],
    output: "book",
  },
  vitepress: {
    version: "VitePress 1.6.4",
    shape: {
      content: "docs/",
      names: indexes,
      hasHtmlNames: true,
      extra: {
        "docs/.vitepress/config.mjs":
          "export default { title: 'Handbook', cleanUrls: true, ignoreDeadLinks: true };\n",
      },
      without: /\{:/,
    },
    build: ["npx", "vitepress", "build", "docs"],
    output: "docs/.vitepress/dist",
  },
  eleventy: {
    version: "Eleventy 3",
    shape: {
      content: "",
      names: indexes,
      frontMatter: titled,
      extra: {
        "eleventy.config.js":
          "import { IdAttributePlugin, InputPathToUrlTransformPlugin } from '@11ty/eleventy';\nexport default (config) => { config.addPlugin(IdAttributePlugin); config.addPlugin(InputPathToUrlTransformPlugin); };\n",
        "people/moved.md": "---\ntitle: Moved\npermalink: /people/elsewhere/\n---\n\n# Moved\n",
      },
      targets: ["/people/elsewhere/", "/people/moved/"],
      without: /\{/,
    },
    unseen: { "package.json": '{ "type": "module" }' },
    build: ["npx", "eleventy", "--quiet"],
    output: "_site",
  },
  gitbook: {
    version: "HonKit 6",
    shape: {
      content: "",
      names: readmes,
      hasHtmlNames: true,
      extra: {
        "book.json": "{}\n",
        "SUMMARY.md": `# Summary\n\n* [Handbook](README.md)\n${Object.values(readmes)
          .slice(1)
          .map((name) => `* [Page](${name})\n`)
          .join("")}`,
      },
      without: /\{/,
    },
    build: ["npx", "honkit", "build"],
    output: "_book",
  },
  docusaurus: {
    version: "Docusaurus 3",
    shape: {
      content: "docs/",
      names: {
        ...indexes,
        leave: "people/02-leave.md",
        expenses: "finance/1. expenses.md",
        guide: "people/Team-Guide.mdx",
      },
      extra: {
        "docusaurus.config.js":
          "export default { title: 'Handbook', url: 'https://site.example', baseUrl: '/', onBrokenLinks: 'ignore', onBrokenAnchors: 'ignore', onBrokenMarkdownLinks: 'ignore', markdown: { hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore' } }, presets: [['classic', { blog: false, theme: {}, docs: { routeBasePath: '/' } }]] };\n",
        "docs/people/pay.md": "---\nid: money\n---\n\n# Pay\n\n## Pay day\n",
        "docs/people/perks.md": "---\nslug: benefits\n---\n\n# Perks\n",
        "docs/people/rest.md": "---\nslug: /rest\n---\n\n# Rest\n",
        "docs/04-tools/index.mdx": "# Tools\n\n## Vault\n",
        "docs/04-tools/02-vault.md": '# Vault\n\n<a name="key"></a>\n\nText.\n',
      },
      targets: [
        "/people/money",
        "/people/money#pay-day",
        "/people/pay",
        "/people/benefits",
        "/people/perks",
        "/rest",
        "/tools",
        "/tools/vault",
        "/tools/vault#key",
        "/04-tools/02-vault",
        "/people/leave",
        "/finance/expenses",
      ],
      without: /\{(?!#)|<em>/,
    },
    unseen: { "package.json": '{ "name": "handbook" }' },
    build: ["npx", "docusaurus", "build"],
    output: "build",
  },
  sphinx: {
    version: "Sphinx 9.0.4 with MyST-Parser",
    shape: {
      content: "",
      names: indexes,
      hasFileLinksOnly: true,
      extra: {
        "conf.py":
          'project = "Handbook"\nextensions = ["myst_parser"]\nmyst_enable_extensions = ["attrs_block", "attrs_inline"]\nmyst_heading_anchors = 3\nexclude_patterns = ["node_modules", "_build"]\n',
        "people/labels.md": "# Labels\n\n(pay-day)=\n## When pay arrives\n",
      },
      targets: ["#pay-day", "/people/labels.md#pay-day", "/people/labels.md"],
    },
    build: ["sphinx-build", "-q", "-b", "html", ".", "_build"],
    output: "_build",
  },
};
