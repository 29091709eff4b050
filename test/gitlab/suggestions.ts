import { createCommit, pushBranches, signature } from "./commits.ts";
import { splitLines } from "./patch.ts";
import { parseMarkdown } from "./quick-actions.ts";
import { Refusal } from "./refusal.ts";
import { readFile } from "./repository.ts";
import {
  nextId,
  projectOf,
  type MergeRequest,
  type Note,
  type Position,
  type Suggestion,
  type World,
} from "./world.ts";

/** GitLab clamps larger offsets without a word. `Suggestible::MAX_LINES_CONTEXT`. */
const LINES_CONTEXT_MAX = 100;
const OFFSETS = /^(?:-(\d+))?(?:\+(\d+))?$/;

interface CodeBlock {
  readonly lang: string;
  readonly text: string;
}

interface MarkdownNode {
  readonly type: string;
  readonly lang?: unknown;
  readonly value?: unknown;
  readonly children?: readonly MarkdownNode[];
}

function* codeBlocks(node: MarkdownNode): Generator<CodeBlock> {
  if (node.type === "code" && typeof node.lang === "string" && typeof node.value === "string")
    yield { lang: node.lang, text: node.value };
  for (const child of node.children ?? []) yield* codeBlocks(child);
}

/** The suggestions in a comment: only on a line that exists after the change. */
export function parseSuggestions(
  world: World,
  body: string,
  position: Position | undefined,
): Suggestion[] {
  if (position?.type !== "text" || position.newLine === undefined) return [];
  const { newLine, refs, newPath } = position;
  const file = readFile(world.objects, refs.head, newPath)?.toString("utf8") ?? "";
  const suggestions: Suggestion[] = [];
  for (const { lang, text } of codeBlocks(parseMarkdown(body))) {
    const [name, params = ""] = lang.split(/:(.*)/s);
    if (name !== "suggestion") continue;
    const offsets = OFFSETS.exec(params);
    const linesAbove = Math.min(Number(offsets?.[1] ?? 0), LINES_CONTEXT_MAX);
    const linesBelow = Math.min(Number(offsets?.[2] ?? 0), LINES_CONTEXT_MAX);
    const fromContent = linesOf(file, newLine - linesAbove, newLine + linesBelow);
    const lineBreak = /\r?\n$/.exec(fromContent)?.[0] ?? "";
    const toContent = text.trim() === "" ? "" : text + lineBreak;
    const id = nextId(world, "suggestion");
    suggestions.push({ id, linesAbove, linesBelow, fromContent, toContent, applied: false });
  }
  return suggestions;
}

function linesOf(text: string, from: number, to: number): string {
  return withBreaks(text)
    .slice(Math.max(0, from - 1), to)
    .join("");
}

function withBreaks(text: string): string[] {
  const lines = splitLines(text).map((line) => `${line}\n`);
  const last = lines.pop();
  if (last !== undefined) lines.push(text.endsWith("\n") ? last : last.slice(0, -1));
  return lines;
}

/** The lines of the new text that a suggestion replaces, 1-based, both inclusive. */
export function suggestedLines(
  note: Note,
  suggestion: Suggestion,
): { readonly from: number; readonly to: number } {
  const line = note.position?.newLine ?? 0;
  return {
    from: Math.max(1, line - suggestion.linesAbove),
    to: line + suggestion.linesBelow,
  };
}

/** Why a suggestion cannot be applied, undefined when it can. */
export function inapplicableReason(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  suggestion: Suggestion,
): string | undefined {
  if (suggestion.applied) return "Can't apply this suggestion.";
  if (mergeRequest.state !== "opened")
    return `This merge request was ${mergeRequest.state}. To apply this suggestion, edit this file directly.`;
  const source = projectOf(world, mergeRequest.sourceProjectId);
  const head = source.branches.get(mergeRequest.sourceBranch);
  if (head === undefined) return "Can't apply as the source branch was deleted.";
  if (note.outdated || note.position === undefined)
    return "Can't apply as this line was changed in a more recent version.";
  if (suggestion.fromContent === suggestion.toContent)
    return "This suggestion already matches its content.";
  const file = readFile(world.objects, head, note.position.newPath)?.toString("utf8");
  const { from, to } = suggestedLines(note, suggestion);
  if (file === undefined || linesOf(file, from, to) !== suggestion.fromContent)
    return "Can't apply as this line was changed in a more recent version.";
  return undefined;
}

/** Applies suggestions as one commit on the source branch; the caller resolves the threads. */
export function applySuggestions(
  world: World,
  mergeRequest: MergeRequest,
  chosen: readonly { readonly note: Note; readonly suggestion: Suggestion }[],
  { actorId, message }: { readonly actorId: number; readonly message?: string | undefined },
): void {
  const source = projectOf(world, mergeRequest.sourceProjectId);
  const edits = new Map<string, { from: number; to: number; text: string }[]>();
  for (const { note, suggestion } of chosen) {
    const why = inapplicableReason(world, mergeRequest, note, suggestion);
    if (why !== undefined) throw new Refusal(400, { message: why }, "invalid");
    // Gitlab::Suggestions::SuggestionSet#latest_source_head?
    if (note.position?.refs.head !== source.branches.get(mergeRequest.sourceBranch))
      throw new Refusal(400, { message: "A file has been changed." }, "invalid");
    const path = note.position?.newPath ?? "";
    const lines = suggestedLines(note, suggestion);
    const here = edits.get(path) ?? [];
    if (here.some(({ from, to }) => from <= lines.to && lines.from <= to))
      throw new Refusal(
        400,
        { message: "Suggestions are not applicable as their lines cannot overlap." },
        "invalid",
      );
    edits.set(path, [...here, { ...lines, text: suggestion.toContent }]);
  }
  const head = source.branches.get(mergeRequest.sourceBranch) ?? mergeRequest.headSha;
  const changes = new Map<string, Buffer>();
  for (const [path, replacements] of edits) {
    const lines = withBreaks(readFile(world.objects, head, path)?.toString("utf8") ?? "");
    for (const { from, to, text } of replacements.sort((a, b) => b.from - a.from))
      lines.splice(from - 1, to - from + 1, text);
    changes.set(path, Buffer.from(lines.join("")));
  }
  const authors = new Set(chosen.map(({ note }) => note.authorId));
  const [author = actorId] = authors;
  const sha = createCommit(world, {
    parents: [head],
    changes,
    message: message ?? `Apply ${chosen.length} suggestion(s) to ${edits.size} file(s)`,
    author: signature(world, authors.size === 1 ? author : actorId),
    committer: signature(world, actorId),
  });
  for (const { suggestion } of chosen) suggestion.applied = true;
  pushBranches(world, source.id, [{ branch: mergeRequest.sourceBranch, after: sha }], actorId);
}
