import { describe, expect, test } from "vitest";
import { presetNames, presets } from "../../src/config/presets.ts";
import { engineRules } from "../../src/lint/engine-rules.ts";
import { familyOf } from "../../src/lint/select-rules.ts";
import { metas } from "../rules/built-in.ts";

const all = [...metas, ...Object.values(engineRules)];

describe.each(presetNames)("the preset %s", (name) => {
  const settings = presets[name].layers.flatMap(({ rules }) => Object.entries(rules));

  test("names rules and families that exist", () => {
    const known = new Set(["all", ...all.flatMap(({ id }) => [id, familyOf(id)])]);
    expect(settings.map(([id]) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  test("gives options that their rules take", () => {
    for (const [id, { options }] of settings) {
      if (options === undefined) continue;
      const meta = all.find((meta) => meta.id === id);
      expect(() => meta?.options.parse(options), id).not.toThrow();
      expect(meta, id).toBeDefined();
    }
  });
});
