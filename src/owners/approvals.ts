import type { CodeOwners } from "./code-owners.ts";
import { compileGlobs } from "../text/glob.ts";
import type { Page } from "../page/page.ts";

/** Steps of approval that a handbook asks for on pages of a kind, in their order. */
export interface ApprovalSteps {
  /** Globs; pages at any path when left out. */
  readonly paths?: readonly string[] | undefined;
  /** Page types; all when left out. */
  readonly types?: readonly string[] | undefined;
  readonly steps: readonly string[];
}

/** Who has to approve a change: owners of each section, then every step. */
export interface Approvals {
  readonly owners: readonly {
    /** Of CODEOWNERS; empty for entries without one. */
    readonly section: string;
    /** Without the `@` that would call them. */
    readonly names: readonly string[];
    /** How many of them have to approve. */
    readonly approvals: number;
  }[];
  readonly steps: readonly string[];
}

/** Names who has to approve a change of policies, by the owners and the steps that hold before it. */
export function approvalsOf(
  pages: readonly { readonly before: Page | undefined; readonly after: Page | undefined }[],
  owners: CodeOwners | undefined,
  asked: readonly ApprovalSteps[],
): Approvals {
  const changed = pages
    .filter(({ before, after }) => before?.source !== after?.source || before?.path !== after?.path)
    .flatMap(({ before, after }) => [before, after])
    .filter((page) => page !== undefined);
  const found = new Map<string, Approvals["owners"][number]>();
  for (const { path, type } of changed) {
    if (type !== "policy") continue;
    for (const entry of owners?.entriesFor(path) ?? []) {
      const { section, owners: asked, approvals } = entry;
      if (approvals === 0 || asked.length === 0) continue;
      const names = asked.map(nameOf);
      found.set([section, approvals, ...names].join("\n"), { section, names, approvals });
    }
  }
  const steps = asked
    .map((it) => ({ ...it, isAt: it.paths === undefined ? () => true : compileGlobs(it.paths) }))
    .filter(({ types, isAt }) =>
      changed.some(({ path, type }) => isAt(path) && (types?.includes(type) ?? true)),
    )
    .flatMap((it) => it.steps);
  return { owners: [...found.values()], steps: [...new Set(steps)] };
}

/** A role is not a user of that name. */
function nameOf(owner: string): string {
  const role = /^@@(.+)$/.exec(owner)?.[1];
  return role === undefined ? owner.replace(/^@/, "") : `${role} role`;
}
