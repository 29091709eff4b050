import { createHmac, timingSafeEqual } from "node:crypto";

export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the bot and GitLab share. At least one must be set. */
export interface DeliverySecrets {
  /** Sent in clear as `X-Gitlab-Token` by every version of GitLab. */
  readonly token?: string | undefined;
  /** `whsec_…`, signs deliveries since GitLab 19.0. */
  readonly signing?: string | undefined;
}

export type Verification =
  | {
      readonly ok: true;
      readonly by: "signature" | "token";
      /** Why the signature did not count although one is expected: for the log. */
      readonly signatureProblem?: string;
    }
  | { readonly ok: false; readonly why: string };

/** What the headers alone say of a delivery. */
export type Admission =
  /** It has the secret token: whatever its body is, GitLab has sent it. */
  | { readonly kind: "trusted" }
  /** It names a signature that only the body can prove. */
  | { readonly kind: "unproven" }
  /** No body could make it valid. */
  | { readonly kind: "refused"; readonly why: string };

/** The Standard Webhooks libraries refuse what is older or newer. standardwebhooks 1.0, 2026-11 */
const toleranceMs = 5 * 60 * 1000;

/** Looks at a delivery before its body is read, which a stranger could make large, slow, or both. */
export function admitDelivery(
  headers: DeliveryHeaders,
  secrets: DeliverySecrets,
  now: number,
): Admission {
  if (hasToken(headers, secrets)) return { kind: "trusted" };
  const signed =
    secrets.signing === undefined ? "no signing token is set" : readSigned(headers, now);
  if (typeof signed !== "string") return { kind: "unproven" };
  return {
    kind: "refused",
    why: secrets.token === undefined ? signed : "the secret token is missing or wrong",
  };
}

/**
 * Whether a delivery comes from GitLab. A valid signature is enough. Where a signing token is
 * configured, a delivery without a valid signature is refused, unless the secret token is configured
 * too and matches: instances before 19.0, or with the feature switched off, send only that one.
 */
export function verifyDelivery(
  headers: DeliveryHeaders,
  rawBody: Uint8Array,
  secrets: DeliverySecrets,
  now: number,
): Verification {
  const problem =
    secrets.signing === undefined
      ? undefined
      : findSignatureProblem(headers, rawBody, secrets.signing, now);
  if (secrets.signing !== undefined && problem === undefined) {
    return { ok: true, by: "signature" };
  }
  if (secrets.token === undefined) {
    return { ok: false, why: problem ?? "no secret is configured" };
  }
  if (!hasToken(headers, secrets)) {
    return { ok: false, why: "the secret token is missing or wrong" };
  }
  return {
    ok: true,
    by: "token",
    ...(problem === undefined ? {} : { signatureProblem: problem }),
  };
}

function hasToken(headers: DeliveryHeaders, { token }: DeliverySecrets): boolean {
  return token !== undefined && isSame(only(headers["x-gitlab-token"]) ?? "", token);
}

interface Signed {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
}

/** What the headers say of the signature, or what is wrong with them. */
function readSigned(headers: DeliveryHeaders, now: number): Signed | string {
  const id = only(headers["webhook-id"]);
  const timestamp = only(headers["webhook-timestamp"]);
  const signatures = only(headers["webhook-signature"])
    ?.split(" ", 10)
    .filter((entry) => entry.startsWith("v1,"));
  if (id === undefined || timestamp === undefined || signatures === undefined) {
    return "the delivery is not signed";
  }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > toleranceMs) {
    return "the signature is more than five minutes off";
  }
  return signatures.length === 0 ? "the signature does not match" : { id, timestamp, signatures };
}

function findSignatureProblem(
  headers: DeliveryHeaders,
  rawBody: Uint8Array,
  signingToken: string,
  now: number,
): string | undefined {
  const signed = readSigned(headers, now);
  if (typeof signed === "string") {
    return signed;
  }
  // The key is what the part after the prefix decodes to, not its text.
  const key = Buffer.from(signingToken.replace(/^whsec_/, ""), "base64");
  if (key.length === 0) {
    return "the configured signing token holds no key";
  }
  const expected = createHmac("sha256", key)
    .update(`${signed.id}.${signed.timestamp}.`)
    .update(rawBody)
    .digest("base64");
  // While a token is being replaced GitLab signs with both.
  const isSigned = signed.signatures.some((entry) => isSame(entry.slice(3), expected));
  return isSigned ? undefined : "the signature does not match";
}

function only(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.[0];
}

/** Takes as long for a near miss as for a far one; hashing first makes lengths equal. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return expected !== "" && timingSafeEqual(digest(given), digest(expected));
}
