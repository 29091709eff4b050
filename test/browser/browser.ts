import { chromium, type Browser } from "playwright-core";
import { findProgram } from "../stores/server-process.ts";

/** Without these, Chromium asks for its makers' servers at every start. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium of this machine. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findProgram({ name: "chromium", package: "chromium", folders: [] });
  return chromium.launch({ executablePath, args: flags });
}
