import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Lets the heap grow by no more than a third before it is collected. V8 would let it double and more: a
 * change of three hundred pages passed 900 MB, of which 200 were in use.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=30");
}

/** So much may lie about before it is worth a collection, which takes about a tenth of a second. */
const garbageBytesMax = 64 * 1024 * 1024;

let keptBytes = 0;

/**
 * Collects garbage now. Reading a whole handbook leaves some hundred megabytes behind that V8, which sees
 * a machine with much memory, would keep for a long time; the operator sees a container with little.
 */
function releaseMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  // The flavour that also gives back the space kept for new objects.
  if (typeof collect === "function") collect({ type: "major", flavor: "last-resort" });
  keptBytes = getHeapStatistics().used_heap_size;
}

/** Collects garbage where much has gathered since the last time. */
export function releaseGarbage(): void {
  if (getHeapStatistics().used_heap_size - keptBytes > garbageBytesMax) releaseMemory();
}
