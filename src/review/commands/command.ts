/** What a person asks of the bot in a comment. */
export type Command =
  /** The reason for a finding. */
  | { readonly kind: "why" }
  /** Takes a finding as it is; the reason may be missing. */
  | { readonly kind: "dismiss"; readonly reason: string }
  /** Looks at everything again. */
  /** Applies suggestions: the one of a thread, all that are safe, or those of findings for information. */
  | { readonly kind: "fix"; readonly what: "thread" | "all" | "info" }
  | { readonly kind: "recheck" }
  /** Asks for the line that makes a word right; the term may be missing. */
  | { readonly kind: "word"; readonly term: string }
  | { readonly kind: "help" };

/** Which role gave somebody's command its weight, when it was given. */
export type Rank = "maintainer" | "member" | "author";

/** A person's decision to take a finding as it is. */
export interface Dismissal {
  readonly by: string;
  readonly reason: string;
  readonly rank: Rank;
}
