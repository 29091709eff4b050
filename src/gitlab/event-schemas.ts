import { z } from "zod";

const id = z.int().positive();
const maybeText = z.string().nullish();
const flag = z.boolean().nullish();
const change = z.object({ current: z.unknown() }).nullish().catch(undefined);

/** Of the many headers only the body counts: every system hook has the same `X-Gitlab-Event`. */
export const kindSchema = z.object({ object_kind: maybeText, event_name: maybeText });

export const mergeRequestSchema = z.object({
  iid: id,
  target_project_id: id,
  state: maybeText,
  last_commit: z.object({ id: maybeText }).nullish().catch(undefined),
});

export const mergeRequestEventSchema = z.object({
  object_attributes: mergeRequestSchema.extend({
    action: maybeText,
    oldrev: maybeText,
    system: flag,
  }),
  changes: z
    .object({ target_branch: change, draft: change, title: change, labels: change })
    .nullish()
    .catch(undefined),
});

export const noteEventSchema = z.object({
  object_attributes: z.object({
    note: maybeText,
    noteable_type: maybeText,
    author_id: id.nullish(),
    system: flag,
  }),
  user: z.object({ id: id.nullish() }).nullish(),
  merge_request: mergeRequestSchema.nullish(),
});

export const pushEventSchema = z.object({
  ref: z.string(),
  after: z.string(),
  project_id: id,
  project: z.object({ default_branch: maybeText }).nullish(),
});

export const pipelineEventSchema = z.object({
  object_attributes: z.object({ source: maybeText }),
  merge_request: z.object({ iid: id, target_project_id: id, state: maybeText }).nullish(),
});
