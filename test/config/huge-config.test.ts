import { describe, expect, test } from "vitest";

import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { DataFileError } from "../../src/lint/data-file.ts";

describe("a configuration that nobody wrote by hand", () => {
  const lines = (count: number, line: (nth: number) => string): string =>
    Array.from({ length: count }, (_, nth) => line(nth)).join("\n");

  function messageOf(text: string): string {
    try {
      parseHandbookConfig(".handbook-bot.yml", text, []);
    } catch (error) {
      if (error instanceof DataFileError) return error.message;
      throw error;
    }
    return "";
  }

  test.each([
    ["unknown keys", lines(20_000, (nth) => `key${nth}: 1`)],
    ["unknown rules", `rules:\n${lines(9_000, (nth) => `  family/rule${nth}: off`)}`],
    ["wrong entries", `ignore:\n${lines(400, (nth) => `  - [${nth}]`)}`],
    ["repeated keys", lines(9_000, () => "rules: {}")],
  ])("reports the first twenty problems of many, and how many more there are: %s", (_, text) => {
    const message = messageOf(text).split("\n");
    expect(message).toHaveLength(21);
    expect(message[0]).toMatch(/^\.handbook-bot\.yml:[12]:\d+: /);
    expect(message[20]).toMatch(/^\.handbook-bot\.yml: and \d+ more\.$/);
  });

  test("is not read where it is larger than any that people write", () => {
    expect(messageOf(`# ${"x".repeat(256 * 1024)}`)).toBe(
      ".handbook-bot.yml:1:1: it has 262146 bytes; a configuration has at most 262144",
    );
  });
});
