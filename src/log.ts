import { pino, type Logger } from "pino";
import type { LogLevel } from "./config/env.ts";

/** Writes one line an event: a sentence that never changes, and the facts beside it. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** Where lines go. */
export interface LogStream {
  write(line: string): void;
}

/** What a log is made with. */
export interface LogOptions {
  readonly level: LogLevel;
  /** Values that are redacted wherever they appear: in a message, a URL, an error's stack. */
  readonly secrets: readonly string[];
  /** Standard error, unless a test wants to read along. */
  readonly stream?: LogStream;
  /** Lines for people instead of JSON; by default where the stream is a terminal. */
  readonly isPretty?: boolean;
}

/** Starts the log: JSON lines for machines, short ones on a terminal, never a secret. */
export function createLog(options: LogOptions): Log {
  const { level, stream = process.stderr } = options;
  const isPretty = options.isPretty ?? (options.stream === undefined && process.stderr.isTTY);
  const redactSecrets = secretRedactor(options.secrets);
  const write = (line: string): void => {
    const safe = redactSecrets(line);
    stream.write(isPretty ? prettify(safe) : safe);
  };
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: (facts) => redactEntries(facts, 0),
      },
      // The formatter above has made plain values of errors already.
      serializers: { err: (error: unknown) => error },
    },
    { write },
  );
}

const REDACTED = "[redacted]";
const DEPTH_MAX = 6;
const ENTRIES_MAX = 100;
const CHARACTERS_MAX = 4_000;

/** Names whose values are nobody's business, whatever they are: headers, options, query parameters. */
const secretName = /token|secret|password|passwd|authorization|cookie|signature|credential|apikey/i;

function redact(value: unknown, depth: number): unknown {
  if (typeof value === "string") {
    return value.length > CHARACTERS_MAX ? `${value.slice(0, CHARACTERS_MAX)}…` : value;
  }
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") {
    return String(value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return "…";
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) {
    return value.slice(0, ENTRIES_MAX).map((item) => redact(item, depth + 1));
  }
  return redactEntries(value, depth);
}

function redactEntries(object: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(object).slice(0, ENTRIES_MAX);
  return Object.fromEntries(
    entries.map(([name, value]: [string, unknown]) => [
      name,
      secretName.test(name) && value !== undefined ? REDACTED : redact(value, depth + 1),
    ]),
  );
}

/** Only what helps: errors of HTTP clients carry whole requests, authorization header included. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const facts: Record<string, unknown> = { type: name, message: redact(message, depth) };
  for (const fact of ["code", "status", "path", "actor", "retryable", "retryAfterMs"]) {
    const value: unknown = Reflect.get(error, fact);
    if (value !== undefined) facts[fact] = redact(value, depth + 1);
  }
  if (error instanceof AggregateError) facts["errors"] = redact(error.errors, depth + 1);
  if (cause !== undefined) facts["cause"] = redact(cause, depth + 1);
  facts["stack"] = redact(stack, depth);
  return facts;
}

/**
 * Replaces known secrets in a finished line, in each form they could have taken on the way: inside JSON,
 * in a URL, in a header. Tokens of GitLab that are in no setting are known by their prefix.
 */
function secretRedactor(secrets: readonly string[]): (line: string) => string {
  const forms = secrets
    // What is shorter stands in ordinary words too.
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
    ]);
  const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (line) => {
    let safe = line;
    for (const form of known) safe = safe.replaceAll(form, REDACTED);
    return safe
      .replaceAll(/\b(?:gl(?:pat|cbt|dt|oas|rt|ptt|soat|agent)-|whsec_)[\w+/=.-]{8,200}/g, REDACTED)
      .replaceAll(/(:\/\/[^\s:@/"]{0,100}):[^\s@/"]{1,200}@/g, `$1:${REDACTED}@`);
  };
}

function prettify(line: string): string {
  const { time, level, msg, err, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(facts).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const stack =
    typeof err === "object" && err !== null && "stack" in err ? `\n${String(err.stack)}` : "";
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg)}${rest.join("")}${stack}\n`;
}
