import { hashStep, mixBits } from "../../text/hash.ts";

/** 64 bits that name a text, in two halves that are computed apart. */
export interface TextKey {
  readonly keyLow: number;
  readonly keyHigh: number;
}

/** Names the words from one place up to another by their hashes. */
export function textKey(hashes: Uint32Array, from: number, to: number): TextKey {
  let low = 0x9e3779b9;
  let high = 0x7f4a7c15;
  for (let at = from; at < to; at += 1) {
    const hash = hashes[at] ?? 0;
    low = hashStep(low, hash);
    high = Math.imul(((high << 13) | (high >>> 19)) ^ hash, 0xcc9e2d51);
  }
  return { keyLow: mixBits(low ^ (to - from)), keyHigh: mixBits(high + to - from) };
}

/** Values by keys of texts. */
export class TextMap<T> {
  readonly #byLow = new Map<number, Map<number, T>>();

  get({ keyLow, keyHigh }: TextKey): T | undefined {
    return this.#byLow.get(keyLow)?.get(keyHigh);
  }

  set({ keyLow, keyHigh }: TextKey, value: T): void {
    const known = this.#byLow.get(keyLow);
    if (known === undefined) this.#byLow.set(keyLow, new Map([[keyHigh, value]]));
    else known.set(keyHigh, value);
  }
}

/** Writes a key as one name. */
export function textName({ keyLow, keyHigh }: TextKey): string {
  return keyHigh.toString(36) + keyLow.toString(36).padStart(7, "0");
}
