import { describe, expect, test } from "vitest";
import { z } from "zod";

import {
  defaultHandbookConfig,
  type HandbookConfig,
  parseHandbookConfig,
  selectPages,
} from "../../src/config/handbook-config.ts";
import { presetNames } from "../../src/config/presets.ts";
import { DataFileError } from "../../src/lint/data-file.ts";
import { noOptions, type RuleMeta } from "../../src/lint/rule.ts";

function rule(id: RuleMeta["id"], options: RuleMeta["options"] = noOptions): RuleMeta {
  return {
    id,
    summary: "Something holds.",
    why: "It matters.",
    severity: "warning",
    status: "stable",
    isFixable: false,
    options,
  };
}

const depth = z.strictObject({ maxDepth: z.int().min(1).max(6).default(4) });
const rules = [
  rule("structure/no-skipped-heading"),
  rule("structure/no-deep-heading", { schema: depth, parse: (input) => depth.parse(input ?? {}) }),
  rule("links/no-broken-anchor"),
];

function parse(text: string): HandbookConfig {
  return parseHandbookConfig(".handbook-bot.yml", text, rules);
}

function problems(text: string): readonly string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return error.message.split("\n").map((line) => line.replace(".handbook-bot.yml:", ""));
  }
}

describe("a configuration that is not in order", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "names a rule that does not exist",
      "rules:\n  structure/no-skiped-heading: error\n",
      [
        "2:3: rules.structure/no-skiped-heading: there is no rule “structure/no-skiped-heading”; the nearest is structure/no-skipped-heading",
      ],
    ],
    [
      "names a rule that is like no other",
      "rules:\n  MD013: off\n",
      [
        "2:3: rules.MD013: there is no rule “MD013”; known are all, structure, links, structure/no-skipped-heading, structure/no-deep-heading, links/no-broken-anchor",
      ],
    ],
    [
      "misspells a severity",
      "rules:\n  links: eror\n  structure: {severity: waring}\n",
      [
        "2:10: rules.links: found “eror”; the nearest is error",
        "3:25: rules.structure.severity: found “waring”; the nearest is warning",
      ],
    ],
    [
      "gives a truth value where a word is wanted",
      "rules:\n  links: false\n",
      ["2:10: rules.links: found false; expected error, warning, info, on, off or a mapping"],
    ],
    [
      "misspells an option of a rule",
      "rules:\n  structure/no-deep-heading:\n    severity: error\n    maxDeph: 3\n",
      [
        "4:5: rules.structure/no-deep-heading.maxDeph: unknown key “maxDeph”; the nearest is maxDepth",
      ],
    ],
    [
      "gives an option a value that the rule refuses",
      "rules:\n  structure/no-deep-heading: {maxDepth: 9}\n",
      [
        "2:41: rules.structure/no-deep-heading.maxDepth: found 9; too big: expected number to be <=6",
      ],
    ],
    [
      "gives options to a rule that has none",
      "rules:\n  links/no-broken-anchor: {depth: 3}\n",
      ["2:27: rules.links/no-broken-anchor: this rule has no options"],
    ],
    [
      "gives options to a family",
      "rules:\n  links: {severity: error, depth: 3}\n",
      [
        "2:10: rules.links: options belong to single rules; several at once take severity and atMost only",
      ],
    ],
    [
      "misspells a section",
      "rulez:\n  links: off\nreviews: {}\n",
      [
        "1:1: rulez: unknown key “rulez”; the nearest is rules",
        "3:1: reviews: unknown key “reviews”; the nearest is review",
      ],
    ],
    [
      "misspells a key in a section",
      "gate:\n  failon: error\n",
      ["2:3: gate.failon: unknown key “failon”; the nearest is failOn"],
    ],
    [
      "extends a preset that does not exist",
      "extends: [minimal, gitlab]\n",
      [
        "1:20: extends.1: found “gitlab”; expected minimal, gitlab-handbook, job-pages, strict, or a file of another project: group/project//path.yml@tag",
      ],
    ],
    [
      "has an override without rules",
      "overrides:\n  - paths: ['legal/**']\n",
      ["2:5: overrides.0.rules: expected a mapping, found nothing"],
    ],
    [
      "has several mistakes in several places",
      "overrides:\n  - path: ['legal/**']\n    rules: {link: off}\nreview:\n  inlineMax: -1\nlinks:\n  site: handbook\n",
      [
        "2:5: overrides.0.path: unknown key “path”; the nearest is paths",
        "3:13: overrides.0.rules.link: there is no rule “link”; the nearest is links",
        "5:14: review.inlineMax: found -1; too small: expected number to be >=0",
        "7:9: links.site: found “handbook”; invalid URL",
      ],
    ],
    [
      "has a glob whose braces multiply",
      "ignore: ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}']\n",
      ["1:10: ignore.0: the braces give more than 64 alternatives"],
    ],
    [
      "names a page type that cannot be one",
      "pages:\n  - type: People Policy\n",
      [
        "2:11: pages.0.type: found “People Policy”; a page type is lower-case letters, digits and hyphens",
      ],
    ],
    ["is a list", "- links\n", ["1:1: expected a mapping, found a list"]],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe("a configuration that is in order", () => {
  test.each([
    ["nothing", ""],
    ["a comment alone", "# later\n"],
    [
      "sections with everything commented out",
      "rules:\n#  links: off\ngate:\nreview:\nlinks:\npages:\n",
    ],
  ])("says with %s what holds without one", (_, text) => {
    expect(parse(text)).toEqual(defaultHandbookConfig);
  });

  test("fills in what it leaves out", () => {
    expect(parse("review: {inlineMax: 5}\ngate: {failOn: never}\n")).toMatchObject({
      gate: { failOn: "never" },
      review: { inlineMax: 5, drafts: "skip", bots: "skip", massChangePages: 20 },
      links: { layout: "auto", assumeComplete: true },
      include: ["**/*.{md,MD,Md}", "**/*.mdx", "**/*.md.erb", "**/*.markdown"],
    });
  });

  test("remembers on which line each setting stands", () => {
    const { layers } = parse(`extends: minimal
rules:
  structure: off
  structure/no-deep-heading:
    maxDepth: 3
overrides:
  - paths: ["legal/**"]
    types: [policy]
    rules:
      links: error
`).lint;
    expect(layers.map(({ source }) => source)).toEqual([
      "default for minutes and archives",
      "preset minimal",
      ".handbook-bot.yml:2",
      ".handbook-bot.yml:9",
    ]);
    expect(layers[2]?.rules).toEqual({
      structure: { level: "off", source: ".handbook-bot.yml:3" },
      "structure/no-deep-heading": {
        options: { maxDepth: 3 },
        source: ".handbook-bot.yml:4",
      },
    });
    expect(layers[3]).toMatchObject({ paths: ["legal/**"], types: ["policy"] });
  });

  test("outweighs its presets", () => {
    expect(parse("extends: strict\n")).toMatchObject({
      gate: { failOn: "warning" },
      lint: { preview: true },
    });
    const own = "extends: strict\npreview: false\ngate: {failOn: error}\n";
    expect(parse(own)).toMatchObject({ gate: { failOn: "error" }, lint: { preview: false } });
    expect(parse("extends: gitlab-handbook\n").links.redirects).toEqual(["data/redirects.yml"]);
    expect(parse("extends: gitlab-handbook\nlinks: {redirects: []}\n").links.redirects).toEqual([]);
  });

  test.each(presetNames)("may extend %s", (name) => {
    expect(parse(`extends: ${name}\n`).include).toEqual(defaultHandbookConfig.include);
  });

  test("cannot reach an object's inner workings", () => {
    expect(problems("rules:\n  __proto__: error\n  constructor: off\n")).toEqual([
      expect.stringContaining("3:3: rules.constructor: there is no rule “constructor”"),
    ]);
  });
});

describe("selectPages", () => {
  test.each([
    ["handbook/leave.md", "", true],
    ["source/jobs/nurse/index.html.md.erb", "", true],
    ["handbook/leave.txt", "", false],
    [".gitlab/merge_request_templates/page.md", "", false],
    ["site/node_modules/left/readme.md", "", false],
    ["handbook/legal/terms.md", "ignore: ['**/legal/**']\n", false],
    ["handbook/leave.md", "include: ['content/**/*.md']\n", false],
    ["content/leave.md", "include: ['content/**/*.md']\n", true],
  ])("%s under “%s”: %s", (path, text, expected) => {
    expect(selectPages(parse(text))(path)).toBe(expected);
  });
});
