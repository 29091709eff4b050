import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";

import { verifyDelivery } from "../../src/gitlab/verify.ts";

const now = Date.UTC(2026, 10, 20, 9, 30);
const key = Buffer.from("a key of thirty-two bytes, no mo");
const signing = `whsec_${key.toString("base64")}`;
const token = "correct horse";
const body = Buffer.from('{"object_kind":"merge_request","title":"Urlaub – für alle"}');

function sign(
  options: { at?: number; id?: string; with?: Buffer | string; over?: Uint8Array } = {},
) {
  const { at = now, id = "f5e5f430", over = body } = options;
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac("sha256", options.with ?? key)
    .update(`${id}.${timestamp}.`)
    .update(over)
    .digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${digest}` };
}

describe("a signing token", () => {
  test("accepts what GitLab signed with the decoded key", () => {
    expect(verifyDelivery(sign(), body, { signing }, now)).toEqual({ ok: true, by: "signature" });
  });

  test("agrees with the Standard Webhooks library on its example", () => {
    const headers = {
      "webhook-id": "f5e5f430-f57b-4e6e-9fac-d9128cd7232f",
      "webhook-timestamp": "1768543000",
      "webhook-signature": "v1,9lNEt1n4CZMNo5GFzNoJNpI5fDOYu3bpcc5JexvUb/U=",
    };
    const signed = '{"object_kind":"merge_request","object_attributes":{"iid":16,"action":"open"}}';
    const secrets = { signing: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" };
    expect(verifyDelivery(headers, Buffer.from(signed), secrets, 1_768_543_060_000).ok).toBe(true);
  });

  test("accepts any of several signatures, as while a token is replaced", () => {
    const headers = sign();
    const both = `v1,${Buffer.alloc(32).toString("base64")} v2,x ${headers["webhook-signature"]}`;
    expect(
      verifyDelivery({ ...headers, "webhook-signature": both }, body, { signing }, now).ok,
    ).toBe(true);
  });

  test.each<[string, Record<string, string>]>([
    ["is not signed", {}],
    ["is signed with the text of the token instead of its key", sign({ with: signing })],
    ["is signed over other bytes", sign({ over: Buffer.from("{}") })],
    ["is six minutes old", sign({ at: now - 360_000 })],
    ["is from six minutes ahead", sign({ at: now + 360_000 })],
    ["has a timestamp that is no number", { ...sign(), "webhook-timestamp": "soon" }],
    ["has another id than the signed one", { ...sign(), "webhook-id": "other" }],
    ["has a signature of another scheme", { ...sign(), "webhook-signature": "v1a,AAAA" }],
    ["brings only a secret token", { "x-gitlab-token": token }],
  ])("refuses a delivery that %s", (_, headers) => {
    expect(verifyDelivery(headers, body, { signing }, now).ok).toBe(false);
  });

  test("tolerates four minutes either way", () => {
    for (const at of [now - 240_000, now + 240_000]) {
      expect(verifyDelivery(sign({ at }), body, { signing }, now).ok).toBe(true);
    }
  });

  test("that decodes to nothing accepts nothing", () => {
    const headers = sign({ with: "" });
    expect(verifyDelivery(headers, body, { signing: "whsec_" }, now).ok).toBe(false);
  });
});

describe("a secret token", () => {
  test("accepts the same token and no other", () => {
    expect(verifyDelivery({ "x-gitlab-token": token }, body, { token }, now)).toEqual({
      ok: true,
      by: "token",
    });
    for (const wrong of ["", "correct", "correct horse ", "Correct horse"]) {
      expect(verifyDelivery({ "x-gitlab-token": wrong }, body, { token }, now).ok).toBe(false);
    }
    expect(verifyDelivery({}, body, { token }, now).ok).toBe(false);
  });

  test("beside a signing token serves instances that cannot sign, and the lack is told", () => {
    const verified = verifyDelivery({ "x-gitlab-token": token }, body, { token, signing }, now);
    expect(verified).toEqual({
      ok: true,
      by: "token",
      signatureProblem: "the delivery is not signed",
    });
  });

  test("beside a signing token is not needed where the signature is valid", () => {
    expect(verifyDelivery(sign(), body, { token, signing }, now)).toMatchObject({
      by: "signature",
    });
  });

  test("beside a signing token refuses when neither holds", () => {
    const headers = { ...sign({ with: "wrong" }), "x-gitlab-token": "wrong" };
    expect(verifyDelivery(headers, body, { token, signing }, now).ok).toBe(false);
  });

  test("that is empty accepts nothing, nor does having no secret at all", () => {
    expect(verifyDelivery({ "x-gitlab-token": "" }, body, { token: "" }, now).ok).toBe(false);
    expect(verifyDelivery({ "x-gitlab-token": "" }, body, {}, now).ok).toBe(false);
  });
});

test("no refusal repeats a secret", () => {
  const headers = { ...sign({ with: "wrong" }), "x-gitlab-token": "wrong" };
  const told = JSON.stringify(verifyDelivery(headers, body, { token, signing }, now));
  expect(told).not.toContain(token);
  expect(told).not.toContain(signing);
});
