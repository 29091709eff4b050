import type { Change } from "../../change/change.ts";
import type { Engine } from "../../config/engine.ts";
import { unmatchedIn } from "../../change/unmatched.ts";
import { DataFileError } from "../../lint/data-file.ts";
import type { RuleId, Severity } from "../../lint/finding.ts";
import type { RuleState } from "../../lint/select-rules.ts";
import { compareText } from "../../text/compare-text.ts";
import type { Steps } from "../../text/steps.ts";
import { count, withThousands } from "../../text/wording.ts";
import { bulletList } from "../bullet-list.ts";
import { codeSpan, inline } from "../inline.ts";
import type { SummaryPart } from "./summary-part.ts";

/** What a change makes of the configuration, once it is merged. */
export interface ConfigurationChange {
  /** Deleted, it ends every review. */
  readonly status: "added" | "changed" | "deleted";
  /** Rules that say less than before, with the number of pages. */
  readonly weaker: readonly WeakerRule[];
  readonly pages: number;
  /** Pages that are no longer looked at. */
  readonly pagesLeftOut: number;
  readonly exceptionsAdded: number;
  /** Globs and page types that it begins to name and that there are not, one sentence each. */
  readonly unmatched: readonly string[];
  /** The least severity that fails, where less fails than before. */
  readonly failOn: "error" | "warning" | "never" | undefined;
}

interface WeakerRule {
  readonly rule: RuleId;
  readonly from: Severity;
  readonly to: Severity | "off";
  readonly pages: number;
}

const rowsMax = 10;

/** A valid change of the configuration, which no other part shows: it takes effect after the merge. */
export const configuration: SummaryPart<ConfigurationChange> = {
  isReason: true,
  // oxlint-disable-next-line require-yield -- it looks at no text of a page
  *collect(change: Change): Steps<ConfigurationChange | undefined> {
    const { engine } = change.after;
    const file = change.data.find(({ path }) => engine.dataKind(path) === "configuration");
    if (file === undefined || file.before === file.after) return undefined;
    if (file.after === undefined) return { ...nothing, status: "deleted" };
    const after = engineOf(file.after, engine);
    if (after === undefined) return undefined;
    if (file.before === undefined) return { ...nothing, status: "added" };
    if (after.config.unread.length > 0) return nothing;
    const before = engineOf(file.before, engine);
    return before === undefined ? nothing : compare(change, before, after);
  },
  render(change) {
    const rows = bulletList(" With it:", rowsOf(change), (row) => row, rowsMax);
    return `${intros[change.status]}${rows}`;
  },
};

const intros: Readonly<Record<ConfigurationChange["status"], string>> = {
  added: "This adds a configuration: after the merge, merge requests are reviewed by it.",
  changed: "This changes the configuration, which takes effect after the merge.",
  deleted: "This deletes the configuration: after the merge, nothing is reviewed any more.",
};

const nothing: ConfigurationChange = {
  status: "changed",
  weaker: [],
  pages: 0,
  pagesLeftOut: 0,
  exceptionsAdded: 0,
  unmatched: [],
  failOn: undefined,
};

function engineOf(text: string, engine: Engine): Engine | undefined {
  try {
    return engine.reconfigure(text);
  } catch (error) {
    // Its errors are findings.
    if (error instanceof DataFileError) return undefined;
    throw error;
  }
}

function compare({ after: revision }: Change, before: Engine, after: Engine): ConfigurationChange {
  const { handbook, data, others } = revision;
  const files = [...handbook.paths(), ...data.keys(), ...others];
  const known = new Set(before.config.mentions.globs.map(({ name }) => name));
  const mentions = {
    ...after.config.mentions,
    globs: after.config.mentions.globs.filter(({ name }) => !known.has(name)),
  };
  const pairs = new Map<readonly RuleState[], Map<readonly RuleState[], number>>();
  let pages = 0;
  let pagesLeftOut = 0;
  for (const path of handbook.paths()) {
    if (!before.isPage(path)) continue;
    pages += 1;
    if (!after.isPage(path)) {
      pagesLeftOut += 1;
      continue;
    }
    const page = { path, type: handbook.page(path)?.type ?? "handbook" };
    const counts =
      pairs.get(before.linter.explain(page)) ?? new Map<readonly RuleState[], number>();
    const now = after.linter.explain(page);
    counts.set(now, (counts.get(now) ?? 0) + 1);
    pairs.set(before.linter.explain(page), counts);
  }
  const fails = ["warning", "error", "never"] as const;
  const isLess = fails.indexOf(after.config.gate.failOn) > fails.indexOf(before.config.gate.failOn);
  const exceptions = (engine: Engine): number => engine.config.lint.exceptions?.length ?? 0;
  return {
    status: "changed",
    weaker: weakerRules(pairs),
    pages,
    pagesLeftOut,
    exceptionsAdded: Math.max(0, exceptions(after) - exceptions(before)),
    unmatched: unmatchedIn({ ...after.config, mentions }, files, files.filter(after.isPage)),
    failOn: isLess ? after.config.gate.failOn : undefined,
  };
}

/** Counts for each rule the pages on which it says less. */
function weakerRules(
  pairs: ReadonlyMap<readonly RuleState[], ReadonlyMap<readonly RuleState[], number>>,
): readonly WeakerRule[] {
  const levels = ["error", "warning", "info", "off"] as const;
  const weaker = new Map<string, WeakerRule>();
  for (const [before, afters] of pairs) {
    for (const [after, pages] of afters) {
      const now = new Map(after.map(({ meta, level }) => [meta.id, level]));
      for (const { meta, level: from } of before) {
        const to = now.get(meta.id) ?? "off";
        if (from === "off" || levels.indexOf(to) <= levels.indexOf(from)) continue;
        const key = `${meta.id} ${from} ${to}`;
        const known = weaker.get(key)?.pages ?? 0;
        weaker.set(key, { rule: meta.id, from, to, pages: known + pages });
      }
    }
  }
  return [...weaker.values()].sort((a, b) => b.pages - a.pages || compareText(a.rule, b.rule));
}

function rowsOf(change: ConfigurationChange): readonly string[] {
  const { weaker, pages, pagesLeftOut, exceptionsAdded, unmatched, failOn } = change;
  const off = weaker.filter(({ to }) => to === "off");
  const milder = weaker.filter(({ to }) => to !== "off");
  const of = (some: number): string =>
    some === pages ? "all pages" : `${withThousands(some)} of ${count(pages, "page")}`;
  return [
    ...unmatched.map(inline),
    ...(pagesLeftOut > 0 ? [`${of(pagesLeftOut)} are no longer reviewed.`] : []),
    ...(failOn === "never" ? ["No finding fails the check any more."] : []),
    ...(failOn === "error" ? ["Warnings no longer fail the check."] : []),
    ...(exceptionsAdded > 0 ? [`${count(exceptionsAdded, "exception")} more.`] : []),
    ...off.map(({ rule, pages: some }) => `${codeSpan(rule)} is switched off on ${of(some)}.`),
    ...milder.map(
      ({ rule, from, to, pages: some }) =>
        `${codeSpan(rule)} becomes ${to} instead of ${from} on ${of(some)}.`,
    ),
  ];
}
