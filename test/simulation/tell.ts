import { commandTexts, speakers } from "./talk.ts";
import { pagePaths } from "./small-handbook.ts";
import type { Deed, Incident, Schedule, Step } from "./schedule.ts";

/** Tells a story in sentences, one a line. */
export function tellSchedule(schedule: Schedule): readonly string[] {
  const { configuration, isFork, polls, steps, rest, ending } = schedule;
  return [
    `The handbook has a ${configuration} configuration; the second merge request comes from ${isFork ? "a private fork" : "the project"}; GitLab makes a diff after ${polls} looks.`,
    ...steps.flatMap(tellStep),
    `The failures stop. What is on its way is ${rest}. Closed and draft merge requests are reopened and made ready.`,
    { ask: "Somebody asks for a review.", push: "Somebody pushes once more.", sweep: "A sweep runs." }[ending], // prettier-ignore
  ];
}

function tellStep(step: Step): readonly string[] {
  switch (step.kind) {
    case "deed":
      return [tellDeed(step.deed)];
    case "deliver":
      return [`Delivery ${step.pick} of those on their way arrives${step.copies > 1 ? ` ${step.copies} times` : ""}.`]; // prettier-ignore
    case "lose":
      return [`Delivery ${step.pick} of those on their way is lost.`];
    case "sweep":
      return ["A sweep runs."];
    case "change the token":
      return ["The bot starts again with a new token."];
    case "start a pipeline":
      return [`A ${step.as} pipeline of !${step.on + 1} appears.`];
    case "refuse":
      return [`GitLab takes ${step.isRefused ? "no" : "the"} ${step.what}${step.isRefused ? "" : " again"}.`]; // prettier-ignore
    case "settle":
      return [
        "All deliveries arrive, and the bot works until nothing waits.",
        ...step.incidents.map((one) => `  At its call ${one.call}: ${tellIncident(one)}`),
      ];
    case "work":
      return [
        `The bot works on job ${step.pick} of those waiting.`,
        ...step.incidents.map((one) => `  At its call ${one.call}: ${tellIncident(one)}`),
      ];
  }
}

function tellIncident(incident: Incident): string {
  switch (incident.kind) {
    case "deed":
      return tellDeed(incident.deed);
    case "kill":
      return `the process is killed ${incident.when} the call has its effect.`;
    case "failure": {
      const { with: how, when, times, retryAfter } = incident.failure;
      const wait = how === 429 && retryAfter !== undefined ? `, Retry-After ${retryAfter}` : "";
      return `${times === 1 ? "the call fails" : `${times} calls fail`} with ${how}${wait} ${when} the effect.`;
    }
  }
}

function tellDeed(deed: Deed): string {
  const on = "on" in deed ? `!${deed.on + 1}` : "the target branch";
  switch (deed.kind) {
    case "push":
    case "force-push":
      return `Somebody ${deed.kind === "push" ? "pushes" : "force-pushes"} to ${on}: ${pagePaths[deed.page] ?? ""} ${deed.pieces === null ? "is deleted" : `with pieces [${deed.pieces.join(", ")}]`}.`;
    case "push to the target":
      return `The target branch moves: ${pagePaths[deed.page] ?? ""} with pieces [${deed.pieces.join(", ")}].`;
    case "move a page":
      return `Somebody moves ${pagePaths[deed.page] ?? ""} in ${on}, or back.`;
    case "retarget":
      return `Somebody points ${on} at the other target branch.`;
    case "switch draft":
      return `Somebody makes ${on} a draft, or ready.`;
    case "close or reopen":
      return `Somebody closes ${on}, or reopens it.`;
    case "comment":
      return `Somebody comments on ${on}.`;
    case "give a command":
      return `${speakers[deed.by] ?? ""} ${deed.pick === 5 ? `mentions the bot on ${on}` : `replies to the bot's note ${deed.pick} on ${on}`}: ${commandTexts[deed.text] ?? ""}.`;
    case "edit a command":
      return `Somebody changes command ${deed.pick} on ${on} to: ${commandTexts[deed.text] ?? ""}.`;
    case "change a role":
      return `${speakers[1]} becomes a ${deed.role}.`;
    case "ask for a review":
      return `Somebody asks for a review of ${on}.`;
    default:
      return `A person wants to ${deed.kind} the bot's note ${deed.pick} on ${on}.`;
  }
}
