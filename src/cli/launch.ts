#!/usr/bin/env node
import { enableCompileCache } from "node:module";

/** The oldest Node.js that runs the rest; `engines` in package.json says the same. */
const nodeMin = 24;

if (Number(process.versions.node.split(".")[0]) < nodeMin) {
  process.stderr.write(
    `handbook-bot needs Node.js ${nodeMin} or later; this is ${process.version}. Install it from https://nodejs.org.\n`,
  );
  process.exitCode = 2;
} else {
  // Halves the start of the next run; where nothing can be written, nothing is cached.
  enableCompileCache();
  await import("./main.ts");
}
