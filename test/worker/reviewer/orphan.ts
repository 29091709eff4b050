/** Starts a process that ends with this one and is busy for good, and says who that is. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endWithParent } from "../../../src/worker/reviewer/end-with-parent.ts";

if (process.argv[2] === "busy") {
  endWithParent();
  process.send?.("busy");
  for (;;);
}
const child = fork(fileURLToPath(import.meta.url), ["busy"]);
child.once("message", () => process.send?.(child.pid));
