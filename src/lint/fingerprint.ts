import type { Report, RuleId } from "./finding.ts";
import { mixBits } from "../text/hash.ts";

/**
 * Names what a finding is about: rule and key, or rule and the text under the span with white space
 * folded. Hashed, so that no text of a page travels inside a marker.
 */
export function identityOf(rule: RuleId, report: Report, source: string): string {
  const about =
    report.key === undefined
      ? `text ${source.slice(report.span.start, report.span.end).replace(/\s+/g, " ").trim()}`
      : `key ${report.key}`;
  return `${rule}@${hash128(about)}`;
}

/** Names one finding: equal findings on a page are distinguished by their ordinal, counted from 0. */
export function fingerprintOf(identity: string, path: string, ordinal: number): string {
  return hash128(`${identity}\n${path}\n${ordinal}`);
}

const factor1 = 0x239b961b;
const factor2 = 0xab0e9789;
const factor3 = 0x38b34ae5;
const factor4 = 0xa1e38b93;

/** Four 32-bit words; every use brings them back to 32 bits. */
type State = [number, number, number, number];

/**
 * Hashes a text to 32 hexadecimal digits: MurmurHash3 x86 128 (Austin Appleby, public domain) with
 * seed 0 over the UTF-16LE bytes. Names, not secrets: whoever wants a collision can make one.
 */
export function hash128(text: string): string {
  const state: State = [0, 0, 0, 0];
  const whole = text.length - (text.length % 8);
  for (let at = 0; at < whole; at += 8) mixBlock(state, text, at);
  mixRest(state, text, whole);
  return finish(state, text.length * 2);
}

/** Two UTF-16 units as 32 bits; nothing stands beyond the end. */
function word(text: string, at: number): number {
  const low = at < text.length ? text.charCodeAt(at) : 0;
  const high = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return low | (high << 16);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function scramble(value: number, before: number, bits: number, after: number): number {
  return Math.imul(rotate(Math.imul(value, before), bits), after);
}

function mixBlock(h: State, text: string, at: number): void {
  h[0] ^= scramble(word(text, at), factor1, 15, factor2);
  h[0] = (Math.imul(rotate(h[0], 19) + h[1], 5) + 0x561ccd1b) | 0;
  h[1] ^= scramble(word(text, at + 2), factor2, 16, factor3);
  h[1] = (Math.imul(rotate(h[1], 17) + h[2], 5) + 0x0bcaa747) | 0;
  h[2] ^= scramble(word(text, at + 4), factor3, 17, factor4);
  h[2] = (Math.imul(rotate(h[2], 15) + h[3], 5) + 0x96cd1c35) | 0;
  h[3] ^= scramble(word(text, at + 6), factor4, 18, factor1);
  h[3] = (Math.imul(rotate(h[3], 13) + h[0], 5) + 0x32ac3b17) | 0;
}

function mixRest(h: State, text: string, at: number): void {
  h[0] ^= scramble(word(text, at), factor1, 15, factor2);
  h[1] ^= scramble(word(text, at + 2), factor2, 16, factor3);
  h[2] ^= scramble(word(text, at + 4), factor3, 17, factor4);
  h[3] ^= scramble(word(text, at + 6), factor4, 18, factor1);
}

function finish(h: State, bytes: number): string {
  const [a, b, c, d] = cross(h[0] ^ bytes, h[1] ^ bytes, h[2] ^ bytes, h[3] ^ bytes);
  return cross(mixBits(a), mixBits(b), mixBits(c), mixBits(d))
    .map((part) => (part >>> 0).toString(16).padStart(8, "0"))
    .join("");
}

function cross(a: number, b: number, c: number, d: number): State {
  const sum = (a + b + c + d) | 0;
  return [sum, (b + sum) | 0, (c + sum) | 0, (d + sum) | 0];
}
