import * as fc from "fast-check";
import type { PipelineKind } from "../gitlab/pipelines.ts";
import type { Role } from "../gitlab/world.ts";
import { commandTexts, speakers } from "./talk.ts";
import { blockCount, pagePaths, type ConfigurationName } from "./small-handbook.ts";

/** What a person, or somebody else's push, does to a merge request: the first or the second one. */
export type Deed =
  | { readonly kind: "push" | "force-push"; readonly on: number; readonly page: number; readonly pieces: readonly number[] | null } // prettier-ignore
  | { readonly kind: "push to the target"; readonly page: number; readonly pieces: readonly number[] } // prettier-ignore
  | { readonly kind: "move a page"; readonly on: number; readonly page: number }
  | { readonly kind: "retarget" | "switch draft" | "close or reopen" | "comment" | "ask for a review"; readonly on: number } // prettier-ignore
  | { readonly kind: "give a command" | "edit a command"; readonly on: number; readonly pick: number; readonly text: number; readonly by: number } // prettier-ignore
  | { readonly kind: "change a role"; readonly role: Role }
  | { readonly kind: ThreadDeed; readonly on: number; readonly pick: number };

/** What a person does to one of the bot's notes, counted from the oldest. */
type ThreadDeed =
  | "resolve"
  | "reopen"
  | "reply to"
  | "edit"
  | "delete"
  | "delete the thread of"
  | "apply the suggestion of"
  /** In one commit, with those of the threads that began later. */
  | "apply the suggestions from"
  | "like"
  | "dislike";

/** How a call to GitLab fails. */
export interface Failure {
  readonly with: 400 | 401 | 403 | 404 | 409 | 429 | 500 | 502 | "timeout" | "reset" | "truncate";
  readonly when: "before" | "after";
  /** Seconds in `Retry-After`; undefined where GitLab does not say. */
  readonly retryAfter: number | undefined;
  /** How many calls in a row fail so. */
  readonly times: number;
}

/** Something that happens while a review is under way, at one of its calls to GitLab. */
export type Incident = { readonly call: number } & (
  | { readonly kind: "deed"; readonly deed: Deed }
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "kill"; readonly when: "before" | "after" }
);

/** One thing after another. `pick` counts among what there is, and begins anew at the end. */
export type Step =
  | { readonly kind: "deed"; readonly deed: Deed }
  | { readonly kind: "deliver"; readonly pick: number; readonly copies: number }
  | { readonly kind: "lose"; readonly pick: number }
  | { readonly kind: "sweep" }
  /** The pipeline of a merge request's head appears, perhaps after its verdict. */
  | { readonly kind: "start a pipeline"; readonly on: number; readonly as: PipelineKind }
  /** The bot starts again with a new token, which is a new user, a Maintainer. */
  | { readonly kind: "change the token" }
  /** GitLab takes none of them any more, or takes them again. */
  | { readonly kind: "refuse"; readonly what: Refused; readonly isRefused: boolean }
  /** All deliveries arrive, and the bot works until nothing waits. */
  | { readonly kind: "settle"; readonly incidents: readonly Incident[] }
  | { readonly kind: "work"; readonly pick: number; readonly incidents: readonly Incident[] };

/** What GitLab may refuse for as long as it likes. */
export type Refused = "commit statuses" | "comments";

/** A whole story, from two fresh merge requests to the event after which everything must be right. */
export interface Schedule {
  readonly configuration: ConfigurationName;
  /** The second merge request comes from a private fork that the bot cannot see. */
  readonly isFork: boolean;
  /** How often GitLab is asked in vain before a new diff is there. */
  readonly polls: number;
  readonly steps: readonly Step[];
  /** What becomes of deliveries that are still on their way when the failures stop. */
  readonly rest: "delivered" | "lost";
  readonly ending: "ask" | "push" | "sweep";
}

const on = fc.nat({ max: 1 });
const page = fc.nat({ max: pagePaths.length - 1 });
const pieces = fc.array(fc.nat({ max: blockCount - 1 }), { maxLength: 6 });
const pick = fc.nat({ max: 5 });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom("push", "force-push"), on, page, pieces: fc.option(pieces, { freq: 8 }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("push to the target"), page, pieces }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("move a page"), on, page }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("retarget", "switch draft", "close or reopen", "comment", "ask for a review"), // prettier-ignore
      on,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom<ThreadDeed[]>("resolve", "reopen", "reply to", "edit", "delete", "delete the thread of", "apply the suggestion of", "apply the suggestions from", "like", "dislike"), // prettier-ignore
      on,
      pick,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("give a command", "give a command", "give a command", "edit a command"),
      on,
      pick,
      text: fc.nat({ max: commandTexts.length - 1 }),
      by: fc.nat({ max: speakers.length - 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("change a role"), role: fc.constantFrom<Role[]>("guest", "developer", "maintainer") }) }, // prettier-ignore
);

const when = fc.constantFrom("before", "after");

const failure: fc.Arbitrary<Failure> = fc.record({
  with: fc.constantFrom<Failure["with"][]>(400, 401, 403, 404, 409, 429, 500, 502, "timeout", "reset", "truncate"), // prettier-ignore
  when,
  retryAfter: fc.constantFrom(undefined, 2, 90),
  times: fc.constantFrom(1, 1, 2, 5),
});

/** A first review makes some thirty calls, a later one about ten. */
const call = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 32 }));

const incident: fc.Arbitrary<Incident> = fc.oneof(
  fc.record({ kind: fc.constant("deed"), call, deed }),
  fc.record({ kind: fc.constant("failure"), call, failure }),
  fc.record({ kind: fc.constant("kill"), call, when }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("deed"), deed }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("settle"),
      incidents: fc.oneof(fc.constant([]), fc.array(incident, { maxLength: 2 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("deliver"), pick, copies: fc.constantFrom(1, 1, 2) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("lose"), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("sweep", "sweep", "change the token") }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("start a pipeline"), on, as: fc.constantFrom<PipelineKind[]>("branch", "merge request", "merged results", "merge train") }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse"), what: fc.constantFrom<Refused[]>("commit statuses", "comments"), isRefused: fc.boolean() }) }, // prettier-ignore
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("work"),
      pick,
      incidents: fc.array(incident, { maxLength: 3 }),
    }),
  },
);

/** Any story. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  configuration: fc.constantFrom("roomy", "roomy", "narrow"),
  isFork: fc.boolean(),
  polls: fc.nat({ max: 2 }),
  steps: fc.array(step, { maxLength: 14, size: "max" }),
  rest: fc.constantFrom("delivered", "lost"),
  ending: fc.constantFrom("ask", "push", "sweep"),
});
