import type { Command, Rank } from "./command.ts";

const ranks: readonly Rank[] = ["maintainer", "member", "author"];

/** What a command came to, as the marker of its answer says it: the bot keeps no other memory of it. */
export function outcomeOf(command: Command["kind"] | "refused", rank?: Rank): string {
  return command === "dismiss" && rank !== undefined ? `dismiss-${rank}` : command;
}

/** By which rank a finding was dismissed; undefined where the outcome is another one. */
export function rankIn(outcome: string | undefined): Rank | undefined {
  return ranks.find((rank) => outcome === outcomeOf("dismiss", rank));
}
