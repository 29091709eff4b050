import { describe, expect, test } from "vitest";

import type { ReadChange } from "../../src/change/change.ts";
import { buildRevision } from "../../src/change/revision.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { renderParts } from "../../src/review/parts/summary-parts.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import { runSteps } from "../../src/text/steps.ts";
import { rules } from "../rules/built-in.ts";
import { noChange } from "./review-of.ts";

const configFile = ".handbook-bot.yml";
const engineOf = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);
const pages: Readonly<Record<string, string>> = {
  "handbook/leave.md": "---\ntitle: Leave\n---\n\n# Leave\n\nAsk the the @manager.\n",
  "handbook/pay.md": "---\ntitle: Pay\n---\n\n# Pay\n\nThe chairman decides.\n",
};

/** The part of the summary about all pages, for a change of the configuration and of pages. */
function said(
  before: string,
  after: string,
  changed: Readonly<Record<string, string>> = {},
): string | undefined {
  const engine = engineOf(before);
  const target = runSteps(
    buildRevision(
      engine,
      Object.entries(pages).map(([path, text]) => engine.linter.parse(path, text)),
      { data: new Map([[configFile, before]]), others: new Set<string>() },
    ),
  );
  const files = [
    [configFile, before, after] as const,
    ...Object.entries(changed).map(([path, text]) => [path, pages[path], text] as const),
  ].map(([path, old, now]) => ({
    status: old === undefined ? ("added" as const) : ("modified" as const),
    oldPath: path,
    path,
    before: old,
    after: now,
    diff: undefined,
  }));
  const texts: ReadChange["texts"] = () =>
    Object.entries(pages).map(([path, source]) => ({ path, source }));
  const { parts } = runSteps(reviewChange(target, { ...noChange, files, texts }));
  return renderParts({ ...(parts.whatIf && { whatIf: parts.whatIf }) })[0];
}

describe("a merge request that changes the configuration says for all pages", () => {
  test("which findings come and go, with examples that call nobody", () => {
    expect(
      said(
        "",
        "rules: { prose/no-repeated-word: off }\nterms: [{ avoid: [decides], write: chooses }]\n",
      ),
    ).toMatchInlineSnapshot(`
      "What the new configuration changes on 2 pages, old findings included:

      - \`organisation/no-avoided-term\`: 1 more
        - new: \`handbook/pay.md:7\` \`decides\` is a word this handbook avoids. Write \`chooses\`.
      - \`prose/no-repeated-word\`: 1 fewer
        - gone: \`handbook/leave.md:7\` \`the the\` is repeated. Delete one of the two."
    `);
  });

  test("which get another severity", () => {
    expect(said("", "rules: { inclusive: error }\n")).toMatchInlineSnapshot(`
      "What the new configuration changes on 2 pages, old findings included:

      - \`inclusive/no-gendered-noun\`: 1 of another severity
        - now error: \`handbook/pay.md:7\` \`chairman\` names one gender. Write \`chair\`."
    `);
  });

  test("that none changes", () => {
    expect(said("", "review: { inlineMax: 3 }\n")).toBe(
      "The new configuration changes no finding on 2 pages.",
    );
  });

  test("what holds with its own changes of pages", () => {
    const changed = {
      "handbook/leave.md": pages["handbook/leave.md"]?.replace("the the", "the") ?? "",
    };
    expect(said("", "rules: { prose/no-repeated-word: off }\n", changed)).toBe(
      "The new configuration changes no finding on 2 pages.",
    );
  });

  test("nothing where it has errors, which are findings", () => {
    expect(said("", "rules: { prse: off }\n")).toBeUndefined();
  });
});
