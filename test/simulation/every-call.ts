import { play } from "./play.ts";
import { commandTexts } from "./talk.ts";
import type { Incident, Schedule } from "./schedule.ts";
import { tellSchedule } from "./tell.ts";

/** A story that makes more calls than this does not come to an end. */
const callsMax = 100;

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

/** Lets each call that carries out a command end the process, or be heard of no more. Gives what ended badly. */
export async function failEveryCallOfCommands(): Promise<readonly string[]> {
  const flaws: string[] = [];
  for (const text of ["dismiss It is a quotation.", "fix all"] as const) {
    const command = {
      kind: "give a command",
      on: 0,
      by: 0,
      pick: text === "fix all" ? 5 : 0,
      text: commandTexts.indexOf(text),
    } as const;
    const failed = await failEach(accidents.slice(0, 4), (call, accident) => ({
      configuration: call % 2 === 0 ? "roomy" : "narrow",
      isFork: false,
      polls: 0,
      steps: [
        { kind: "settle", incidents: [] },
        { kind: "deed", deed: command },
        { kind: "settle", incidents: [accident] },
      ],
      rest: "delivered",
      ending: "sweep",
    }));
    flaws.push(...failed);
  }
  return flaws;
}

/** Lets each call of a first review go wrong in each of a few ways. Gives what ended badly. */
export async function failEveryCall(): Promise<readonly string[]> {
  return failEach(accidents, (call, accident) => ({
    configuration: call % 2 === 0 ? "roomy" : "narrow",
    isFork: false,
    polls: 0,
    steps: [{ kind: "settle", incidents: [accident] }],
    rest: "delivered",
    ending: "ask",
  }));
}

/** Plays a story for each call and accident, up to the call that is never made. Gives what ended badly. */
async function failEach(
  ways: typeof accidents,
  scheduleOf: (call: number, accident: Incident) => Schedule,
): Promise<readonly string[]> {
  const flaws: string[] = [];
  // Two calls running, because the configurations take turns and make different numbers of calls.
  for (let call = 0, idle = 0; idle < 2; call += 1) {
    let met = 0;
    for (const accident of ways) {
      const schedule = scheduleOf(call, accident(call));
      const played = await play(schedule);
      if (played.missed === 0) met += 1;
      if (played.flaws.length > 0)
        flaws.push([...tellSchedule(schedule), "Then:", ...played.flaws].join("\n"));
      if (played.missed > 0) break;
    }
    idle = met === 0 ? idle + 1 : 0;
    if (call > callsMax) throw new Error(`A review makes more than ${callsMax} calls.`);
  }
  return flaws;
}
