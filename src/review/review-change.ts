import type { Change, ReadChange } from "../change/change.ts";
import { checkData } from "../change/check-data.ts";
import { configIn } from "../change/select-files.ts";
import { createChange } from "../change/create-change.ts";
import { findIntroduced } from "../change/introduced.ts";
import type { PlacedFinding } from "../change/placed-finding.ts";
import type { Revision } from "../change/revision.ts";
import { quote } from "../lint/rule.ts";
import type { PageProblem } from "../page/page.ts";
import { compareText } from "../text/compare-text.ts";
import { compareSpans } from "../text/span.ts";
import type { Steps } from "../text/steps.ts";
import { collectParts } from "./parts/summary-parts.ts";
import type { ReviewOutcome } from "./review.ts";

/**
 * Reviews a change of the pages of `target`: the one way in which bot, gate and command line come to what
 * they say. In steps of a page, which each step names; the outcome is plain data. Pages that are not chosen
 * are part of the change, but nothing is said of them.
 */
export function* reviewChange(
  target: Revision,
  read: ReadChange,
  isChosen: (path: string) => boolean = () => true,
): Steps<ReviewOutcome> {
  const change = yield* createChange(target, read, isChosen);
  const { placed, fixed, faults, notices } = yield* findIntroduced(change);
  const ofData = checkData(change);
  const parts = yield* collectParts(change);
  return {
    placed: [...placed, ...ofData].sort(byPlace),
    fixed,
    faults,
    notices: [
      ...change.notices,
      ...(target.baseline.problem === undefined ? [] : [target.baseline.problem]),
      ...unreadNotices(change, placed),
      ...sharedNotices(change),
      ...notices,
    ],
    pages: change.pages.length,
    parts,
  };
}

function byPlace({ finding: a }: PlacedFinding, { finding: b }: PlacedFinding): number {
  return compareText(a.path, b.path) || compareSpans(a.span, b.span) || compareText(a.rule, b.rule);
}

/** Pages that were not read, where no finding says so: none does of a page that could not be read before either. */
function unreadNotices({ pages }: Change, placed: readonly PlacedFinding[]): readonly string[] {
  return pages.flatMap(({ after }) => {
    const unread = after?.problems.find(({ kind }) => unreadKinds.has(kind));
    if (after === undefined || unread === undefined) return [];
    const isReported = placed.some(
      ({ finding }) =>
        finding.path === after.path && finding.rule === "structure/no-unreadable-page",
    );
    return isReported ? [] : [`${quote(after.path, 200)}: ${unread.message}`];
  });
}

/** Configurations of other projects that the change is the first to name: nobody has read them yet. */
function sharedNotices({ data, after: { engine } }: Change): readonly string[] {
  const own = data.find(({ path }) => engine.dataKind(path) === "configuration");
  if (own?.after === undefined || own.before === own.after) return [];
  const { unread = [] } = configIn(own.after, engine) ?? {};
  return unread.map(
    (name) =>
      `${quote(name, 300)} was not read, because the target branch does not name that file: it holds once this is merged. To check it before, run handbook-bot lint.`,
  );
}

const unreadKinds: ReadonlySet<PageProblem["kind"]> = new Set([
  "page-too-large",
  "page-too-complex",
]);
