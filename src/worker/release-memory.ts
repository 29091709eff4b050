import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collects garbage now. Reading a whole handbook leaves some hundred megabytes behind that V8, which sees
 * a machine with much memory, would keep for a long time; the operator sees a container with little.
 */
export function releaseMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  // The flavour that also gives back the space kept for new objects.
  if (typeof collect === "function") collect({ type: "major", flavor: "last-resort" });
}
