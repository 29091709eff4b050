import { directoryOf, fileName, withoutEnding } from "../addresses.ts";
import {
  anyAnchors,
  docutilsSlug,
  eleventySlug,
  exactAnchors,
  githubSlug,
  mdbookSlug,
  pythonSlug,
  vitepressSlug,
} from "../anchor-rules.ts";
import {
  basePathOf,
  folderIn,
  literalOf,
  readToml,
  readYaml,
  settingAt,
  textAt,
} from "./read-config.ts";
import { fileUrl, folderUrl, type Site } from "./site.ts";

const files = {
  countsFrom: "address",
  resolvesRootSources: true,
  ignoresCase: false,
  isCertain: true,
} as const;

/** Reads an MkDocs site from its `mkdocs.yml`. mkdocs.org/user-guide/configuration, 2026-11. */
export function mkdocsSite(root: string, config: string, evidence: string): Site {
  const settings = readYaml(config.replace(/!!?[\w./:-]+/g, ""));
  const hasFolders = settingAt(settings, "use_directory_urls") !== false;
  const isOwnSlug = /\bslugify\b/.test(config);
  const rule = exactAnchors(pythonSlug, {
    repeat: "_",
    ids: /\b(?:attr_list|extra)\b/.test(config) ? "lists" : "none",
  });
  return {
    ...files,
    generator: "mkdocs",
    root,
    evidence,
    contents: [folderIn(root, textAt(settings, "docs_dir") ?? "docs")],
    base: basePathOf(textAt(settings, "site_url")),
    urlOf(inside) {
      const stem = withoutEnding(inside);
      const isIndex = /^(?:index|README)$/.test(fileName(stem));
      return hasFolders ? folderUrl(stem, isIndex) : fileUrl(stem, isIndex);
    },
    anchors: isOwnSlug ? anyAnchors : rule,
    resolvesRootSources: /\brelative_to_docs\b/.test(config),
  };
}

/** Reads an mdBook from its `book.toml`. rust-lang.github.io/mdBook, 2026-11. */
export function mdbookSite(root: string, config: string, evidence: string): Site {
  const settings = readToml(config);
  return {
    ...files,
    generator: "mdbook",
    root,
    evidence,
    contents: [folderIn(root, textAt(settings, "book", "src") ?? "src")],
    base: basePathOf(textAt(settings, "output", "html", "site-url")),
    urlOf: (inside) => readmeUrl(inside, ".html"),
    anchors: exactAnchors(mdbookSlug, {
      ids: "lists",
      dropsDashes: settingAt(settings, "output", "html", "smart-punctuation") !== false,
    }),
  };
}

/** Reads a GitBook from its `.gitbook.yaml`, or from nothing where its `SUMMARY.md` shows it. */
export function gitbookSite(root: string, config: string, evidence: string): Site {
  const folder = textAt(readYaml(config), "root");
  return {
    ...files,
    generator: "gitbook",
    root,
    evidence,
    contents: [folderIn(root, folder)],
    urlOf: (inside) => readmeUrl(inside, ".html"),
    // GitBook itself has rules of its own, which are not public; HonKit has GitHub's.
    anchors: anyAnchors,
  };
}

function readmeUrl(inside: string, ending: string): string {
  const stem = withoutEnding(inside);
  return fileUrl(stem, /^(?:README|index)$/i.test(fileName(stem)), ending);
}

/** Reads a VitePress site from its `.vitepress/config.*`. vitepress.dev/reference/site-config, 2026-11. */
export function vitepressSite(root: string, config: string, evidence: string): Site {
  const isClean = literalOf(config, "cleanUrls") === "true";
  const isOwnSlug = /\b(?:slugify|anchor)\b/.test(config);
  return {
    ...files,
    generator: "vitepress",
    root,
    evidence,
    contents: [folderIn(root, literalOf(config, "srcDir"))],
    base: basePathOf(literalOf(config, "base")),
    urlOf(inside) {
      const stem = withoutEnding(inside);
      return fileUrl(stem, fileName(stem) === "index", isClean ? "" : ".html");
    },
    anchors: isOwnSlug ? anyAnchors : exactAnchors(vitepressSlug, { ids: "spaced" }),
    isCertain: !/\brewrites\b/.test(config),
  };
}

