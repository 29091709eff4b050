/** Where FNV-1a, 32 bits, begins. Source: RFC 9923, read 2026-11. */
export const HASH_START = 0x811c9dc5;

const FNV_PRIME = 0x01000193;

/** Adds one value to a hash: a step of FNV-1a. Engines inline it, so that a loop over characters may call it. */
export function hashStep(hash: number, value: number): number {
  return Math.imul(hash ^ value, FNV_PRIME);
}

/** Spreads the bits of a 32-bit value, which steps leave in the low ones; the finaliser of MurmurHash3, in the public domain. */
export function mixBits(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
