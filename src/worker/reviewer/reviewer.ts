import type { ReadChange } from "../../change/change.ts";
import { bringsConfiguration, changesConfiguration } from "../../change/select-files.ts";
import type { HandbookConfig } from "../../config/handbook-config.ts";
import type { PreparedMergeRequest } from "../../gitlab/merge-request.ts";
import type { Finding, RuleId } from "../../lint/finding.ts";
import { reviewChange } from "../../review/review-change.ts";
import {
  type FixedPage,
  fixChange,
  fixLines,
  type LinesOfSuggestion,
} from "../../review/fix-change.ts";
import type { ReviewOutcome } from "../../review/review.ts";
import { inTurns } from "../in-turns.ts";
import type { HandbookCopies } from "../target-branch/handbook-copies.ts";
import { leaveOut } from "./leave-out.ts";
import { readMergeRequest } from "./read-merge-request.ts";
import type { Reads } from "./reads.ts";
import { changeSubject, unwatched, type WorkWatch } from "./work.ts";

/** A target branch as far as the bot has to know it. Plain data. */
export type OpenedBranch = BranchSettings &
  (
    | { readonly kind: "ready"; readonly pages: number }
    /** There is no configuration: nobody asked for reviews here. */
    | { readonly kind: "not-configured" }
    /** The configuration cannot be used; `message` says where and what was expected. */
    | { readonly kind: "misconfigured"; readonly message: string }
  );

/** How merge requests into a branch are reviewed; the defaults where its configuration cannot be used. */
export interface BranchSettings {
  readonly review: HandbookConfig["review"];
  readonly gate: HandbookConfig["gate"];
  /** One sentence on why each rule exists. */
  readonly why: ReadonlyMap<RuleId, string>;
}

/** What a reviewer found in a merge request. Plain data. */
export interface FoundReview {
  readonly outcome: ReviewOutcome;
  /** Merge requests that touch a page of this one: what they say of each other may have changed. */
  readonly neighbours: readonly number[];
  /** It brings a configuration of its own, which is checked wherever it goes. */
  readonly bringsConfiguration: boolean;
}

/** Where the settings of a rule on a page come from. */
export interface RuleSetting {
  readonly source: string;
  readonly optionSources: readonly string[];
}

/** What is to be fixed: what one suggestion says, all findings, or those for information. */
export type WantedFix =
  | { readonly kind: "lines"; readonly path: string; readonly suggestion: LinesOfSuggestion }
  | { readonly kind: "all" | "info" };

/**
 * Everything that looks into untrusted text: it reads and parses target branches, configurations and changed
 * pages, and finds what a change introduces. It holds no token and writes to no merge request, so that it
 * can run in a process that may be ended at any time.
 */
export interface Reviewer {
  /** Reads a target branch as it is now. */
  readonly open: (projectId: number, branch: string) => Promise<OpenedBranch>;
  /** Finds what a merge request introduces into its target branch. */
  readonly find: (mergeRequest: PreparedMergeRequest) => Promise<FoundReview>;
  /** Applies suggestions to the pages of a merge request, and gives what comes out. */
  readonly fix: (
    mergeRequest: PreparedMergeRequest,
    wanted: WantedFix,
  ) => Promise<readonly FixedPage[]>;
  /** Says who set up a rule for a page of the head; undefined where there is no such page. */
  readonly explain: (
    mergeRequest: PreparedMergeRequest,
    about: { readonly rule: RuleId; readonly path: string },
  ) => Promise<RuleSetting | undefined>;
}

/** A reviewer in this process. */
export function createReviewer(parts: {
  readonly reads: Reads;
  readonly copies: HandbookCopies;
  readonly watch?: WorkWatch;
}): Reviewer {
  const { reads, copies, watch = unwatched } = parts;
  const copyFor = async ({ projectId, targetBranch }: PreparedMergeRequest) =>
    copies.latest(projectId, targetBranch) ?? (await copies.get(projectId, targetBranch));
  const readChange = async (mergeRequest: PreparedMergeRequest) => {
    const subject = changeSubject(mergeRequest);
    const copy = await copyFor(mergeRequest);
    const { engine, ...whole } = await readMergeRequest(reads, mergeRequest, copy);
    const revision = { ...copy.revision, engine };
    return { subject, copy, revision, read: leaveOut(whole, watch.leftOut(subject)) };
  };
  return {
    async open(projectId, branch) {
      const copy = await copies.get(projectId, branch);
      const { engine, handbook } = copy.revision;
      const settings = {
        review: engine.config.review,
        gate: engine.config.gate,
        why: new Map(engine.linter.rules.map(({ id, why }) => [id, why])),
      };
      switch (copy.kind) {
        case "ready":
          return { kind: copy.kind, pages: handbook.size, ...settings };
        case "misconfigured":
          return { kind: copy.kind, message: copy.message, ...settings };
        case "not-configured":
          return { kind: copy.kind, ...settings };
      }
    },
    async explain(mergeRequest, { rule, path }) {
      const { linter } = (await copyFor(mergeRequest)).revision.engine;
      const content = await reads.headFile(mergeRequest, path);
      if (!(content instanceof Uint8Array)) return undefined;
      const announce = watch.announce(changeSubject(mergeRequest));
      announce(path);
      const page = linter.parse(path, content);
      announce(undefined);
      const state = linter.explain(page).find(({ meta }) => meta.id === rule);
      return state && { source: state.source, optionSources: state.optionSources };
    },
    async fix(mergeRequest, wanted) {
      if (wanted.kind === "lines") {
        const content = await reads.headFile(mergeRequest, wanted.path);
        if (!(content instanceof Uint8Array)) return [];
        const page = fixLines(wanted.path, content, wanted.suggestion);
        return page === undefined ? [] : [page];
      }
      const { revision, read, subject } = await readChange(mergeRequest);
      const isWanted = ({ severity }: Finding) => wanted.kind === "all" || severity === "info";
      const steps = fixChange(revision, read, () => true, isWanted);
      return inTurns(steps, watch.announce(subject));
    },
    async find(mergeRequest) {
      const { copy, revision, read, subject } = await readChange(mergeRequest);
      const announce = watch.announce(subject);
      const texts =
        copy.kind === "ready" && changesConfiguration(read, copy.revision.engine)
          ? await copies.texts(mergeRequest.projectId, mergeRequest.targetBranch, copy)
          : undefined;
      try {
        const review = reviewChange(revision, { ...read, texts: texts?.texts });
        const outcome = await inTurns(review, announce);
        return {
          outcome,
          neighbours: neighboursOf(read, outcome),
          bringsConfiguration: bringsConfiguration(read, copy.revision.engine),
        };
      } finally {
        await texts?.close();
      }
    },
  };
}

function neighboursOf({ files, others }: ReadChange, { parts }: ReviewOutcome): readonly number[] {
  const own = new Set(files.map(({ oldPath }) => oldPath));
  const named = new Set(parts.overlaps?.map(({ iid }) => iid));
  return others
    .filter(({ iid, files }) => named.has(iid) || files.some(({ oldPath }) => own.has(oldPath)))
    .map(({ iid }) => iid);
}
