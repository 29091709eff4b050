import { escapeHtml } from "./escape-html.ts";
import { fates, type RuleFigures } from "./rule-figures.ts";

/** Rules in a chart; the table has all. */
const barsMax = 25;
const rowHeight = 22;
const labelWidth = 300;
const plotWidth = 400;
/** Room to the right of the plot for the last label of the axis. */
const marginWidth = 30;
/** The lower bound that a rule should keep. */
const goal = 0.8;

/** Draws which share of comments was acted on, with its interval, rule by rule. The table says the same in figures. */
export function intervalChart(rules: readonly RuleFigures[]): string {
  const shown = rules.slice(0, barsMax);
  const height = shown.length * rowHeight + 30;
  const at = (share: number): string => (labelWidth + share * plotWidth).toFixed(1);
  const lines = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      `<line class="${share === goal ? "goal" : "grid"}" x1="${at(share)}" x2="${at(share)}" y1="0" y2="${height - 24}"/>` +
      `<text x="${at(share)}" y="${height - 8}" text-anchor="middle">${Math.round(share * 100)} %</text>`,
  );
  const rows = shown.map(({ rule, actedOn, comments }, index) => {
    const y = index * rowHeight + rowHeight / 2;
    return (
      `<text x="${labelWidth - 10}" y="${y + 4}" text-anchor="end">${escapeHtml(rule)} (${comments})</text>` +
      `<line class="interval" x1="${at(actedOn.low)}" x2="${at(actedOn.high)}" y1="${y}" y2="${y}"/>` +
      `<circle cx="${at(actedOn.share)}" cy="${y}" r="4"/>`
    );
  });
  const width = labelWidth + plotWidth + marginWidth;
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Share of comments acted on, with its 95 % interval, by rule. The table below has the figures.">
${[...lines, ...rows].join("\n")}
</svg>`;
}

/** Draws what became of the comments of a rule, as one bar. */
export function fateBar(figures: RuleFigures): string {
  const width = 120;
  let x = 0;
  const parts = fates.map(({ fate, color }) => {
    const share = figures.comments === 0 ? 0 : figures[fate] / figures.comments;
    const part = `<rect x="${x.toFixed(1)}" y="0" width="${(share * width).toFixed(1)}" height="12" fill="${color}"/>`;
    x += share * width;
    return part;
  });
  return `<svg class="bar" viewBox="0 0 ${width} 12" width="${width}" height="12" aria-hidden="true">${parts.join("")}</svg>`;
}

/** Says which colour is what. */
export function fateLegend(): string {
  const items = fates.map(
    ({ label, color }) =>
      `<li><svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="${color}"/></svg> ${label}</li>`,
  );
  return `<ul class="legend">${items.join("")}</ul>`;
}
