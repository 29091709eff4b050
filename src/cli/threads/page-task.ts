import { isUtf8 } from "node:buffer";

import type { Revision } from "../../change/revision.ts";
import { applyAllSafe } from "../../lint/apply-safe.ts";
import { candidatesOf } from "../../lint/baseline/candidate.ts";
import type { Fault, Finding } from "../../lint/finding.ts";
import type { FixedPage } from "../../review/fix-change.ts";

/** What is to be done with each page. */
export type PageTask =
  | {
      readonly kind: "lint";
      /** Whether suggestions are proven; those that are not must not be shown. */
      readonly proves: boolean;
      /** Whether a baseline asks for the text around each finding. */
      readonly wantsNear: boolean;
    }
  | { readonly kind: "fix" };

/** What came out of one page, as data that another thread or another run can be given. */
export interface PageOutcome {
  readonly findings: readonly Finding[];
  /** The text around each finding, where it was asked for. */
  readonly near: readonly string[];
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  /** The exceptions that took something away, by their places in the configuration. */
  readonly excepted: readonly number[];
  /** The page with its safe suggestions applied; undefined where there are none or nobody asked. */
  readonly fixed: FixedPage | undefined;
  /**
   * Whether a safe suggestion is left that does not hold while the other pages are as they are: one that makes two
   * copies of a passage differ holds once the other copy has changed.
   */
  readonly isHeldBack: boolean;
}

/** A page of which nothing is known but what went wrong. */
export function failedPage(path: string, message: string): PageOutcome {
  const faults = [{ path, rule: undefined, message }];
  return { ...nothing, faults };
}

/** Does a task with one page of a handbook. */
export function doPage(
  revision: Revision,
  path: string,
  bytes: Uint8Array,
  task: PageTask,
): PageOutcome {
  return task.kind === "fix"
    ? { ...nothing, ...fixPage(revision, path, bytes) }
    : lintPage(revision, path, bytes, task);
}

const nothing: PageOutcome = {
  findings: [],
  near: [],
  faults: [],
  notices: [],
  excepted: [],
  fixed: undefined,
  isHeldBack: false,
};

function lintPage(
  { engine, handbook }: Revision,
  path: string,
  bytes: Uint8Array,
  { proves, wantsNear }: PageTask & { readonly kind: "lint" },
): PageOutcome {
  const page = engine.linter.parse(path, bytes);
  const result = engine.linter.lintPage(page, handbook);
  const { findings, notices } = proves
    ? result.prove(result.findings)
    : { findings: result.findings, notices: [] };
  const exceptions = engine.config.lint.exceptions ?? [];
  return {
    ...nothing,
    findings,
    near: wantsNear ? candidatesOf(findings, page).map(({ near }) => near) : [],
    faults: result.faults,
    notices,
    excepted: [...(result.excepted ?? [])].map((exception) => exceptions.indexOf(exception)),
  };
}

/** Applies what is safe to a page; text that would not come out as it went in is left alone. */
function fixPage(
  { engine: { linter }, handbook }: Revision,
  path: string,
  bytes: Uint8Array,
): Pick<PageOutcome, "fixed" | "isHeldBack"> {
  if (!isUtf8(bytes)) return nothing;
  const before = linter.parse(path, bytes).source;
  let isHeldBack = false;
  const { source, applied } = applyAllSafe(before, (text) => {
    const page = linter.parse(path, text);
    const over = handbook.overlay(new Map([[path, page]]));
    const { findings, prove } = linter.lintPage(page, over);
    const proven = prove(findings).findings;
    isHeldBack = countSafe(proven) < countSafe(findings);
    return proven;
  });
  const fixed = applied === 0 ? undefined : { path, before, after: source, applied };
  return { fixed, isHeldBack };
}

function countSafe(findings: readonly Finding[]): number {
  return findings.filter(({ suggestions }) => suggestions.some(({ isSafe }) => isSafe)).length;
}
