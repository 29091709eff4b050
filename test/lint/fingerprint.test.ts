import * as fc from "fast-check";
import { expect, test } from "vitest";

import { fingerprintOf, hash128, identityOf } from "../../src/lint/fingerprint.ts";

test.each([
  // From the reference implementation (mmh3.hash_bytes, x86, seed 0) over UTF-16LE bytes.
  ["", "00000000000000000000000000000000"],
  ["leave", "618ce4bd0493dfc2f0ff5061584a8ed6"],
  ["policy pages", "182a2d40b92e955683bcecb70085a3e9"],
  ["Our leave policy gives everybody twenty-five days.", "8881d7e320563568b1bfdc68650db66d"],
])("the hash of “%s” never changes, for notes in GitLab carry it", (text, hash) => {
  expect(hash128(text)).toBe(hash);
});

test("short texts of all kinds have hashes of their own", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 200 }),
      (texts) => {
        expect(new Set(texts.map(hash128)).size).toBe(texts.length);
      },
    ),
    { numRuns: 20 },
  );
});

test("white space under the span is folded", () => {
  const source = "Ask  your\nmanager. Ask your manager.";
  const at = (start: number, end: number): string =>
    identityOf("wording/x", { span: { start, end }, message: "" }, source);
  expect(at(0, 18)).toBe(at(19, 36));
});

test("text and key cannot be taken for each other", () => {
  const span = { start: 0, end: 5 };
  const text = identityOf("wording/x", { span, message: "" }, "leave");
  const key = identityOf("wording/x", { span, message: "", key: "leave" }, "leave");
  expect(text).not.toBe(key);
});

test("rule, path and ordinal each change the name", () => {
  const span = { start: 0, end: 5 };
  const a = identityOf("wording/x", { span, message: "" }, "leave");
  const b = identityOf("wording/y", { span, message: "" }, "leave");
  const names = [
    fingerprintOf(a, "leave.md", 0),
    fingerprintOf(a, "leave.md", 1),
    fingerprintOf(a, "pay.md", 0),
    fingerprintOf(b, "leave.md", 0),
  ];
  expect(new Set(names).size).toBe(4);
});
