import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DataFileError, parseDataFile } from "../../src/lint/data-file.ts";
import { nearest } from "../../src/lint/describe-issue.ts";

function problems(text: string, schema: z.ZodType): readonly string[] {
  try {
    parseDataFile("x.yml", text, schema);
    return [];
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return error.problems.map(({ line, at, message }) => `${line} ${at}: ${message}`);
  }
}

const inner = z.strictObject({ colour: z.string() });

describe("an unknown key is compared with those that the schema knows there", () => {
  test.each([
    ["at the top", "color: red\n", inner, "1 color"],
    [
      "in an optional part",
      "a: { color: red }\n",
      z.strictObject({ a: inner.optional() }),
      "1 a.color",
    ],
    [
      "in a part that may be empty",
      "a: { color: red }\n",
      z.strictObject({ a: z.nullable(inner) }),
      "1 a.color",
    ],
    [
      "in a part with a default",
      "a: { color: red }\n",
      z.strictObject({ a: inner.default({ colour: "red" }) }),
      "1 a.color",
    ],
    [
      "in a part that is checked further",
      "a: { color: red }\n",
      z.strictObject({ a: inner.transform((a) => a) }),
      "1 a.color",
    ],
    [
      "in a list",
      "a:\n  - color: red\n",
      z.strictObject({ a: z.array(inner).readonly() }),
      "2 a.0.color",
    ],
    [
      "under a name of one's own",
      "a:\n  b: { color: red }\n",
      z.strictObject({ a: z.record(z.string(), inner) }),
      "2 a.b.color",
    ],
    [
      "in one of two shapes",
      "a: { color: red }\n",
      z.strictObject({ a: z.union([z.string(), inner]) }),
      "1 a.color",
    ],
  ])("%s", (_, text, schema, at) => {
    expect(problems(text, schema)).toContain(`${at}: unknown key “color”; the nearest is colour`);
  });

  test("of many, twelve are named", () => {
    const keys = Array.from({ length: 14 }, (_, at) => `k${at}x`);
    const schema = z.strictObject(
      Object.fromEntries(keys.map((key) => [key, z.string().optional()])),
    );
    expect(problems("zzzzzzzz: 1\n", schema)).toEqual([
      `1 zzzzzzzz: unknown key “zzzzzzzz”; known are ${keys.slice(0, 12).join(", ")} and 2 more`,
    ]);
    expect(nearest("zzz", keys.slice(0, 12))).toBe(`known are ${keys.slice(0, 12).join(", ")}`);
    expect(nearest("zzz", [])).toBe("none is known here");
  });

  test("is shortened", () => {
    expect(problems(`${"k".repeat(60)}: 1\n${"l".repeat(61)}: 1\n`, z.strictObject({}))).toEqual([
      expect.stringContaining(`unknown key “${"k".repeat(60)}”; none`),
      expect.stringContaining(`unknown key “${"l".repeat(59)}…”; none`),
    ]);
  });
});

describe("what was expected and what was found are named in words", () => {
  test.each([
    [z.string(), "3", "expected a text, found 3"],
    [z.string(), "{ b: 1 }", "expected a text, found a mapping"],
    [z.string(), "[1]", "expected a text, found a list"],
    [z.string(), "", "expected a text, found nothing"],
    [z.string(), "true", "expected a text, found true"],
    [z.number(), "x", "expected a number, found “x”"],
    [z.int(), "1.5", "expected a whole number, found 1.5"],
    [z.boolean(), "x", "expected true or false, found “x”"],
    [z.array(z.string()), "x", "expected a list, found “x”"],
    [z.strictObject({}), "x", "expected a mapping, found “x”"],
    [z.record(z.string(), z.string()), "x", "expected a mapping, found “x”"],
    [z.date(), "x", "expected date, found “x”"],
    [z.string().max(2), "leave", "found “leave”; too big: expected string to have <=2 characters"],
    [z.enum(["on", "off"]), "onn", "found “onn”; the nearest is on"],
    [z.enum(["on", "off"]), "7", "found 7; expected on, off"],
    [z.union([z.enum(["on", "off"]), z.number()]), "offf", "found “offf”; the nearest is off"],
    [
      z.union([z.enum(["on", "off"]), z.number()]),
      "[]",
      "found a list; expected on, off or a number",
    ],
    [z.union([z.string(), z.string().max(2)]), "3", "found 3; expected a text"],
    [z.string().max(2), "x ".repeat(40), `found “${"x ".repeat(29)}x…”; too big`],
  ])("%o of %j", (schema, value, message) => {
    const found = problems(`a: ${value}\n`, z.strictObject({ a: schema }));
    expect(found).toEqual([expect.stringContaining(`1 a: ${message}`)]);
  });

  test("a problem of a key stands at the key, one of a value at the value", () => {
    const key = z.string().max(2, "a name has at most two letters");
    const list = "a:\n\n  bbb:\n    - 1\n";
    expect(problems(list, z.strictObject({ a: z.record(key, z.any()) }))).toEqual([
      "3 a.bbb: a name has at most two letters",
    ]);
    const refined = (isKey: boolean) =>
      z.strictObject({
        a: z.any().superRefine((_, context) => {
          context.addIssue({ code: "custom", message: "no", path: ["bbb"], params: { isKey } });
        }),
      });
    expect(problems(list, refined(true))).toEqual(["3 a.bbb: no"]);
    expect(problems(list, refined(false))).toEqual(["4 a.bbb: no"]);
  });
});
