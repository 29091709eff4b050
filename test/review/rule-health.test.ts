import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CommentFate,
  type Fate,
  fateOf,
  ruleHealth,
  rulesIn,
  sumHealth,
  wilson,
  wordIn,
} from "../../src/review/rule-health.ts";
import { placed, policy } from "./samples.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import { isWeak, proposalsFrom } from "../../src/review/rule-proposals.ts";
import { renderComment } from "../../src/review/render.ts";

describe("the fate of a comment", () => {
  const open = {
    dismissal: undefined,
    hasAppliedSuggestion: false,
    isResolved: false,
    resolvedBy: undefined,
    isOutdated: false,
  } as const;
  const byPerson = { ...open, isResolved: true, resolvedBy: "person" } as const;
  const dismissal = { by: "maya", reason: "quoted", rank: "member" } as const;

  it.each([
    ["open in an open merge request", open, true, undefined],
    ["open in a merged one", open, false, "ignored"],
    ["resolved by the bot", { ...open, isResolved: true, resolvedBy: "bot" }, true, "fixed"],
    [
      "resolved by a person after the line changed",
      { ...byPerson, isOutdated: true },
      true,
      "fixed",
    ],
    ["resolved by a person, the line as it was", byPerson, true, "resolved"],
    [
      "closed by applying its suggestion",
      { ...byPerson, hasAppliedSuggestion: true },
      false,
      "applied",
    ],
    ["dismissed", { ...byPerson, dismissal }, true, "dismissed"],
  ] as const)("%s", (_, thread, isOpen, fate) => {
    expect(fateOf(thread, isOpen)).toBe(fate);
  });
});

describe("the rules of a comment", () => {
  it("are read from what the bot wrote", () => {
    const one = placed();
    const two = placed({ rule: "links/no-missing-page", text: "other" });
    expect(rulesIn(renderComment([one], 5, policy))).toEqual(["language/no-guys"]);
    expect(rulesIn(renderComment([one, two], 5, policy)).toSorted()).toEqual([
      "language/no-guys",
      "links/no-missing-page",
    ]);
  });

  it("are none where a person has replaced the text", () => {
    expect(rulesIn("Never mind.")).toEqual([]);
  });
});

describe("the Wilson interval", () => {
  // From Brown, Cai and DasGupta (2001), and by hand.
  it.each([
    [0, 20, 0, 0.161],
    [8, 10, 0.49, 0.943],
    [20, 20, 0.839, 1],
    [38, 41, 0.806, 0.975],
  ])("of %s in %s", (successes, observations, low, high) => {
    const found = wilson(successes, observations);
    expect([found.low, found.high].map((each) => Number(each.toFixed(3)))).toEqual([low, high]);
  });

  it("holds the share, and narrows with more observations", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (hits, misses) => {
        fc.pre(hits + misses > 0);
        const { share, low, high } = wilson(hits, hits + misses);
        expect(low <= share + 1e-12 && share <= high + 1e-12).toBe(true);
        const more = wilson(hits * 4, (hits + misses) * 4);
        expect(more.high - more.low).toBeLessThanOrEqual(high - low);
      }),
    );
  });
});

function commentOn(rule: RuleId, fate: Fate, more: Partial<CommentFate> = {}): CommentFate {
  return {
    iid: 1,
    path: "leave.md",
    rules: [rule],
    word: undefined,
    fate,
    up: 0,
    down: 0,
    ...more,
  };
}

describe("the health of rules", () => {
  const fates: readonly Fate[] = ["applied", "fixed", "dismissed", "resolved", "ignored"];
  const comment: fc.Arbitrary<CommentFate> = fc.record({
    iid: fc.constant(1),
    path: fc.constant("leave.md"),
    word: fc.constant(undefined),
    rules: fc.subarray(["a/x", "a/y", "b/z"] as const, { minLength: 1 }),
    fate: fc.constantFrom(...fates),
    up: fc.nat({ max: 3 }),
    down: fc.nat({ max: 3 }),
  });

  it("counts each comment once for each of its rules, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(comment), (comments) => {
        const health = ruleHealth(comments);
        expect(ruleHealth(comments.toReversed())).toEqual(health);
        for (const each of health) {
          const own = comments.filter(({ rules }) => rules.some((rule) => rule === each.rule));
          expect(each.comments).toBe(own.length);
          expect(fates.reduce((sum, fate) => sum + each[fate], 0)).toBe(own.length);
          expect(each.up).toBe(own.reduce((sum, { up }) => sum + up, 0));
        }
      }),
    );
  });

  it("names first the rule that is acted on least for sure", () => {
    const of = (rule: "a/x" | "a/y", fate: Fate, times: number): CommentFate[] =>
      Array.from({ length: times }, (_, iid) => commentOn(rule, fate, { iid }));
    const health = ruleHealth([...of("a/x", "applied", 40), ...of("a/y", "resolved", 40)]);
    expect(health.map(({ rule }) => rule)).toEqual(["a/y", "a/x"]);
  });
});

