import { escapeHtml } from "./escape-html.ts";
import { fateBar, fateLegend, intervalChart } from "./health-charts.ts";
import {
  fates,
  type HealthOverview,
  type ProjectFigures,
  type RuleFigures,
} from "./rule-figures.ts";

/** Addresses that the page links to. */
export interface HealthLinks {
  /** Of the page itself. */
  readonly page: string;
  /** Of the pages of rules. */
  readonly rules: string;
}

/** Writes the page on all projects. */
export function overviewPage({ projects, all }: HealthOverview, links: HealthLinks): string {
  if (projects.length === 0) {
    return page("Rule health", links, [
      "<h1>Rule health</h1>",
      "<p>Nothing has been counted yet. The bot counts what became of its comments at its start and once a day (<code>HANDBOOK_BOT_HEALTH_HOURS</code>).</p>",
    ]);
  }
  const rows = projects.map(({ projectId, project, countedAt, mergeRequests, rules }) => {
    const sum = (of: "comments" | "applied" | "fixed"): number =>
      rules.reduce((total, each) => total + each[of], 0);
    const actedOn = sum("comments") === 0 ? 0 : (sum("applied") + sum("fixed")) / sum("comments");
    return [
      `<td><a href="${links.page}/${projectId}">${escapeHtml(project)}</a></td>`,
      number(mergeRequests),
      number(sum("comments")),
      share(actedOn),
      number(rules.filter(({ isWeak }) => isWeak).length),
      `<td data-value="${countedAt}">${time(countedAt)}</td>`,
    ];
  });
  const names = [
    "Project",
    "Merge requests",
    "Comments",
    "Acted on",
    "Rules below 80 %",
    "Counted",
  ];
  return page("Rule health", links, [
    "<h1>Rule health</h1>",
    intro(),
    "<h2>Projects</h2>",
    table("Projects", names, rows),
    "<h2>All projects</h2>",
    ...ruleSection(all, links),
  ]);
}

/** Writes the page on one project. */
export function projectPage(figures: ProjectFigures, links: HealthLinks): string {
  const { project, countedAt, days, mergeRequests, rules } = figures;
  return page(`Rule health of ${project}`, links, [
    `<p><a href="${links.page}">All projects</a></p>`,
    `<h1>Rule health of ${escapeHtml(project)}</h1>`,
    `<p>From ${mergeRequests} merge requests that changed in the ${days} days before ${time(countedAt)}.</p>`,
    intro(),
    ...ruleSection(rules, links),
  ]);
}

function intro(): string {
  return (
    "<p>What became of the bot's comments, as GitLab has it. Acted on: the suggestion was applied, or the finding fixed otherwise. " +
    "The interval says between which bounds the share lies, with a certainty of 95 %; few comments make it wide. " +
    "Where it reaches below 80 % with 20 comments or more, consider <code>info</code>, exceptions, or <code>off</code> for the rule.</p>"
  );
}

function ruleSection(rules: readonly RuleFigures[], links: HealthLinks): readonly string[] {
  if (rules.length === 0) return ["<p>No comment has come to an end yet.</p>"];
  const names = [
    ...["Rule", "Comments", "Acted on", "95 % interval", "What became of them"],
    ...fates.map(({ label }) => label),
    ...["Thumbs up", "Thumbs down"],
  ];
  const rows = rules.map((each) => [
    `<td><a href="${links.rules}/${encodeURI(each.rule)}.md">${escapeHtml(each.rule)}</a>${each.isWeak ? " <strong>below 80 %</strong>" : ""}</td>`,
    number(each.comments),
    share(each.actedOn.share),
    `<td data-value="${each.actedOn.low}">${percent(each.actedOn.low)} to ${percent(each.actedOn.high)}</td>`,
    `<td data-value="${each.actedOn.share}">${fateBar(each)}</td>`,
    ...fates.map(({ fate }) => number(each[fate])),
    number(each.up),
    number(each.down),
  ]);
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="Chart">${intervalChart(rules)}</div>`,
    fateLegend(),
    table("Rules", names, rows),
  ];
}

function table(
  caption: string,
  names: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = names.map((name) => `<th scope="col">${name}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("\n");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table class="sortable">
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table>
</div>`;
}

function number(value: number): string {
  return `<td class="number">${value}</td>`;
}

function share(value: number): string {
  return `<td class="number" data-value="${value}">${percent(value)}</td>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function time(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.slice(0, 16).replace("T", " "))} UTC</time>`;
}

function page(title: string, links: HealthLinks, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · handbook-bot</title>
<style>${style}</style>
<main>
${parts.join("\n")}
</main>
<script src="${links.page}/sort.js"></script>
</html>
`;
}

const style = `
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
a { color: LinkText; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 80rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; }
td, th { border: 1px solid rgb(128 128 128 / 40%); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
th[aria-sort="ascending"] button::after { content: " ↑" / ""; }
th[aria-sort="descending"] button::after { content: " ↓" / ""; }
.chart text { fill: currentColor; font: 12px system-ui, sans-serif; }
.chart .grid { stroke: currentColor; opacity: .2; }
.chart .goal { stroke: currentColor; stroke-dasharray: 4 3; }
.chart .interval { stroke: currentColor; stroke-width: 2; }
.chart circle { fill: currentColor; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
`;
