import * as http from "node:http";
import { EnvironmentError, readEnvironment, type Settings } from "../config/env.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the settings from the environment, and lets requests go through the proxy that it names.
 * `envFile` adds what it does not set. @throws UsageError that names every problem.
 */
export function readSettings(purpose: "serve" | "review", envFile?: string): Settings {
  if (envFile !== undefined) loadEnvironment(envFile);
  try {
    const settings = readEnvironment(process.env, purpose);
    // Node looks for HTTPS_PROXY, HTTP_PROXY and NO_PROXY only where it is asked to.
    if (settings.proxy !== undefined) useProxy();
    return settings;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new UsageError(`The environment has an error.\n${error.message}`);
  }
}

function loadEnvironment(path: string): void {
  try {
    process.loadEnvFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(
      `The file of --env-file cannot be read: ${path} (${code === "ENOENT" ? "there is none" : code}).`,
    );
  }
}

function useProxy(): void {
  // A named import would keep earlier versions of Node 24 from starting at all.
  if (!("setGlobalProxyFromEnv" in http)) {
    throw new UsageError(
      `A proxy needs a later Node.js than ${process.version}. Install the newest 24.`,
    );
  }
  http.setGlobalProxyFromEnv();
}
