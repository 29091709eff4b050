import { storeHandbook } from "../../../src/handbook/create-handbook.ts";
import { draftSnapshot } from "../../../src/worker/target-branch/snapshot-draft.ts";
import { handbookOf, hugo } from "../../handbook/handbook-of.ts";

// Writes one snapshot after another and prints a line at every step, until it is killed.
const [path = ""] = process.argv.slice(2);
const index = storeHandbook(handbookOf(hugo));
for (let round = 1; ; round += 1) {
  const draft = await draftSnapshot(path);
  for (const [name, text] of Object.entries(hugo)) {
    await draft.add({ path: name, bytes: new TextEncoder().encode(text) });
    console.log("added");
  }
  const others = ["static/logo.svg"];
  await draft.finish({ sha: String(round), configKey: "c0ffee", others }, index);
  console.log("finished");
}
