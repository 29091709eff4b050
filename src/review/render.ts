import type { LineReplacement, PlacedFinding } from "../change/placed-finding.ts";
import type { Finding, RuleId } from "../lint/finding.ts";
import { hash128 } from "../lint/fingerprint.ts";
import { codeSpan, fenceAround, inline } from "./inline.ts";
import { combine } from "./combine.ts";
import { type FindingName, markerStart, withMarker } from "./marker.ts";
import type { ReviewPolicy } from "./review.ts";
import { count, enumerate } from "../text/wording.ts";

/** Suggestions in one comment; more is a catalogue. */
const suggestionsMax = 2;

/** Longest suggestion; what is longer is easier to edit than to read. */
const suggestionCharactersMax = 10_000;

/** Lines a suggestion may reach above and below its comment. docs.gitlab.com/user/project/merge_requests/reviews/suggestions, 2026-11. */
const suggestionOffsetMax = 100;

const relatedMax = 5;

/** Findings of one line that are described; the others show when these are fixed. */
const itemsMax = 20;

/**
 * Writes the comment on the findings of a line, at least one, as they stand at a line of the new text: what is
 * wrong, why, what to put instead, and where else. The marker comes last.
 */
export function renderComment(
  placed: readonly PlacedFinding[],
  newLine: number,
  policy: ReviewPolicy,
): string {
  const [first] = placed;
  const parts =
    placed.length === 1 && first !== undefined
      ? describeOne(first, newLine, policy)
      : describeSeveral(placed, newLine, policy);
  return withMarker(parts.filter((part) => part !== "").join("\n\n"), {
    kind: "finding",
    instance: policy.instance,
    findings: placed.map(findingName),
    path: first?.finding.path ?? "",
  });
}

/** How a marker names a finding. */
export function findingName({ finding }: PlacedFinding): FindingName {
  return { fingerprint: finding.fingerprint, identity: hash128(finding.identity) };
}

function describeOne(
  { finding, replacements }: PlacedFinding,
  newLine: number,
  policy: ReviewPolicy,
): readonly string[] {
  return [
    sentence(inline(finding.message)),
    reason(finding, policy),
    ...suggestionBlocks(replacements, newLine),
    relatedList(finding, policy.blobUrl),
  ];
}

/** A numbered list, and one suggestion that fixes all of it that can be fixed at once. */
function describeSeveral(
  placed: readonly PlacedFinding[],
  newLine: number,
  policy: ReviewPolicy,
): readonly string[] {
  const items = Map.groupBy(placed, ({ finding }) => {
    const text = `${sentence(inline(finding.message))} ${reason(finding, policy)}`;
    const related = relatedList(finding, policy.blobUrl).replace(/^(?=.)/gm, "   ");
    return related === "" ? text : `${text}\n${related}`;
  });
  const rows = [...items].slice(0, itemsMax).map(([text, same], index) => {
    const times = same.length === 1 ? "" : `${same.length} times: `;
    return `${index + 1}. ${times}${text}`;
  });
  const more = items.size - rows.length;
  return [
    `**${count(placed.length, "finding")} on this line**`,
    [...rows, ...(more > 0 ? [`\nand ${more} more`] : [])].join("\n"),
    ...combinedSuggestion([...items.values()], newLine),
  ];
}

/** `items` are the findings behind each number of the list. */
function combinedSuggestion(
  items: readonly (readonly PlacedFinding[])[],
  newLine: number,
): readonly string[] {
  const firsts = items.flat().flatMap(({ replacements }) => {
    const usable = replacements.find((each) => suggestionBlock(each, newLine) !== undefined);
    return usable === undefined ? [] : [usable];
  });
  const combined = combine(firsts);
  const block = combined && suggestionBlock(combined.replacement, newLine);
  if (combined === undefined || block === undefined) {
    return suggestionBlocks(firsts.slice(0, 1), newLine);
  }
  const isFixed = ({ replacements }: PlacedFinding): boolean =>
    replacements.some((each) => combined.parts.includes(each));
  const fixed = items.flatMap((item, index) => (item.every(isFixed) ? [`${index + 1}`] : []));
  const what =
    fixed.length === items.length
      ? "all of them"
      : fixed.length === 0
        ? "a part of this"
        : enumerate(fixed);
  return [`This suggestion fixes ${what}:`, block];
}

