import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { rewriteLinks } from "../src/docs/rewrite-links.ts";
import { rulePage } from "../src/docs/rule-page.ts";
import type { RuleFacts } from "../src/docs/rule-facts.ts";
import { resolveTarget, wayBetween } from "../src/docs/urls.ts";

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** The pages of the site, made from those of the repository. */
export interface SitePages {
  /** Text of each page by its path on the site: `guide/faq.md`. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files of the repository that pages link to, by path. They lie on the site as they are, under the same path. */
  readonly files: ReadonlySet<string>;
  /** Links to what is not in the repository: `docs/guide/faq.md: none.md`. */
  readonly broken: readonly string[];
}

/** Pages outside of `docs`. */
const others: Readonly<Record<string, string>> = {
  "ARCHITECTURE.md": "architecture.md",
  "CHANGELOG.md": "changelog.md",
  "CONTRIBUTING.md": "contributing.md",
  "SECURITY.md": "security.md",
};

/** Targets that are another page of the site. */
const elsewhere: Readonly<Record<string, string>> = {
  "README.md": "index.md",
  "docs/adr": "adr/index.md",
};

/** Reads the documentation of the repository and turns it into the pages of the site. */
export function sitePages(): SitePages {
  const sources = [
    ...globSync("docs/**/*.md", { cwd: projectFolder }).map(
      (path) =>
        [path, path.slice("docs/".length).replace(/^rules\.md$/, "rules/index.md")] as const,
    ),
    ...Object.entries(others),
  ];
  const places = new Map([...sources, ...Object.entries(elsewhere)]);
  const facts = readFacts();
  const files = new Set<string>();
  const broken: string[] = [];
  const pages = new Map<string, string>();
  for (const [source, place] of sources) {
    const rule = /^rules\/([a-z-]+\/[\w-]+)\.md$/.exec(place)?.[1];
    const known = rule === undefined ? undefined : facts.get(rule);
    const text = readFileSync(join(projectFolder, source), "utf8");
    const linked = rewriteLinks(text, (target) => {
      const found = resolveTarget(source, target);
      if (found === undefined) return target;
      const page = places.get(found.path);
      if (page !== undefined) return wayBetween(place, page) + found.fragment;
      const file = join(projectFolder, found.path);
      if (!existsSync(file)) broken.push(`${source}: ${target}`);
      // A folder of the repository is nothing that a browser can open.
      if (!existsSync(file) || !statSync(file).isFile()) return undefined;
      if (file.endsWith(".png")) return target;
      files.add(found.path);
      return `/${found.path}${found.fragment}`;
    });
    pages.set(place, known === undefined ? linked : rulePage(known, linked, "../../guide/"));
  }
  pages.set("adr/index.md", decisions(pages));
  return { pages, files, broken };
}

/** What the code says of each rule. */
export function readFacts(): ReadonlyMap<string, RuleFacts> {
  const text = readFileSync(join(projectFolder, "docs/rules.json"), "utf8");
  return new Map((JSON.parse(text) as RuleFacts[]).map((each) => [each.id, each]));
}

/** The title of a page, for lists of pages. */
export function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll("`", "") ?? "";
}

function decisions(pages: ReadonlyMap<string, string>): string {
  const list = [...pages]
    .filter(([path]) => path.startsWith("adr/"))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => `- [${titleOf(text)}](${path.slice("adr/".length)})`);
  return `# Decisions\n\nWhy the project is as it is, and what was left out.\n\n${list.join("\n")}\n`;
}