/** Reads an Eleventy site from its configuration. 11ty.dev/docs/config, 2026-11. */
export function eleventySite(root: string, config: string, evidence: string): Site {
  return {
    ...files,
    generator: "eleventy",
    root,
    evidence,
    contents: [folderIn(root, literalOf(config, "input"))],
    base: basePathOf(literalOf(config, "pathPrefix")),
    urlOf(inside, { permalink }) {
      if (permalink !== undefined) {
        if (/[{}]/.test(permalink)) return undefined;
        return permalink.startsWith("/") ? permalink : `/${permalink}`;
      }
      const stem = withoutEnding(inside);
      const name = fileName(stem);
      const isIndex = name === "index" || directoryOf(stem).endsWith(`${name}/`);
      return folderUrl(stem, isIndex);
    },
    // Other plugins name the headings by other rules.
    anchors:
      /\bIdAttributePlugin\b/.test(config) && !/markdown-?it-?anchor/i.test(config)
        ? exactAnchors(eleventySlug, { firstRepeat: 2 })
        : anyAnchors,
  };
}

/** Reads a Sphinx project with MyST pages from its `conf.py` or `myst.yml`. */
export function sphinxSite(root: string, config: string, evidence: string): Site {
  return {
    ...files,
    generator: "sphinx",
    root,
    evidence,
    contents: [root],
    urlOf(inside) {
      const stem = withoutEnding(inside);
      return fileUrl(stem, fileName(stem) === "index");
    },
    anchors: {
      ...anyAnchors,
      ids: "none",
      slug: /heading_anchors/.test(config) ? githubSlug : docutilsSlug,
    },
    countsFrom: "both",
  };
}

/** A Gatsby site: where its pages are served is decided by programs, which are not run. */
export function gatsbySite(root: string, evidence: string): Site {
  return {
    ...files,
    generator: "gatsby",
    root,
    evidence,
    contents: [`${root}src/pages/`, `${root}content/`, root],
    urlOf(inside) {
      const stem = withoutEnding(inside);
      return folderUrl(stem, fileName(stem) === "index");
    },
    anchors: anyAnchors,
    countsFrom: "both",
    isCertain: false,
  };
}

/** A Middleman site: files below `source` by the names that they are built as. middlemanapp.com, 2026-11. */
export function middlemanSite(contents: readonly string[], config: string, evidence: string): Site {
  // Each page becomes a folder: middlemanapp.com/advanced/pretty-urls, 2026-11.
  const hasFolders = /^[ \t]*activate[ \t(]+:directory_indexes\b/m.test(config);
  return {
    ...files,
    generator: "middleman",
    root: "",
    evidence,
    contents,
    urlOf(inside) {
      const name = fileName(inside);
      if (name.startsWith("_") || /(?:^|\/)includes\//.test(inside)) return undefined;
      const stem = inside.replace(/\.(?:md|markdown|mdx)(?:\.erb)?$/i, "").replace(/\.html$/, "");
      if (/(?:^|\/)index$/.test(stem)) return folderUrl(stem, true);
      if (hasFolders) return folderUrl(stem, false);
      return /\.html\./.test(name) ? `/${stem}.html` : `/${stem}`;
    },
    anchors: anyAnchors,
    isCertain: false,
  };
}

/** The wiki of a GitLab project: `home.md` is where it begins. docs.gitlab.com/user/project/wiki, 2026-11. */
export function gitlabWiki(evidence: string): Site {
  return {
    ...files,
    generator: "gitlab-wiki",
    root: "",
    evidence,
    contents: [""],
    urlOf: (inside) => `/${withoutEnding(inside)}`,
    anchors: anyAnchors,
    countsFrom: "both",
    ignoresCase: true,
    isCertain: true,
  };
}

/** Files that readers open in the repository. */
export function plainSite(evidence: string): Site {
  return {
    ...files,
    generator: "plain",
    root: "",
    evidence,
    contents: [""],
    urlOf: (inside) =>
      `/${withoutEnding(inside)
        .replace(/(?:^|(?<=\/))(?:_?index|readme)$/i, "")
        .replace(/\/$/, "")}`,
    anchors: anyAnchors,
    countsFrom: "both",
  };
}
