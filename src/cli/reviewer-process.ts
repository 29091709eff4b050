import { builtInRules } from "../../rules/index.ts";
import type { RuleSources } from "../../rules/sources.ts";
import { engineFactory } from "../config/engine.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import { endWithParent } from "../worker/reviewer/end-with-parent.ts";
import { keepHeapSmall } from "../worker/release-memory.ts";
import { serveReviewer } from "../worker/reviewer/serve-reviewer.ts";
import type { ReviewerStart } from "../worker/reviewer/reviewer-channel.ts";
import { detectLanguage } from "./detect-language.ts";
import { loadRuleSources } from "./load-rule-sources.ts";
import { openSpeller } from "./open-speller.ts";

/*
 * The process that looks into pages, started by the bot. It has no token, no environment of the bot and no
 * other connection than the channel to it; it ends with it.
 */

keepHeapSmall();
process.once("disconnect", () => process.exit());
endWithParent();
// Ctrl+C reaches all processes of a terminal; the bot ends this one when its reviews are done.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

process.once("message", (start: ReviewerStart) => {
  const sources: RuleSources = { openSpeller };
  const book = {
    rules: builtInRules(readRuleFiles(), sources),
    docsBase: start.docsBase,
    detectLanguage,
  };
  const early: unknown[] = [];
  let hear: (message: unknown) => void = (message) => early.push(message);
  process.on("message", (message) => hear(message));
  void loadRuleSources(sources).then(() => {
    serveReviewer(
      {
        post: (message) => process.send?.(message),
        on: (listener) => {
          hear = listener;
          for (const message of early.splice(0)) listener(message);
        },
      },
      start,
      engineFactory(book, () => new Date().toISOString().slice(0, 10)),
    );
  });
});
