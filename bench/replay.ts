/**
 * Plays recorded merge requests through the whole service: webhook, queue, worker, a stand-in GitLab.
 *
 *     npm run replay -- FILE.jsonl.gz --handbook DIR [--limit N] [--json OUT]
 *
 * With --fix-all it asks for `fix all` on each and compares with `fix --base` on a checkout: where the bot
 * committed something, and every 40th other one, or with --compare-every 1 all of them. Otherwise it delivers
 * the same webhooks again, rebases every merge request, and applies every suggestion.
 * With --merged each is merged before the next is opened, which is how records in the order of their history met the
 * handbook: pages that were moved or deleted are gone.
 * Ends with 1 where something was said that should not have been.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { fixAll } from "./replay/fix-all.ts";
import { applyAll, deliverAgain, rebaseAll } from "./replay/again.ts";
import { readRecords } from "./replay/records.ts";
import { check, commentsOf, type Replayed } from "./replay/replayed.ts";
import { reportReviews, reportScope, show, summarise } from "./replay/report.ts";
import { setStage, type Stage } from "./replay/stage.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    handbook: { type: "string" },
    limit: { type: "string", default: "1000000" },
    json: { type: "string" },
    show: { type: "boolean", default: false },
    main: { type: "string", default: "src/cli/launch.ts" },
    "first-review-only": { type: "boolean", default: false },
    merged: { type: "boolean", default: false },
    "fix-all": { type: "boolean", default: false },
    "compare-every": { type: "string", default: "40" },
  },
});
const [file] = positionals;
if (file === undefined || values.handbook === undefined) {
  console.error("Usage: npm run replay -- FILE.jsonl.gz --handbook DIR [--limit N] [--json OUT]");
  process.exit(2);
}

const records = readRecords(file, Number(values.limit));
const stage = await setStage(values.handbook, values.main);
try {
  process.exitCode = (await play(stage)) ? 0 : 1;
} finally {
  await stage.close();
}

async function play(on: Stage): Promise<boolean> {
  const atStart = on.service.memory();
  const replayed: Replayed[] = [];
  const rewritten: string[] = [];
  for (const [at, change] of records.entries()) {
    const branch = `change-${at}`;
    await on.prepare(change, values.merged ? records[at - 1] : undefined);
    const first = await on.open(change, branch);
    rewritten.push(...(await deliverAgain(on, first.mergeRequest)));
    const found = first.review["findings"];
    replayed.push({
      change,
      branch,
      first,
      comments: commentsOf(on, first.mergeRequest),
      findings: isCounts(found) ? found : {},
    });
    if (values.show) show(on, change, first);
  }
  const loaded = on.service.memory();
  const checks = [
    ...reportReviews(on, replayed),
    ...reportScope(replayed),
    check("writes after the same webhooks", rewritten),
  ];
  console.log(
    `memory               ${atStart.now} MiB after start, ${loaded.now} MiB after the reviews, ${loaded.peak} MiB at most`,
  );
  if (values["fix-all"])
    checks.push(
      ...(await fixAll(on, replayed, {
        handbook: values.handbook ?? "",
        spotCheck: Number(values["compare-every"]),
      })),
    );
  else if (!values["first-review-only"]) {
    checks.push(...(await rebaseAll(on, replayed)));
    checks.push(...(await applyAll(on, replayed)));
    const end = on.service.memory();
    console.log(`memory               ${end.now} MiB in the end, ${end.peak} MiB at most`);
  }
  checks.push(
    check(
      "refused calls",
      // A token of a project may not see the webhooks of its group, which the bot finds out by asking.
      on.gitlab.mistakes
        .filter(({ path }) => !/^\/groups\/[^/]+\/hooks$/.test(path))
        .map(({ method, path, status }) => `${status} ${method} ${path}`),
    ),
  );
  checks.push(
    check(
      "quick actions run",
      on.gitlab.quickActionsRun.map(({ command }) => command),
    ),
  );
  checks.push(
    check(
      "people mentioned",
      on.gitlab.mentions.filter(({ actor }) => actor === on.bot.username).map(({ text }) => text),
    ),
  );
  checks.push(
    check(
      "references made",
      on.gitlab.crossReferences.map(({ text }) => text),
    ),
  );
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify(summarise(replayed), undefined, 2));
  return checks.every(Boolean);
}

function isCounts(value: unknown): value is Record<string, number> {
  return (
    value !== null &&
    typeof value === "object" &&
    Object.values(value).every((one) => typeof one === "number")
  );
}
