import fc from "fast-check";
import { expect, test } from "vitest";
import { detach } from "../../src/text/detach.ts";

test("a detached text is the same text, lone surrogates included", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => detach(text) === text));
  expect(detach("\ud800 leave")).toBe("\ud800 leave");
});
