import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import { planReview } from "../../src/review/plan.ts";
import type { PostedReview, PostedThread, ReviewOutcome } from "../../src/review/review.ts";
import { outcome, placed, policy as defaults, replacement } from "../review/samples.ts";
import { apply, counts, nothing } from "../review/simulate.ts";

const policy = { ...defaults, inlineMax: 4, inlinePerRuleMax: 2 };

/** A small world of findings, so that pushes meet again what earlier ones saw. */
const finding: fc.Arbitrary<PlacedFinding> = fc
  .record({
    rule: fc.constantFrom<RuleId[]>(
      "language/no-guys",
      "structure/require-section",
      "links/no-missing-page",
    ),
    severity: fc.constantFrom("error", "warning", "warning", "info"),
    path: fc.constantFrom("people/leave.md", "people/pay.md", "jobs/generalist.md"),
    text: fc.constantFrom("guys", "chairman"),
    line: fc.integer({ min: 1, max: 9 }),
    ordinal: fc.integer({ min: 0, max: 2 }),
    anchor: fc.constantFrom("added", "added", "context", "outside"),
    message: fc.constantFrom("Say “people”.", "Say who is meant."),
    isRenamed: fc.boolean(),
    isFixable: fc.boolean(),
  })
  .map(({ isRenamed, isFixable, ...sample }) =>
    placed({
      ...sample,
      oldPath: isRenamed ? "people/old.md" : sample.path,
      replacements: isFixable ? [replacement(["guys"], ["people"], { first: sample.line })] : [],
    }),
  );

const push: fc.Arbitrary<ReviewOutcome> = fc
  .record({
    found: fc.uniqueArray(finding, { maxLength: 14, selector: (each) => each.finding.fingerprint }),
    pages: fc.constantFrom(1, 3, 60),
    hasFault: fc.boolean(),
  })
  .map(({ found, pages, hasFault }) =>
    outcome(found, {
      pages,
      faults: hasFault
        ? [{ path: "people/pay.md", rule: "language/no-guys", message: "it broke" }]
        : [],
    }),
  );

/** What a person, or GitLab after a push, may do to a thread. */
const deed: fc.Arbitrary<(thread: PostedThread) => PostedThread> = fc.constantFrom(
  (thread) => thread,
  (thread) => ({ ...thread, hasHumanReply: true }),
  (thread) => ({ ...thread, isEditedByPerson: true, body: `Mine: ${thread.body}` }),
  (thread) => ({ ...thread, isResolved: true, resolvedBy: "person" }),
  (thread) => ({ ...thread, isResolved: true, resolvedBy: undefined }),
  (thread) => ({ ...thread, isResolved: false, resolvedBy: undefined }),
  (thread) => ({ ...thread, newLine: undefined }),
  (thread) => ({ ...thread, newLine: 7 }),
  (thread) => ({ ...thread, newLine: undefined, isOutdated: true }),
  (thread) => ({
    ...thread,
    newLine: undefined,
    isOutdated: true,
    isResolved: true,
    resolvedBy: "person",
    hasAppliedSuggestion: true,
  }),
);

const story = fc.array(fc.tuple(push, fc.array(deed, { maxLength: 6 })), { maxLength: 6 });

/** Tells the story push by push, and looks at each. */
function tell(
  pushes: readonly (readonly [
    ReviewOutcome,
    readonly ((thread: PostedThread) => PostedThread)[],
  ])[],
  look: (before: PostedReview, wanted: ReviewOutcome, after: PostedReview) => void,
): void {
  let posted = nothing;
  for (const [wanted, deeds] of pushes) {
    const after = apply(posted, planReview(wanted, posted, policy));
    look(posted, wanted, after);
    posted = {
      ...after,
      threads: after.threads.map((thread, index) => deeds[index]?.(thread) ?? thread),
    };
  }
}

const isOurs = ({
  hasHumanReply,
  isEditedByPerson,
  isResolved,
  resolvedBy,
}: PostedThread): boolean =>
  !hasHumanReply && !isEditedByPerson && !(isResolved && resolvedBy !== "bot");

function namesOf(comments: readonly Pick<PostedThread, "findings">[]): readonly string[] {
  return comments.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
}

