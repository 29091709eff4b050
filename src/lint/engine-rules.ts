import type { RuleId } from "./finding.ts";
import { noOptions, type RuleMeta } from "./rule.ts";

const own = {
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
} as const;

/** Findings that the engine itself makes, about suppressions and limits. They cannot be suppressed in a page. */
export const engineRules = {
  malformed: {
    ...own,
    id: "suppressions/no-malformed",
    summary: "A suppression comment is written so that it can be understood.",
    why: "A suppression that is not understood does nothing, and nobody notices.",
  },
  unknownRule: {
    ...own,
    id: "suppressions/no-unknown-rule",
    summary: "A suppression names a rule that exists.",
    why: "A misspelt rule name suppresses nothing.",
  },
  noReason: {
    ...own,
    id: "suppressions/require-reason",
    summary: "A suppression says why.",
    why: "The next editor of the page cannot tell a decision from a shortcut.",
  },
  expired: {
    ...own,
    id: "suppressions/no-expired",
    summary: "A suppression ends on the day it names.",
    why: "An end date was the promise under which the exception was made.",
  },
  unused: {
    ...own,
    id: "suppressions/no-unused",
    summary: "A suppression has something to suppress.",
    why: "A left-over suppression hides the next mistake of the same kind.",
    isFixable: true,
  },
  brokenConfiguration: {
    ...own,
    id: "configuration/no-error",
    severity: "error",
    summary: "The configuration, and each file that it names, can be used as it is.",
    why: "Once merged, it would stop the review of every merge request.",
  },
  misnamedConfiguration: {
    ...own,
    id: "configuration/no-misnamed-file",
    severity: "error",
    summary: "The configuration has the name under which it is read.",
    why: "Under another name it has no effect, and nobody notices.",
  },
  flood: {
    ...own,
    id: "limits/no-flood",
    severity: "info",
    summary: "A page has at most 1,000 findings of one rule.",
    why: "Beyond that the rule is wrong for the page, or the page is not written by people.",
  },
} as const satisfies Record<string, RuleMeta & { id: RuleId }>;
