import type { Dismissal } from "./commands/command.ts";
import type { PlacedFinding } from "../change/placed-finding.ts";
import type { Fault, Finding } from "../lint/finding.ts";
import { compareText } from "../text/compare-text.ts";
import { codeSpan, inline } from "./inline.ts";
import { withMarker } from "./marker.ts";
import { inOrder } from "./match.ts";
import type { MergeRequestFacts } from "./parts/summary-part.ts";
import { hasReason, renderParts } from "./parts/summary-parts.ts";
import { blobAddress, link, ruleLink } from "./render.ts";
import type { ReviewOutcome, ReviewPolicy } from "./review.ts";
import { countFindings } from "./verdict.ts";
import { bulletList } from "./bullet-list.ts";
import { count } from "../text/wording.ts";

/** Longest summary; GitLab takes 1,000,000 characters, readers a few screens. */
const summaryCharactersMax = 20_000;

/** Space for the marker and the lines around the table. */
const frameCharacters = 500;

const infosMax = 25;
const infoCharactersMax = 5_000;
const faultsMax = 5;
const noticesMax = 5;
const dismissedMax = 10;

/** Where the findings of a review are reported. */
export interface Coverage {
  /** Findings without a comment in the diff, in page order. */
  readonly listed: readonly PlacedFinding[];
  /** Findings with one, resolved or not. */
  readonly commented: number;
  /** Those of them that a person takes as they are. */
  readonly dismissed: readonly { readonly placed: PlacedFinding; readonly dismissal: Dismissal }[];
  readonly isMassChange: boolean;
}

/**
 * Writes the one summary note of a merge request. It changes only when what it says changes: it names
 * no commit and no time, and lines only of what is for information.
 */
export function renderSummary(
  outcome: ReviewOutcome,
  coverage: Coverage,
  policy: ReviewPolicy,
): string {
  const infos = inOrder(outcome.placed.filter(({ finding }) => finding.severity === "info"));
  const first = `**Handbook review.** ${opening(outcome, coverage, policy)}`;
  const rest = [
    bulletList("Dismissed by people:", coverage.dismissed, dismissedRow, dismissedMax),
    ...renderParts(outcome.parts, policy),
    infoList(infos),
    bulletList(
      "These checks failed, which is the bot's fault and not the page's:",
      outcome.faults,
      faultRow,
      faultsMax,
    ),
    bulletList("Limits that were reached:", outcome.notices, inline, noticesMax),
    footer(policy),
  ];
  const used = [first, ...rest].reduce((sum, { length }) => sum + length + 2, frameCharacters);
  const parts = [first, table(coverage.listed, summaryCharactersMax - used, policy), ...rest];
  const visible = parts.filter((part) => part !== "").join("\n\n");
  return withMarker(visible, { kind: "summary", instance: policy.instance });
}

/** Writes what becomes of a second summary, left over when a review was interrupted. */
export function renderFoldedSummary(policy: ReviewPolicy): string {
  return withMarker("The summary of this review stands in an earlier note.", {
    kind: "summary",
    instance: policy.instance,
  });
}

/** Whether there is more to say than comments in the diff can hold. */
export function hasReasonForSummary(
  { faults, notices, parts }: ReviewOutcome,
  facts: MergeRequestFacts,
): boolean {
  return faults.length > 0 || notices.length > 0 || hasReason(parts, facts);
}

function opening(
  outcome: ReviewOutcome,
  { listed, commented, isMassChange }: Coverage,
  policy: ReviewPolicy,
): string {
  const found = countFindings(outcome.placed.map(({ finding }) => finding));
  const mass = isMassChange
    ? `It changes ${count(outcome.pages, "page")}, so findings are listed here instead of in the diff. `
    : "";
  if (found === "") {
    const isQuiet = !hasReasonForSummary(outcome, policy);
    return isQuiet ? "All findings are resolved." : `${mass}No errors or warnings were found.`;
  }
  const first = `This merge request introduces ${found}. ${mass}`;
  if (listed.length === 0) return `${first}All are commented in the diff.`;
  if (commented === 0) return `${first}They are listed here.`;
  const inDiff = commented === 1 ? "1 is commented" : `${commented} are commented`;
  const here = listed.length === 1 ? "1 is" : `${listed.length} are`;
  return `${first}${inDiff} in the diff, ${here} listed here.`;
}

