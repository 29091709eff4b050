import type { Bot } from "../gitlab/bot.ts";

/** Who the bot is in GitLab, and where people read about it. */
export interface BotIdentity extends Bot {
  /** Address of the page on how to read, answer and suppress comments. */
  readonly helpUrl: string | undefined;
}

/** Asks once and remembers the answer; a question that failed is asked again. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