describe("the sum of several projects", () => {
  it("is what all comments together give", () => {
    const one = [commentOn("a/x", "applied"), commentOn("a/y", "ignored", { up: 1 })];
    const two = [commentOn("a/x", "dismissed", { down: 2 })];
    expect(sumHealth([...ruleHealth(one), ...ruleHealth(two)])).toEqual(ruleHealth([...one, ...two])); // prettier-ignore
  });
});

describe("the word of a comment", () => {
  it("is what it quotes first, of one finding alone", () => {
    const body = renderComment([placed()], 5, policy);
    expect(wordIn(body, rulesIn(body))).toBe("guys");
    expect(wordIn(body, ["language/no-guys", "a/x"])).toBe(undefined);
    expect(wordIn("`/old/page/` does not exist.", ["links/no-missing-page"])).toBe(undefined);
  });
});

describe("proposals", () => {
  const times = (count: number, of: (at: number) => CommentFate): CommentFate[] =>
    Array.from({ length: count }, (_, at) => of(at + 1));

  it.each([
    // By the Wilson interval; 38 of 41 has a lower bound of 0.806, 37 of 41 one of 0.775.
    [19, 0, false],
    [20, 0, true],
    [41, 38, false],
    [41, 37, true],
    [20, 20, false],
  ])("of %s comments with %s acted on: %s", (all, actedOn, isProposed) => {
    const comments = times(all, (iid) =>
      commentOn("a/x", iid <= actedOn ? "fixed" : "ignored", { iid }),
    );
    const [proposal] = proposalsFrom(comments);
    expect(ruleHealth(comments).some(isWeak)).toBe(isProposed);
    expect(proposal?.kind).toBe(isProposed ? "info" : undefined);
    if (isProposed) expect(proposal?.evidence).toHaveLength(all - actedOn);
  });

  it("except a word that is dismissed each time, and spare its rule", () => {
    const comments = [
      ...times(20, (iid) => commentOn("a/x", "dismissed", { iid, word: "in order to", path: `${iid}.md` })), // prettier-ignore
      ...times(30, (iid) => commentOn("a/x", "applied", { iid, word: "utilise" })),
    ];
    expect(proposalsFrom(comments)).toMatchObject([
      { kind: "word", rule: "a/x", word: "in order to" },
    ]);
    expect(proposalsFrom([...comments, commentOn("a/x", "fixed", { word: "in order to" })])).toMatchObject([{ kind: "info" }]); // prettier-ignore
  });

  it("except a page, where the words differ", () => {
    const words = ["one", "two", "three"];
    const comments = words.map((word, iid) => commentOn("a/x", "dismissed", { iid, word }));
    expect(proposalsFrom(comments)).toMatchObject([{ kind: "page", path: "leave.md" }]);
  });

  it("take no word of one merge request alone, and none of several findings", () => {
    const same = times(5, () => commentOn("a/x", "dismissed", { word: "guys" }));
    const several = times(5, (iid) =>
      commentOn("a/x", "dismissed", { iid, rules: ["a/x", "a/y"] }),
    );
    expect(proposalsFrom([...same, ...several])).toEqual([]);
  });

  it("are the same in whatever order the comments come", () => {
    const comments = [
      ...times(25, (iid) => commentOn("a/y", iid % 3 === 0 ? "applied" : "resolved", { iid })),
      ...times(4, (iid) => commentOn("b/z", "dismissed", { iid, word: "guys" })),
    ];
    expect(proposalsFrom(comments.toReversed())).toEqual(proposalsFrom(comments));
  });
});
