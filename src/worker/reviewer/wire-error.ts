import { type Actor, GitLabError } from "../../gitlab/gitlab-error.ts";

/** An error as it goes from one process to the other: their own fields would be lost on the way. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of a `GitLabError`. */
  readonly gitlab:
    | {
        readonly message: string;
        readonly detail: string;
        readonly method: string;
        readonly path: string;
        readonly status: number | undefined;
        readonly actor: Actor;
        readonly retryable: boolean;
        readonly retryAfterMs: number | undefined;
        readonly hasNoEffect: boolean;
      }
    | undefined;
}

function toWire(error: unknown): WireError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof GitLabError)) return { name, message, stack, gitlab: undefined };
  const { detail, method, path, status, actor, retryable, retryAfterMs, mayHaveHappened } = error;
  const hasNoEffect = !mayHaveHappened;
  const gitlab = {
    message,
    detail,
    method,
    path,
    status,
    actor,
    retryable,
    retryAfterMs,
    hasNoEffect,
  };
  return { name, message, stack, gitlab };
}

function fromWire(wire: WireError): Error {
  if (wire.gitlab !== undefined) return new GitLabError(wire.gitlab);
  const error = new Error(wire.message);
  error.name = wire.name;
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}

function isWire(value: unknown): value is WireError {
  return value !== null && typeof value === "object" && "gitlab" in value && "stack" in value;
}

/** Makes errors of functions fit for the way into the other process. */
export function withWireErrors<A extends unknown[], R>(
  call: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      throw toWire(error);
    }
  };
}

/** Gives errors from the other process their own class again. */
export async function revived<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isWire(error) ? fromWire(error) : error;
  }
}
