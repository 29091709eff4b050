import { createHmac, scryptSync, timingSafeEqual } from "node:crypto";

/** A proof that the bot wrote a marker for this merge request, whoever GitLab names as the author. */
export interface Seal {
  readonly sign: (text: string) => string;
  readonly isValid: (text: string, signature: string) => boolean;
}

/** Notes are public, so whoever guesses at the secret must pay for each guess. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/**
 * Makes the proof from secrets that stay when the token changes. The first signs, all of them are accepted.
 * Undefined without a secret.
 */
export function createSeal(secrets: readonly (string | undefined)[]): Seal | undefined {
  const keys = secrets
    .filter((secret) => secret !== undefined)
    .map((secret) => scryptSync(secret, "handbook-bot seal of notes", 32, cost));
  const [first] = keys;
  if (first === undefined) return undefined;
  const signWith = (key: Buffer, text: string): string =>
    createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  return {
    sign: (text) => signWith(first, text),
    isValid: (text, signature) =>
      keys.some((key) => isSame(Buffer.from(signWith(key, text)), Buffer.from(signature))),
  };
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
