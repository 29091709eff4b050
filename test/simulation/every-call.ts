import { play } from "./play.ts";
import { commandTexts } from "./talk.ts";
import type { Incident, Schedule } from "./schedule.ts";
import { tellSchedule } from "./tell.ts";

/** A first review makes fewer calls than this. */
const callsMax = 30;

const accidents: readonly ((call: number) => Incident)[] = [
  (call) => ({ kind: "kill", call, when: "before" }),
  (call) => ({ kind: "kill", call, when: "after" }),
  ...([500, "timeout", "truncate"] as const).map((how) => (call: number): Incident => {
    const failure = { with: how, when: "after", retryAfter: undefined, times: 1 } as const;
    return { kind: "failure", call, failure };
  }),
  (call) => ({
    kind: "failure",
    call,
    failure: { with: 403, when: "before", retryAfter: undefined, times: 1 },
  }),
];

/** A review that carries out a command makes fewer calls than this. */
const commandCallsMax = 22;

/** Lets each call that carries out a command end the process, or be heard of no more. Gives what ended badly. */
export async function failEveryCallOfCommands(): Promise<readonly string[]> {
  const flaws: string[] = [];
  for (const text of ["dismiss It is a quotation.", "fix all"] as const) {
    for (let call = 0; call < commandCallsMax; call += 1) {
      for (const accident of accidents.slice(0, 4)) {
        const command = { kind: "give a command", on: 0, by: 0 } as const;
        const schedule: Schedule = {
          configuration: call % 2 === 0 ? "roomy" : "narrow",
          isFork: false,
          polls: 0,
          steps: [
            { kind: "settle", incidents: [] },
            {
              kind: "deed",
              deed: {
                ...command,
                pick: text === "fix all" ? 5 : 0,
                text: commandTexts.indexOf(text),
              },
            },
            { kind: "settle", incidents: [accident(call)] },
          ],
          rest: "delivered",
          ending: "sweep",
        };
        const found = await play(schedule);
        if (found.length > 0) flaws.push([...tellSchedule(schedule), "Then:", ...found].join("\n"));
      }
    }
  }
  return flaws;
}

/** Lets each call of a first review go wrong in each of a few ways. Gives what ended badly. */
export async function failEveryCall(): Promise<readonly string[]> {
  const flaws: string[] = [];
  for (let call = 0; call < callsMax; call += 1) {
    for (const accident of accidents) {
      const schedule: Schedule = {
        configuration: call % 2 === 0 ? "roomy" : "narrow",
        isFork: false,
        polls: 0,
        steps: [{ kind: "settle", incidents: [accident(call)] }],
        rest: "delivered",
        ending: "ask",
      };
      const found = await play(schedule);
      if (found.length > 0) flaws.push([...tellSchedule(schedule), "Then:", ...found].join("\n"));
    }
  }
  return flaws;
}
