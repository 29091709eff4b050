/** What became of the comments of a rule. */
export interface RuleFigures {
  readonly rule: string;
  readonly comments: number;
  readonly applied: number;
  readonly fixed: number;
  readonly dismissed: number;
  readonly resolved: number;
  readonly ignored: number;
  readonly up: number;
  readonly down: number;
  /** The share that was acted on, from 0 to 1, and the bounds of its interval with a certainty of 95 %. */
  readonly actedOn: { readonly share: number; readonly low: number; readonly high: number };
  /** So little is acted on that the rule is better kept for information. */
  readonly isWeak: boolean;
}

/** What was counted in a project. */
export interface ProjectFigures {
  readonly projectId: number;
  readonly project: string;
  /** An ISO time. */
  readonly countedAt: string;
  readonly days: number;
  readonly mergeRequests: number;
  readonly rules: readonly RuleFigures[];
}

/** What was counted everywhere. */
export interface HealthOverview {
  readonly projects: readonly ProjectFigures[];
  /** Rule by rule over all projects. */
  readonly all: readonly RuleFigures[];
}

/** What becomes of comments, in the order in which it is shown. */
export const fates = [
  { fate: "applied", label: "Suggestion applied", color: "#1a7f37" },
  { fate: "fixed", label: "Fixed otherwise", color: "#4d9de0" },
  { fate: "dismissed", label: "Dismissed", color: "#b35900" },
  { fate: "resolved", label: "Resolved unchanged", color: "#8957e5" },
  { fate: "ignored", label: "Left open", color: "#6e7781" },
] as const;
