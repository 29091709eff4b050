/** One line of the bot's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** Reads one line that the bot has written; undefined where it is none of the log. */
export function parseLogLine(line: string): LogLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isLogLine(value) ? value : undefined;
}

function isLogLine(value: unknown): value is LogLine {
  return value !== null && typeof value === "object" && "msg" in value;
}