/** How many findings of a review are equal to one of them. */
function equalTo({ placed }: ReviewOutcome, fingerprint: string): number {
  const named = placed.find(({ finding }) => finding.fingerprint === fingerprint);
  return placed.filter(({ finding }) => finding.identity === named?.finding.identity).length;
}

describe("a review over several pushes", () => {
  it("has nothing left to do after it was posted", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (_, wanted, after) => {
          expect(counts(planReview(wanted, after, policy))).toEqual({});
        });
      }),
    );
  });

  it.each([true, false])(
    "never touches what a person resolved, answered or edited, but to resolve an answered thread (%s)",
    (resolveAnswered) => {
      fc.assert(
        fc.property(story, (pushes) => {
          tell(pushes, (before, wanted) => {
            const own = { ...policy, resolveAnswered };
            const { edit, resolve, reopen } = planReview(wanted, before, own);
            const touched = [...edit.map(({ thread }) => thread), ...reopen];
            expect(touched.filter((thread) => !isOurs(thread))).toEqual([]);
            const notOurs = resolve.filter((thread) => !isOurs(thread));
            expect(notOurs.every(({ isEditedByPerson }) => !isEditedByPerson)).toBe(true);
            if (!resolveAnswered) expect(notOurs).toEqual([]);
          });
        }),
      );
    },
  );

  it("never has two comments on one finding, but for one that made way for a newer", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (before, wanted, { threads, summaries }) => {
          const { create } = planReview(wanted, before, policy);
          const fingerprints = namesOf([
            ...threads.filter(({ isResolved, resolvedBy, hasAppliedSuggestion }) =>
              isResolved ? resolvedBy !== "bot" && !hasAppliedSuggestion : true,
            ),
          ]);
          const created = namesOf(create);
          expect(new Set(created).size).toBe(created.length);
          for (const name of created) {
            // Of equal findings the first has the first name: one more above takes the name of one that stays where
            // it is, together with the thread that a person closed there.
            const most = equalTo(wanted, name);
            const times = fingerprints.filter((each) => each === name).length;
            expect(times).toBeGreaterThanOrEqual(1);
            expect(times).toBeLessThanOrEqual(most);
          }
          expect(summaries.length).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it("never begins a second comment on a line", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (before, wanted) => {
          const { create } = planReview(wanted, before, policy);
          const lines = create.map(({ path, anchor }) => `${path} ${anchor.newLine}`);
          expect(new Set(lines).size).toBe(lines.length);
        });
      }),
    );
  });

  it("lets no more comments stand open than it may, beyond those that people opened", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (before, wanted, after) => {
          const open = ({ threads }: PostedReview): number =>
            threads.filter(({ isResolved }) => !isResolved).length;
          expect(planReview(wanted, before, policy).create.length).toBeLessThanOrEqual(4);
          expect(open(after)).toBeLessThanOrEqual(Math.max(4, open(before)));
        });
      }),
    );
  });

  it("says every finding somewhere", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (before, wanted, after) => {
          const told = new Set(
            after.threads.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)),
          );
          const { create, summary } = planReview(wanted, before, policy);
          const loud = wanted.placed.filter(({ finding }) => finding.severity !== "info");
          if (told.size === 0 && loud.length > 0) expect(after.summaries).toHaveLength(1);
          if (wanted.pages > policy.massChangePages) expect(create).toEqual([]);
          if (loud.some(({ anchor }) => anchor.kind === "outside") && before.threads.length === 0) {
            expect([summary.kind, after.summaries.length]).not.toEqual(["keep", 0]);
          }
        });
      }),
    );
  });

  it("does not depend on the order in which findings and threads come", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell(pushes, (before, wanted) => {
          const plan = planReview(wanted, before, policy);
          const turned = planReview(
            { ...wanted, placed: [...wanted.placed].reverse() },
            {
              threads: [...before.threads].reverse(),
              summaries: [...before.summaries].reverse(),
              commands: [],
            },
            policy,
          );
          expect(turned).toEqual(plan);
        });
      }),
    );
  });

  it("ends with every comment of its own resolved when everything is fixed", () => {
    fc.assert(
      fc.property(story, (pushes) => {
        tell([...pushes, [outcome([]), []]], (_, wanted, after) => {
          if (wanted.placed.length > 0) return;
          expect(after.threads.filter((thread) => isOurs(thread) && !thread.isResolved)).toEqual(
            [],
          );
        });
      }),
    );
  });
});
