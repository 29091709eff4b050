import { z } from "zod";

/**
 * What the bot reads of GitLab's answers, and no more: unknown fields are dropped, and every field
 * that some version, edition or permission leaves out may be missing.
 */

const id = z.int().positive();
const text = z.string();
const maybeText = z.string().nullish();
const flag = z.boolean().nullish();

export const userSchema = z.object({ id, username: text, bot: flag });

export const versionSchema = z.object({ version: text, enterprise: flag });

export const tokenSchema = z.object({
  name: maybeText,
  scopes: z.array(text).nullish(),
  active: flag,
  revoked: flag,
  expires_at: maybeText,
});

export const projectSchema = z.object({
  id,
  path_with_namespace: text,
  web_url: maybeText,
  default_branch: maybeText,
  archived: flag,
  visibility: maybeText,
  forked_from_project: z.object({ id }).nullish(),
});

export const memberSchema = z.object({ id, access_level: z.int() });

export const hookSchema = z.object({
  id,
  url: text,
  merge_requests_events: flag,
  push_events: flag,
  note_events: flag,
  pipeline_events: flag,
  enable_ssl_verification: flag,
  alert_status: maybeText,
  disabled_until: maybeText,
  token_present: flag,
  signing_token_present: flag,
});

const diffRefsSchema = z.object({
  base_sha: maybeText,
  start_sha: maybeText,
  head_sha: maybeText,
});

export const mergeRequestSchema = z.object({
  iid: id,
  project_id: id,
  /** Null once the fork is deleted. */
  source_project_id: id.nullish(),
  state: text,
  draft: flag,
  work_in_progress: flag,
  author: userSchema.nullish(),
  title: text,
  labels: z.array(text).nullish(),
  source_branch: text,
  target_branch: text,
  sha: maybeText,
  diff_refs: diffRefsSchema.nullish(),
  /** A number as text, "1000+" where GitLab stopped counting. */
  changes_count: maybeText,
  detailed_merge_status: maybeText,
  prepared_at: maybeText,
  updated_at: maybeText,
  web_url: maybeText,
});

export const pipelineSchema = z.object({
  id,
  /** Of the project it runs in: the fork's own, or the target's. */
  project_id: id.nullish(),
  sha: text,
  ref: text,
  source: maybeText,
});

export const commitSchema = z.object({ parent_ids: z.array(text).nullish() });

export const diffSchema = z.object({
  old_path: text,
  new_path: text,
  a_mode: maybeText,
  b_mode: maybeText,
  diff: maybeText,
  new_file: flag,
  renamed_file: flag,
  deleted_file: flag,
  /** Both since GitLab 18.4; before, a diff that is held back is only empty. */
  collapsed: flag,
  too_large: flag,
});

export const versionsSchema = z.array(z.object({ state: maybeText, real_size: maybeText }));

export const compareSchema = z.object({
  diffs: z.array(diffSchema),
  compare_timeout: flag,
});

export const treeEntrySchema = z.object({ id: text, path: text, type: text, mode: text });

/** A tag of a repository. */
export const tagSchema = z.object({ commit: z.object({ id: text }) });

export const branchSchema = z.object({
  name: text,
  protected: flag,
  developers_can_push: flag,
  commit: z.object({ id: text }),
});

export const messageSchema = z.object({ id: text, message: text });

const positionSchema = z.object({
  base_sha: maybeText,
  start_sha: maybeText,
  head_sha: maybeText,
  old_path: maybeText,
  new_path: maybeText,
  old_line: z.int().nullish(),
  new_line: z.int().nullish(),
});

const noteSchema = z.object({
  id,
  body: text,
  system: flag,
  /** Seen by members alone. `confidential` is its older name. */
  internal: flag,
  confidential: flag,
  author: userSchema.nullish(),
  resolvable: flag,
  resolved: flag,
  resolved_by: userSchema.nullish(),
  position: positionSchema.nullish(),
  suggestions: z
    .array(
      z.object({
        id,
        from_line: z.int(),
        to_line: z.int(),
        appliable: flag,
        applied: flag,
        to_content: text,
      }),
    )
    .nullish()
    .catch(undefined),
});

export const discussionSchema = z.object({
  id: text,
  individual_note: flag,
  notes: z.array(noteSchema).nullish(),
});

export const environmentSchema = z.object({ name: text, external_url: maybeText });

export const approvalStateSchema = z.object({
  rules: z.array(
    z.object({
      name: text,
      rule_type: maybeText,
      section: maybeText,
      approvals_required: z.int(),
      approved: flag,
    }),
  ),
});

export const draftNoteSchema = z.object({
  id,
  note: text,
  discussion_id: maybeText,
  position: positionSchema.nullish(),
});

export const commitStatusSchema = z.object({
  id,
  name: text,
  status: text,
  description: maybeText,
  target_url: maybeText,
  ref: maybeText,
  /** Missing in older versions. */
  pipeline_id: id.nullish(),
  author: userSchema.nullish(),
});
