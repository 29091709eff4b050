import type { Revision } from "../../change/revision.ts";
import { codeOwnersPaths } from "../../owners/code-owners.ts";
import { count, enumerate, withThousands } from "../../text/wording.ts";
import { addTo, type Draft } from "./draft.ts";
import type { Surroundings } from "./surroundings.ts";

/** From this share on, a kind of page or a language is the handbook's own. */
const mostShare = 0.8;

const redirectFiles = [
  "data/redirects.yml",
  "_redirects",
  "static/_redirects",
  "public/_redirects",
];

/** Files that look like pages and are not written for readers of a handbook. */
const noPages: readonly (readonly [RegExp, string, string])[] = [
  [/(?:^|\/)CHANGELOG\.md$/i, "**/CHANGELOG.md", "a history of releases"],
  [/(?:^|\/)themes\//, "**/themes/**", "themes come from elsewhere"],
  [/(?:^|\/)vendor\//, "**/vendor/**", "vendored files come from elsewhere"],
];

/** Reads off a handbook what it is built with and what its pages are, and says so. */
export function survey(
  draft: Draft,
  { handbook }: Revision,
  languages: ReadonlyMap<string, number>,
  around: Surroundings,
): void {
  const paths = [...handbook.paths()];
  const sites = new Map<string, string>();
  for (const path of paths) {
    const { generator, evidence, root } = handbook.siteOf(path);
    if (generator !== "plain") sites.set(`${root} ${generator}`, `${generator} (${evidence})`);
  }
  const types = Map.groupBy(paths, (path) => handbook.page(path)?.type ?? "handbook");
  const kinds = [...types]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([type, { length }]) => `${withThousands(length)} ${type}`);
  draft.found.push(`${count(paths.length, "page")}: ${kinds.join(", ")}.`);
  draft.found.push(
    sites.size === 0
      ? "No site generator was found: links are read as files of the repository."
      : `Built with ${enumerate([...sites.values()].slice(0, 5))}.`,
  );
  const owners = codeOwnersPaths.find((path) => around.has(path));
  if (owners !== undefined)
    draft.found.push(`${owners} is read: moved pages keep their owners, policies have some.`);
  const jobs = ["job-page", "job-family", "job-family-part"];
  const jobPages = jobs.reduce((sum, type) => sum + (types.get(type)?.length ?? 0), 0);
  if (jobPages >= paths.length * mostShare)
    draft.single.set("extends", {
      value: "job-pages",
      why: `${withThousands(jobPages)} of ${count(paths.length, "page")} are job pages`,
    });
  surveyLinks(draft, around);
  for (const [language, pages] of languages) {
    if (language === "en" || pages < paths.length * mostShare) continue;
    const why = `${withThousands(pages)} of ${count(paths.length, "page")} are in this language`;
    addTo(draft, "languages", { value: { language }, why });
  }
  for (const [pattern, glob, why] of noPages) {
    if (paths.some((path) => pattern.test(path))) addTo(draft, "ignore", { value: glob, why });
  }
}

/** Where a generator's configuration says the address of its site. */
const siteKeys: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:hugo|config|config\/_default\/(?:hugo|config))\.(?:toml|ya?ml)$/,
    /^baseURL *[:=] *["']?(https?:\/\/[\w./-]+)/im,
  ],
  [/^mkdocs\.ya?ml$/, /^site_url *: *["']?(https?:\/\/[\w./-]+)/m],
  [/^_config\.ya?ml$/, /^url *: *["']?(https?:\/\/[\w./-]+)/m],
  [/^docusaurus\.config\.[cm]?[jt]s$/, /\burl: *["'](https?:\/\/[\w./-]+)/],
];

/** Addresses that the generators' own examples have, and hosts of source code. */
const placeholder =
  /\/\/(?:localhost|127\.|your-|github\.com|gitlab\.com)|\bexample\.(?:com|org|net)\b/;

function surveyLinks(draft: Draft, around: Surroundings): void {
  for (const [name, key] of siteKeys) {
    const path = around.files.find((file) => name.test(file));
    const site = path && key.exec(around.text(path) ?? "")?.[1]?.replace(/\/$/, "");
    if (!site || placeholder.test(site) || !around.fits({ links: { site } })) continue;
    draft.single.set("links.site", { value: site, why: `its address in ${path}` });
    break;
  }
  const redirects = redirectFiles.filter((path) => around.has(path));
  if (redirects.length > 0)
    draft.single.set("links.redirects", {
      value: redirects,
      why: "so that links to old addresses work",
    });
}
