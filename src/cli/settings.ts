import { EnvironmentError, readEnvironment, type Settings } from "../config/env.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the settings from the environment. @throws UsageError that names every problem. */
export function readSettings(purpose: "serve" | "review"): Settings {
  try {
    return readEnvironment(process.env, purpose);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new UsageError(`The environment has errors.\n${error.message}`);
  }
}
