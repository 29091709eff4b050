import type { Settings } from "../config/env.ts";

/**
 * Where people reach the bot, without a slash at the end. Where nobody says, it is this machine: an address that a
 * server listens on to be reached from everywhere is none that a browser can open.
 */
export function ownAddress({
  publicUrl,
  host,
  port,
}: Pick<Settings, "publicUrl" | "host" | "port">): string {
  if (publicUrl !== undefined) return publicUrl;
  const name = ["0.0.0.0", "::", "[::]", "*"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name.replace(/^\[|\]$/g, "")}]` : name}:${port}`;
}
