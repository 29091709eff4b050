import { configFileName } from "../../config/handbook-config.ts";
import { type ConfigEdit, editConfig } from "../../config/edit-config.ts";
import type { GitLab } from "../../gitlab/gitlab.ts";
import { proposeOnce } from "../../gitlab/proposals.ts";
import { proposalBranches, renderProposal } from "../../review/render-proposal.ts";
import type { Proposal } from "../../review/rule-proposals.ts";
import type { BotIdentity } from "../bot-identity.ts";
import type { Reviewer } from "../reviewer/reviewer.ts";

interface Parts {
  readonly gitlab: Pick<
    GitLab,
    "project" | "branchHead" | "file" | "openMergeRequests" | "proposals"
  >;
  readonly reviewer: Pick<Reviewer, "open">;
  readonly bot: BotIdentity;
}

/**
 * Opens a merge request with one of the proposed changes of the configuration, where the handbook wants that. One is
 * open at a time: nobody is flooded. Gives its number; undefined where none was opened.
 */
export async function proposeSettings(
  { gitlab, reviewer, bot }: Parts,
  projectId: number,
  proposals: readonly Proposal[],
  days: number,
): Promise<number | undefined> {
  if (proposals.length === 0) return undefined;
  const { defaultBranch: targetBranch } = await gitlab.project(projectId);
  if (targetBranch === undefined) return undefined;
  const branch = await reviewer.open(projectId, targetBranch);
  if (branch.kind !== "ready" || !branch.review.proposeSettings) return undefined;
  const open = await gitlab.openMergeRequests(projectId);
  if (open.some(({ sourceBranch }) => sourceBranch.startsWith(proposalBranches))) return undefined;
  const startSha = await gitlab.branchHead(projectId, targetBranch);
  if (startSha === undefined) return undefined;
  const content = await gitlab.file(projectId, configFileName, startSha);
  if (!(content instanceof Uint8Array)) return undefined;
  const before = new TextDecoder().decode(content);
  for (const proposal of proposals) {
    // A rule that was renamed or removed since is none that a configuration may name.
    const edit = branch.why.has(proposal.rule) ? editOf(proposal) : undefined;
    const text = edit && editConfig(before, edit);
    if (text === undefined) continue;
    const { branch: sourceBranch, ...words } = renderProposal(proposal, { ...bot, days });
    const proposed = await proposeOnce(gitlab.proposals, projectId, {
      ...words,
      sourceBranch,
      targetBranch,
      startSha,
      path: configFileName,
      text,
    });
    if (proposed.kind === "opened") return proposed.iid;
  }
  return undefined;
}

function editOf(proposal: Proposal): ConfigEdit | undefined {
  const { kind, rule, evidence } = proposal;
  const times = new Set(evidence.map(({ iid }) => iid)).size;
  const reason = `Dismissed each time, in ${times} merge requests`;
  switch (kind) {
    case "info":
      return { kind, rule };
    case "word":
      return { kind, rule, word: proposal.word, reason };
    case "page":
      // It would be read as a pattern.
      return /[*?[\]{}()!+@\\]/.test(proposal.path)
        ? undefined
        : { kind, rule, path: proposal.path, reason };
  }
}
