import { hash128 } from "../lint/fingerprint.ts";

/** How a note names a finding that it is about. */
export interface FindingName {
  readonly fingerprint: string;
  /** The finding's identity, hashed. */
  readonly identity: string;
}

/** What a note of the bot says about itself. */
export type NoteName =
  | {
      readonly kind: "finding";
      /** Keeps several bots on one merge request apart. */
      readonly instance: string;
      /** At least one; several where they share a line. */
      readonly findings: readonly FindingName[];
      /** Path of the page when the comment was written. */
      readonly path: string;
    }
  | { readonly kind: "summary"; readonly instance: string }
  | {
      /** The answer to a command. */
      readonly kind: "answer";
      readonly instance: string;
      /** The note that holds the command. */
      readonly noteId: number;
      /** What came of it, in words with hyphens. */
      readonly outcome: string;
    };

/** The marker of a note, read back. */
export type Marker = NoteName & {
  /** The text above is no longer what the bot wrote. */
  readonly isEdited: boolean;
};

/** A signature beside a marker, and the part of the marker that it is made over. */
export interface Signed {
  readonly words: string;
  readonly signature: string | undefined;
}

/**
 * Adds the hidden line by which the bot knows its notes again: an HTML comment at the end, with a hash
 * of what is visible. The rest of the body must not hold such a line; the renderers see to that.
 */
export function withMarker(visible: string, name: NoteName): string {
  const text = asStored(visible);
  return `${text}\n\n<!-- ${markerStart}${[...wordsOf(name), hash128(text)].join(" ")} -->`;
}

function wordsOf(name: NoteName): readonly (string | number)[] {
  const { kind } = name;
  const instance = encode(name.instance);
  switch (kind) {
    case "finding":
      return [kind, instance, ...encodeFindings(name.findings), encode(name.path)];
    case "summary":
      return [kind, instance];
    case "answer":
      return [kind, instance, name.noteId, name.outcome];
  }
}

/** Begins every marker. No text of a page that holds this may go into a note as it is. */
export const markerStart = "handbook-bot:1 ";

const hash = "[0-9a-f]{32}";
/** Most findings that one note may name. */
export const namedFindingsMax = 100;
const hashes = `[0-9a-f,]{32,${namedFindingsMax * 33 - 1}}`;
const word = "[\\w.%!~*'()]{1,16000}";
const markerLine = new RegExp(
  `^<!-- ${markerStart}(?:(?<summary>summary) (?<owner>${word})|finding (?<instance>${word}) ` +
    `(?<fingerprints>${hashes}) (?<identities>${hashes}) (?<path>${word})|answer (?<answerer>${word}) ` +
    `(?<note>\\d{1,15}) (?<outcome>[a-z-]{1,40})) (?<text>${hash})(?: (?<signature>${hash}))? -->$`,
  "gm",
);

/** Longest note GitLab stores. docs.gitlab.com/api/notes, 2026-11. */
const noteCharactersMax = 1_000_000;

/** Reads the marker of a note as GitLab gives it back; undefined where there is none. */
export function parseMarker(body: string): Marker | undefined {
  const { groups, visible } = split(body);
  const instance = decode(groups?.["instance"] ?? groups?.["owner"] ?? groups?.["answerer"]);
  if (groups === undefined || instance === undefined) return undefined;
  const isEdited = hash128(visible) !== groups["text"];
  if (groups["summary"] !== undefined) return { kind: "summary", instance, isEdited };
  const { note, outcome } = groups;
  if (note !== undefined && outcome !== undefined)
    return { kind: "answer", instance, noteId: Number(note), outcome, isEdited };
  const findings = decodeFindings(groups);
  const path = decode(groups["path"]);
  return path === undefined || findings === undefined
    ? undefined
    : { kind: "finding", instance, findings, path, isEdited };
}

/** Reads who signed the marker of a note; undefined where there is no marker. */
export function readSigned(body: string): Signed | undefined {
  const { groups } = split(body);
  if (groups === undefined) return undefined;
  const names =
    groups["answerer"] === undefined
      ? ["summary", "owner", "instance", "fingerprints", "identities", "path", "text"]
      : ["answerer", "note", "outcome", "text"];
  const words = names.map((name) => groups[name] ?? "").join(" ");
  return { words, signature: groups["signature"] };
}

/** Adds a signature to the marker of a body that has none yet. */
export function withSignature(body: string, signature: string): string {
  return body.replace(/ -->$/, ` ${signature} -->`);
}

/** Gives what readers see of a note: everything but its marker. */
export function visibleText(body: string): string {
  return split(body).visible;
}

function split(body: string): {
  readonly groups: Record<string, string | undefined> | undefined;
  readonly visible: string;
} {
  const stored = asStored(body.slice(0, noteCharactersMax));
  const found = [...stored.matchAll(markerLine)].at(-1);
  if (found === undefined) return { groups: undefined, visible: stored };
  const rest = stored.slice(0, found.index) + stored.slice(found.index + found[0].length);
  return { groups: found.groups, visible: asStored(rest) };
}

/** GitLab deletes carriage returns and white space at the end. app/services/notes, 2026-11. */
function asStored(body: string): string {
  return body.replaceAll("\r", "").trimEnd();
}

function encodeFindings(findings: readonly FindingName[]): readonly [string, string] {
  return [
    findings.map(({ fingerprint }) => fingerprint).join(","),
    findings.map(({ identity }) => identity).join(","),
  ];
}

/** Undefined where these are not whole hashes, as many identities as fingerprints. */
function decodeFindings(
  groups: Record<string, string | undefined>,
): readonly FindingName[] | undefined {
  const fingerprints = groups["fingerprints"]?.split(",") ?? [];
  const identities = groups["identities"]?.split(",") ?? [];
  const isWhole = [...fingerprints, ...identities].every(({ length }) => length === 32);
  if (!isWhole || fingerprints.length !== identities.length) return undefined;
  return fingerprints.map((fingerprint, index) => ({
    fingerprint,
    identity: identities[index] ?? "",
  }));
}

/** A word without spaces, `<`, `>` or hyphens, so that nothing in it can end a comment. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("-", "%2D");
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
