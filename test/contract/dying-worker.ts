/** A process that takes a job and never finishes it. The test kills it: `node dying-worker.ts URL DATA_DIR PREFIX`. */
import { openQueue } from "../../src/queue/queue.ts";

const [url, dataDir = "", prefix = ""] = process.argv.slice(2);
const queue = await openQueue({
  url: url === "" ? undefined : url,
  dataDir,
  prefix,
  // Its lock must not outlive it for long: the test waits for that.
  limits: { lockMs: 1_000 },
});
const never = async (): Promise<void> => {
  process.stdout.write("taken\n");
  await new Promise(() => {});
};
await queue.add({
  kind: "review",
  projectId: 7,
  iid: 16,
  reason: "opened",
  receivedAt: 1_795_000_000_000,
});
await queue.work(
  { review: never, follow: never, gate: never, sweep: never, health: never },
  { concurrency: 1 },
);
