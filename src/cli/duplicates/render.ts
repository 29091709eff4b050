import { count, withThousands } from "../../text/wording.ts";
import type { Cluster, Duplicates, Merge } from "./find-clusters.ts";
import { printable } from "../../text/printable.ts";

/** The first to be merged; who has done these asks again. */
const MERGES_SHOWN = 10;
/** Clusters that people are shown; JSON has them all. */
const CLUSTERS_SHOWN = 50;
const PLACES_SHOWN = 20;

/** Writes what is there twice for people at a terminal. */
export function renderDuplicates(found: Duplicates): string {
  const { clusters, merges } = found;
  if (clusters.length === 0) return `${summary(found)}\n`;
  const first = merges
    .slice(0, MERGES_SHOWN)
    .map((merge, at) => [
      `${String(at + 1).padStart(3)}. ${mergeLine(merge)}`,
      ...pathLines(merge),
    ]);
  const shown = clusters.slice(0, CLUSTERS_SHOWN).map((cluster) => [
    `${count(cluster.wasted, "word")} to save, on ${count(cluster.pages, "page")}: ${cluster.text}`,
    ...cluster.places.slice(0, PLACES_SHOWN).map(({ path, line, heading }) => {
      return `     ${path}:${line}${heading === undefined ? "" : ` under ${heading}`}`;
    }),
    ...rest(cluster.places.length - PLACES_SHOWN, "place").map((line) => `     ${line}`),
  ]);
  const blocks = [
    ["Merge these first:", ...first.flat()],
    ...shown,
    [...rest(clusters.length - CLUSTERS_SHOWN, "cluster"), summary(found)],
  ];
  return `${blocks.map((lines) => lines.map(printable).join("\n")).join("\n\n")}\n`;
}

/** Writes everything for programs. */
export function renderDuplicatesJson(found: Duplicates): string {
  const { clusters, merges, ...sums } = found;
  return `${JSON.stringify({ version: 1, ...sums, merges, clusters }, null, 2)}\n`;
}

/** Writes one page of HTML that needs nothing else. */
export function renderDuplicatesHtml(found: Duplicates): string {
  const { clusters, merges } = found;
  const rows = merges.slice(0, MERGES_SHOWN).map(
    (merge) =>
      `<tr><td class="n">${withThousands(merge.wasted)}</td><td class="n">${merge.clusters}</td><td>${merge.paths
        .slice(0, PLACES_SHOWN)
        .map((path) => `<code>${escape(path)}</code>`)
        .join("<br>")}</td></tr>`,
  );
  const more = rest(clusters.length - CLUSTERS_SHOWN, "cluster").map((text) => `<p>${text}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Duplicates in the handbook</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-bottom: 1px solid #ddd; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-size: .85em; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #bbb; overflow-wrap: anywhere; }
section { margin: 2rem 0; }
</style>
</head>
<body>
<h1>Duplicates in the handbook</h1>
<p>${escape(summary(found))}</p>
<h2>Merge these first</h2>
<table>
<thead><tr><th class="n">Words to save</th><th class="n">Passages</th><th>Pages</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
<h2>Passages</h2>
${[...clusters.slice(0, CLUSTERS_SHOWN).map(clusterHtml), ...more].join("\n")}
</body>
</html>
`;
}

function clusterHtml(cluster: Cluster): string {
  const places = cluster.places.slice(0, PLACES_SHOWN).map(({ path, line, title, heading }) => {
    const under = heading === undefined || heading === title ? "" : ` under “${escape(heading)}”`;
    return `<li>${escape(title)}${under}, <code>${escape(path)}</code> line ${line}</li>`;
  });
  const more = rest(cluster.places.length - PLACES_SHOWN, "place").map(
    (text) => `<li>${text}</li>`,
  );
  return `<section>
<h3>${count(cluster.wasted, "word")} to save, on ${count(cluster.pages, "page")}</h3>
<blockquote>${escape(cluster.text)}</blockquote>
<ul>
${[...places, ...more].join("\n")}
</ul>
</section>`;
}

function summary({ clusters, wasted, sharing, pages }: Duplicates): string {
  if (clusters.length === 0) return `No passage appears twice on ${count(pages, "page")}.`;
  return `${count(clusters.length, "cluster")} on ${withThousands(sharing)} of ${count(pages, "page")}; ${count(wasted, "word")} could be saved.`;
}

function mergeLine({ clusters, wasted, paths }: Merge): string {
  return `${count(clusters, "passage")} with ${count(wasted, "word")} to save, on ${count(paths.length, "page")}`;
}

function pathLines({ paths }: Merge): readonly string[] {
  const shown = paths.slice(0, PLACES_SHOWN).map((path) => `     ${path}`);
  return [...shown, ...rest(paths.length - PLACES_SHOWN, "page").map((line) => `     ${line}`)];
}

function rest(left: number, noun: string): readonly string[] {
  return left > 0 ? [`and ${count(left, `more ${noun}`)}`] : [];
}

function escape(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