/** Why a rule exists, its page, and whether it is an error. */
function reason({ rule, severity, docs }: Finding, { why }: ReviewPolicy): string {
  const grade = severity === "error" ? " · error" : "";
  return `${inline(why.get(rule) ?? "")} ${ruleLink(rule, docs)}${grade}`.trim();
}

/** Messages are written without a full stop; between paragraphs they want one. */
function sentence(text: string): string {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A rule's id as a link to its page. */
export function ruleLink(rule: RuleId, docs: string): string {
  return link(codeSpan(rule), docs);
}

/** A link on text that is already Markdown; the text alone where the address could break out. */
export function link(text: string, address: string): string {
  return /^https?:\/\/[\w.~:/?#@!$&'*+,;=%[\]-]{1,2000}$/.test(address)
    ? `[${text}](${address})`
    : text;
}

/** Address of a page, or of a line of it, below `blobUrl`. */
export function blobAddress(blobUrl: string, path: string, line?: number): string {
  const encoded = path
    .toWellFormed()
    .split("/")
    .map((name) => encodeURIComponent(name).replace(/[!'()*~]/g, percent))
    .join("/");
  const fragment = line === undefined ? "" : `#L${line}`;
  return `${blobUrl.replace(/\/$/, "")}/${encoded}${fragment}`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function suggestionBlocks(
  replacements: readonly LineReplacement[],
  newLine: number,
): readonly string[] {
  const blocks = new Map<string, string>();
  for (const replacement of replacements) {
    const block = suggestionBlock(replacement, newLine);
    if (block !== undefined && !blocks.has(block)) blocks.set(block, replacement.label);
  }
  const isChoice = blocks.size > 1;
  const all = [...blocks];
  const shown = all
    .slice(0, suggestionsMax)
    .map(([block, label]) => (isChoice ? `${inline(label)}:\n\n${block}` : block));
  const named = all.slice(suggestionsMax).map(([, label]) => inline(label));
  return named.length === 0 ? shown : [...shown, `Or: ${named.join("; ")}.`];
}

function suggestionBlock(
  { first, last, after, isCrlf }: LineReplacement,
  newLine: number,
): string | undefined {
  const above = newLine - first;
  const below = last - newLine;
  const isInReach =
    above >= 0 && below >= 0 && above <= suggestionOffsetMax && below <= suggestionOffsetMax;
  // GitLab gives every inner line a bare line feed, which would mix the line ends of a CR LF page.
  const keepsLineEnds = !isCrlf || (first === last && after.length <= 1);
  const text = after.map((line) => `${line}\n`).join("");
  if (!isInReach || !keepsLineEnds || !isPlain(text)) return undefined;
  const fence = fenceAround(text);
  return `${fence}suggestion:-${above}+${below}\n${text}${fence}`;
}

/**
 * Whether a text can stand in a suggestion as it is. What GitLab would drop from a note, what reads
 * as a marker of ours, and lines that older versions of GitLab take for commands or block quotes even
 * in code are better left to the author.
 */
function isPlain(text: string): boolean {
  return (
    text.length <= suggestionCharactersMax &&
    // GitLab takes blank text for no text and deletes the lines.
    (text === "" || text.trim() !== "") &&
    text.isWellFormed() &&
    !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text) &&
    !text.includes(markerStart) &&
    !/^[ \t]*(?:\/[a-z]|>>>)/im.test(text)
  );
}

function relatedList(
  { path: own, related }: Pick<Finding, "path" | "related">,
  blobUrl: string | undefined,
): string {
  const rows = related.slice(0, relatedMax).map(({ path, line, message }) => {
    const name = codeSpan(path);
    // The target branch has the page as it was before the change.
    const isThere = blobUrl !== undefined && path !== own;
    const location = isThere ? link(name, blobAddress(blobUrl, path, line)) : name;
    const text = inline(message);
    return `- ${location} line ${line}${text === "" ? "" : `: ${text}`}`;
  });
  const more = related.length - rows.length;
  return [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}
