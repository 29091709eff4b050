import { gfmFromMarkdown } from "mdast-util-gfm";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfm } from "micromark-extension-gfm";
import type { Paragraph, Root } from "mdast";

/** The commands of GitLab that change something, and a few that only change the text. */
const COMMANDS = [
  "add_child add_contacts add_email add_parent approve assign assign_reviewer award blocked_by blocks",
  "board_move cc checkin_reminder child_of clear_health_status clear_weight clone close confidential",
  "convert_to_ticket copy_metadata create_merge_request done draft due duplicate epic estimate",
  "estimate_time health_status invite_email iteration label labels link lock merge milestone move",
  "page parent promote promote_to promote_to_incident publish react ready reassign reassign_reviewer",
  "rebase relabel relate remove_child remove_contacts remove_due_date remove_email remove_epic",
  "remove_estimate remove_iteration remove_milestone remove_parent remove_parent_epic",
  "remove_time_spent remove_time_estimate reopen request_changes request_review reviewer set_parent",
  "severity ship shrug spend spend_time spent start_watching stop_watching submit_review subscribe",
  "tableflip tag target_branch timeline title todo unapprove unassign unassign_reviewer unlabel",
  "unlink unlock unrelate unsubscribe weight wip zoom remove_zoom remove_reviewer unreact type",
]
  .join(" ")
  .split(" ");

const COMMAND_LINE = new RegExp(`^[ \\t]*/(${COMMANDS.join("|")})(?:[ \\t]+(\\S.*))?[ \\t]*$`, "i");

export interface FoundQuickAction {
  readonly command: string;
  readonly args: string;
  readonly seenBy: "current" | "old";
  /** 0-based. */
  readonly line: number;
}

/** The same text is looked at for commands, references and suggestions: it is parsed once. */
const parsed = new Map<string, Root>();
const parsedMax = 500;
const extensions = [gfm()];
const mdastExtensions = [gfmFromMarkdown()];

export function parseMarkdown(body: string): Root {
  const root = parsed.get(body) ?? fromMarkdown(body, { extensions, mdastExtensions });
  if (parsed.size >= parsedMax) parsed.clear();
  parsed.set(body, root);
  return root;
}

/**
 * The quick actions that some version of GitLab runs from a text. Current versions look at the
 * paragraphs of the rendered document; older ones at every line outside fences, lists included.
 */
export function findQuickActions(body: string): FoundQuickAction[] {
  if (!body.includes("/")) return [];
  const lines = body.split("\n");
  const inParagraphs = paragraphLines(parseMarkdown(body));
  const found: FoundQuickAction[] = [];
  let fence = "";
  for (const [line, text] of lines.entries()) {
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark !== undefined) {
      if (fence === "") fence = mark;
      else if (mark.startsWith(fence) && text.trim() === mark) fence = "";
      continue;
    }
    const match = COMMAND_LINE.exec(text);
    if (match === null || (fence !== "" && !inParagraphs.has(line))) continue;
    const seenBy = inParagraphs.has(line) ? "current" : "old";
    found.push({ command: (match[1] ?? "").toLowerCase(), args: match[2] ?? "", seenBy, line });
  }
  return found;
}

/** The lines of paragraphs directly under the document, without those that begin inside code spans. */
function paragraphLines(tree: Root): Set<number> {
  const lines = new Set<number>();
  for (const node of tree.children) {
    if (node.type !== "paragraph" || node.position === undefined) continue;
    for (let line = node.position.start.line; line <= node.position.end.line; line += 1)
      lines.add(line - 1);
    for (const line of codeLines(node)) lines.delete(line);
  }
  return lines;
}

function codeLines(paragraph: Paragraph): number[] {
  const lines: number[] = [];
  for (const child of paragraph.children) {
    if (child.type !== "inlineCode" || child.position === undefined) continue;
    const { start, end } = child.position;
    for (let line = start.line + 1; line <= end.line; line += 1) lines.push(line - 1);
    if (start.column === 1) lines.push(start.line - 1);
  }
  return lines;
}

/** A text as GitLab saves it: no carriage returns, no trailing space, no lines that were commands. */
export function rewriteBody(body: string): {
  readonly body: string;
  readonly commands: readonly FoundQuickAction[];
} {
  const clean = body.replaceAll("\r", "").trimEnd();
  const commands = findQuickActions(clean);
  if (commands.length === 0) return { body: clean, commands };
  const cut = new Set(commands.map(({ line }) => line));
  const kept = clean.split("\n").filter((_, line) => !cut.has(line));
  return { body: kept.join("\n").trimEnd(), commands };
}
