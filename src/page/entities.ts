import { decodeNamedCharacterReference } from "decode-named-character-reference";

import type { Span } from "../text/span.ts";

const REFERENCE_CHARS_MAX = 34;
const REFERENCE = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;
const REFERENCE_HERE = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/y;

/** Decodes the character references of a text; what is none stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (reference, decimal?: string, hex?: string, name?: string) =>
    decoded(reference, decimal, hex, name),
  );
}

/** The character reference at an offset and what it stands for; undefined where none begins. */
export function entityAt(
  text: string,
  at: number,
): { readonly length: number; readonly text: string } | undefined {
  REFERENCE_HERE.lastIndex = at;
  const match = REFERENCE_HERE.exec(text);
  if (match === null) return undefined;
  const [reference, decimal, hex, name] = match;
  return { length: reference.length, text: decoded(reference, decimal, hex, name) };
}

/** Whether a span begins or ends inside a character reference, so that an edit of it would break the reference. */
export function cutsEntity(text: string, { start, end }: Span): boolean {
  return isInside(text, start) || isInside(text, end);
}

function isInside(text: string, offset: number): boolean {
  const near = Math.max(0, offset - REFERENCE_CHARS_MAX);
  const from = near + text.slice(near, offset).lastIndexOf("&");
  return from >= near && from + (entityAt(text, from)?.length ?? 0) > offset;
}

function decoded(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return decodeNamedCharacterReference(name) || reference;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\ufffd";
}
