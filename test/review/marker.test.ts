import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growsTooFast, PARTS } from "../cpu-growth.ts";
import {
  type NoteName,
  parseMarker,
  readSigned,
  withMarker,
  withSignature,
} from "../../src/review/marker.ts";

const hash = "0123456789abcdef".repeat(2);
const named = (digit: number) => ({
  fingerprint: hash.replace("0", `${digit}`),
  identity: hash.replace("f", `${digit}`),
});
const name = {
  kind: "finding",
  instance: "people-ops",
  findings: [{ fingerprint: hash, identity: hash.replace("0", "f") }],
  path: "people/leave & pay--2026.md",
} as const satisfies NoteName;

describe("withMarker and parseMarker", () => {
  it.each([
    ["a comment", name],
    ["a comment on three findings", { ...name, findings: [1, 2, 3].map(named) }],
    ["a summary", { kind: "summary", instance: "people-ops" }],
    ["names in any script", { ...name, instance: "人事 –— bot", path: "人事/休假 -->.md" }],
  ] as const)("know %s again", (_, each) => {
    expect(parseMarker(withMarker("Hello.", each))).toEqual({ ...each, isEdited: false });
  });

  it("put one hidden line at the end", () => {
    expect(withMarker("The section is missing.\n", name).split("\n")).toEqual([
      "The section is missing.",
      "",
      expect.stringMatching(/^<!-- handbook-bot:1 finding [^<>-]+ -->$/),
    ]);
  });

  it("bear what GitLab does to a body when it stores it", () => {
    const body = withMarker("One line.\r\n\r\nAnother.  \r\n", name);
    expect(body).not.toContain("\r");
    expect(parseMarker(body.replaceAll("\n", "\r\n"))?.isEdited).toBe(false);
    expect(parseMarker(`${body}\n  \n`)?.isEdited).toBe(false);
  });

  it.each([
    ["changes a word", (body: string) => body.replace("missing", "there")],
    ["writes below it", (body: string) => `${body}\n\nI disagree.`],
    ["writes above it", (body: string) => `Edit: ${body}`],
  ])("tell when a person %s", (_, edit) => {
    const body = edit(withMarker("The section is missing.", name));
    expect(parseMarker(body)).toEqual({ ...name, isEdited: true });
  });

  it.each([
    ["no marker", "The section is missing."],
    ["an unknown version", withMarker("x", name).replace("bot:1", "bot:2")],
    ["a marker inside a line", withMarker("x", name).replace("<!--", "See <!--")],
    ["a short hash", withMarker("x", name).replace(hash, "0123")],
    ["a fingerprint too many", withMarker("x", name).replace(hash, `${hash},${hash}`)],
    ["a path that cannot be read", withMarker("x", name).replace("people%2F", "%E0%A4%A")],
    ["another tool's marker", "<!-- other-bot:finding:12 -->"],
  ])("see nothing in a note with %s", (_, body) => {
    expect(parseMarker(body)).toBeUndefined();
  });

  it("give the name back for any text", () => {
    const text = fc.string({ unit: "binary", minLength: 1 });
    fc.assert(
      fc.property(text, text, text, (visible, instance, path) => {
        const each: NoteName = { ...name, instance, path };
        expect(parseMarker(withMarker(visible, each))).toEqual({ ...each, isEdited: false });
      }),
    );
  });

  it.each([
    ["beginnings", "<!-- handbook-bot:1 finding ".repeat(35_000)],
    ["beginnings on lines", "<!-- handbook-bot:1 finding a\n".repeat(33_000)],
    ["a field that never ends", `<!-- handbook-bot:1 finding ${"a".repeat(999_000)}`],
    ["empty lines", "\n".repeat(1_000_000)],
  ])("are not found in a megabyte of %s, in linear time", (_, text) => {
    expect(parseMarker(text)).toBeUndefined();
    const part = text.slice(0, text.length / PARTS);
    expect(
      growsTooFast(
        () => parseMarker(part),
        () => parseMarker(text),
      ),
    ).toBe(false);
  });
});

describe("a signature", () => {
  const answer: NoteName = { kind: "answer", instance: "a", noteId: 7, outcome: "why" };
  it.each([
    ["a comment", name],
    ["a summary", { kind: "summary", instance: "a" }],
    ["an answer", answer],
  ] as const)("is read from the marker of %s, whose words it is made over", (_, each) => {
    const body = withMarker("Hello.", each);
    const signed = readSigned(withSignature(body, hash));
    expect(signed?.signature).toBe(hash);
    expect(readSigned(body)).toEqual({ words: signed?.words, signature: undefined });
    expect(readSigned(withMarker("Bye.", each))?.words).not.toBe(signed?.words);
    expect(parseMarker(withSignature(body, hash))).toEqual({ ...each, isEdited: false });
  });

  it("is none where there is no marker", () => {
    expect(readSigned("Hello.")).toBeUndefined();
  });
});