interface Row {
  readonly first: Finding;
  findings: number;
}

/** One row a page and rule. Pages with errors come first, so that no limit hides them. */
function table(
  listed: readonly PlacedFinding[],
  charactersMax: number,
  policy: ReviewPolicy,
): string {
  if (listed.length === 0) return "";
  const rows = new Map<string, Row>();
  const failing = new Set<string>();
  for (const { finding } of listed) {
    const { path, rule, severity } = finding;
    if (severity === "error") failing.add(path);
    const row = rows.get(`${path}\n${rule}\n${severity}`);
    if (row === undefined)
      rows.set(`${path}\n${rule}\n${severity}`, { first: finding, findings: 1 });
    else row.findings += 1;
  }
  const sorted = [...rows.values()].sort(
    (a, b) =>
      Number(failing.has(b.first.path)) - Number(failing.has(a.first.path)) ||
      compareText(a.first.path, b.first.path) ||
      compareText(a.first.severity, b.first.severity) ||
      compareText(a.first.rule, b.first.rule),
  );
  let text = "| Page | Finding | Rule |\n| --- | --- | --- |";
  let listedHere = 0;
  for (const row of sorted) {
    const line = `\n${tableRow(row, policy)}`;
    if (text.length + line.length > charactersMax) break;
    text += line;
    listedHere += row.findings;
  }
  const more = listed.length - listedHere;
  return more === 0 ? text : `${text}\n\n${count(more, "more finding")} would not fit here.`;
}

function tableRow({ first, findings }: Row, { blobUrl }: ReviewPolicy): string {
  const name = codeSpan(first.path);
  const page = blobUrl === undefined ? name : link(name, blobAddress(blobUrl, first.path));
  const more = findings === 1 ? "" : ` (and ${findings - 1} more)`;
  const grade = first.severity === "error" ? " · error" : "";
  const cells = [
    page,
    `${inline(first.message)}${more}`,
    `${ruleLink(first.rule, first.docs)}${grade}`,
  ];
  // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
  return `| ${cells.map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
}

/** What is for information only, folded: who wants it finds each with its place. */
function infoList(infos: readonly PlacedFinding[]): string {
  if (infos.length === 0) return "";
  const title = `For information only: ${count(infos.length, "finding")}`;
  let characters = 0;
  const shown = infos.slice(0, infosMax).filter((each) => {
    characters += infoRow(each).length;
    return characters <= infoCharactersMax;
  });
  const list = bulletList("", infos, infoRow, shown.length).trim();
  return `<details><summary>${title}</summary>\n\n${list}\n\n</details>`;
}

function infoRow({ finding, lines }: PlacedFinding): string {
  const { path, message, rule, docs } = finding;
  return `${codeSpan(path, 120)} line ${lines.first}: ${inline(message)} ${ruleLink(rule, docs)}`;
}

function dismissedRow({ placed, dismissal }: Coverage["dismissed"][number]): string {
  const { rule, path, docs } = placed.finding;
  const reason = codeSpan(dismissal.reason, 160);
  return `${ruleLink(rule, docs)} on ${codeSpan(path, 120)} by ${codeSpan(dismissal.by, 80)}: ${reason}`;
}

function faultRow({ path, rule, message }: Fault): string {
  const what = rule === undefined ? "" : `${codeSpan(rule)} on `;
  return `${what}${codeSpan(path, 120)}: ${codeSpan(message, 120)}`;
}

function footer({ helpUrl }: ReviewPolicy): string {
  const help =
    helpUrl === undefined ? "" : ` ${link("How to answer and suppress findings", helpUrl)}.`;
  return `This note is written by a bot and kept up to date; resolving a comment silences it for good.${help}`;
}
