import { describe, expect, test } from "vitest";
import { z } from "zod";

import { DataFileError, parseDataFile, parseDataFileWithLines } from "../../src/lint/data-file.ts";

const schema = z.strictObject({
  owner: z.string(),
  days: z.int().min(1).optional(),
  kind: z.enum(["parental", "annual"]).optional(),
  steps: z
    .array(
      z.union([z.string(), z.strictObject({ name: z.string(), weeks: z.number().optional() })]),
    )
    .optional(),
});

function problems(text: string): readonly string[] {
  try {
    parseDataFile("leave.yml", text, schema);
    return [];
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return error.message.split("\n");
  }
}

describe("a data file that is not in order", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["lacks a key", "days: 3\n", ["leave.yml:1:1: owner: expected a text, found nothing"]],
    [
      "has a key that nobody knows",
      "owner: people\ndasy: 3\n",
      ["leave.yml:2:1: dasy: unknown key “dasy”; the nearest is days"],
    ],
    [
      "is in another encoding",
      Buffer.from("owner: people\n", "utf16le").toString("utf8"),
      ["leave.yml:1:1: this is UTF-16 or no text at all; save the file as UTF-8"],
    ],
    [
      "has several such keys, deep down",
      "owner: people\nsteps:\n  - name: ask\n    week: 3\n    colour: red\n",
      [
        "leave.yml:4:5: steps.0.week: unknown key “week”; the nearest is weeks",
        "leave.yml:5:5: steps.0.colour: unknown key “colour”; known are name, weeks",
      ],
    ],
    [
      "has another kind of value",
      "owner: [people]\ndays: many\n",
      [
        "leave.yml:1:8: owner: expected a text, found a list",
        "leave.yml:2:7: days: expected a number, found “many”",
      ],
    ],
    [
      "has a number out of bounds",
      "owner: people\ndays: 0\n",
      ["leave.yml:2:7: days: found 0; too small: expected number to be >=1"],
    ],
    [
      "has a word that is none of those expected",
      "owner: people\nkind: parentl\n",
      ["leave.yml:2:7: kind: found “parentl”; the nearest is parental"],
    ],
    [
      "has a word that is like none of them",
      "owner: people\nkind: sabbatical\n",
      ["leave.yml:2:7: kind: found “sabbatical”; expected parental, annual"],
    ],
    [
      "has neither of two shapes",
      "owner: people\nsteps:\n  - 3\n",
      ["leave.yml:3:5: steps.0: found 3; expected a text or a mapping"],
    ],
    [
      "has a mistake inside the shape that was meant",
      "owner: people\nsteps:\n  - name: ask\n    weeks: two\n",
      ["leave.yml:4:12: steps.0.weeks: expected a number, found “two”"],
    ],
    ["is a list", "- owner\n", ["leave.yml:1:1: expected a mapping, found a list"]],
    ["is empty", "", ["leave.yml:1:1: owner: expected a text, found nothing"]],
    ["has a key twice", "owner: a\nowner: b\n", ["leave.yml:2:1: the key “owner” is repeated"]],
    [
      "is no YAML",
      "owner: [people\n",
      [
        "leave.yml:2:1: this line is not indented like the others of its list or mapping, or a bracket is not closed",
      ],
    ],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("cannot grow without bound through aliases", () => {
    const layers = Array.from(
      { length: 12 },
      (_, at) =>
        `k${at + 1}: &k${at + 1} [${Array.from({ length: 12 }, () => `*k${at}`).join(", ")}]`,
    );
    expect(problems(["k0: &k0 leave", ...layers].join("\n"))).toEqual([
      "leave.yml:1:1: Excessive alias count indicates a resource exhaustion attack",
    ]);
  });
});

test("every value can be asked for its line", () => {
  const { value, lineOf } = parseDataFileWithLines(
    "leave.yml",
    "# Leave\nowner: people\nsteps:\n  - ask\n  - name: wait\n    weeks: 2\n",
    schema,
  );
  expect(value.steps).toHaveLength(2);
  expect([["owner"], ["steps"], ["steps", 1], ["steps", 1, "weeks"]].map(lineOf)).toEqual([
    2, 3, 5, 6,
  ]);
});
