#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";

import { Command, CommanderError, Option } from "commander";

import { UsageError } from "./usage-error.ts";

// Halves the start of the next run; where nothing can be written, nothing is cached.
enableCompileCache();

/** Exit code for what the person at the keyboard can fix. */
const usageCode = 2;

/** Exit code for a fault of handbook-bot itself. */
const faultCode = 3;

const program = new Command("handbook-bot")
  .description("Reviews the pages of a company handbook.")
  .version(version(), "-V, --version", "Print the version.")
  .helpOption("-h, --help", "Print help.")
  .helpCommand(false)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });

program
  .command("lint")
  .description("Lint a handbook, some of its pages, or what a change brings into it.")
  .argument("[paths...]", "pages or folders; the whole handbook when left out")
  .option("--root <dir>", "folder of the handbook", ".")
  .option("--config <file>", "configuration instead of .handbook-bot.yml at the root")
  .option("--base <dir|ref>", "report only what is new against another copy or a git revision")
  .option("--fix", "first apply the suggestions that may be applied unread")
  .option("--rule <id>", "run this rule or family alone; may be repeated", collect)
  .option("--preview", "run preview rules as well")
  .addOption(
    new Option("--fail-on <severity>", "least severity that gives exit code 1").choices([
      "error",
      "warning",
      "info",
      "never",
    ]),
  )
  .addOption(
    new Option("--format <format>", "how to report")
      .choices(["pretty", "json", "codequality"])
      .default("pretty"),
  )
  .option("--output <file>", "write the report to a file")
  .addHelpText(
    "after",
    "\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration, 3 a fault of handbook-bot.",
  )
  .action(async (paths, options) => {
    const { lint } = await import("./lint.ts");
    process.exitCode = await lint(paths, options);
  });

program
  .command("duplicates")
  .description("List the passages that stand on several pages, and which to merge first.")
  .argument("[dir]", "folder of the handbook", ".")
  .option("--config <file>", "configuration instead of .handbook-bot.yml at the root")
  .option("--min-words <n>", "shortest passage, in words", "30")
  .option("--similarity <n>", "least similarity, from 0.5 to 1", "0.8")
  .addOption(
    new Option("--format <format>", "how to print")
      .choices(["pretty", "json", "html"])
      .default("pretty"),
  )
  .option("--output <file>", "write to a file")
  .action(async (folder, options) => {
    const { duplicates } = await import("./duplicates.ts");
    await duplicates(folder, options);
  });

program
  .command("rules")
  .description("List all rules, or count what they would report on a handbook.")
  .option("--stats <dir>", "count findings on this handbook, preview rules included")
  .addOption(
    new Option("--format <format>", "how to list").choices(["pretty", "json"]).default("pretty"),
  )
  .action(async (options) => {
    if (options.stats !== undefined) {
      const { ruleStats } = await import("./rule-stats.ts");
      await ruleStats(options.stats, options.format);
      return;
    }
    const { rules } = await import("./rules.ts");
    rules(options);
  });

program
  .command("import-terms")
  .description("Print a list of misused terms as the terms of a configuration.")
  .argument("<file>", "YAML with avoid, use_instead and reason")
  .option("--handbook <dir>", "count on this handbook what each term would report")
  .option("--most <n>", "findings per 1,000 pages above which a term is a comment only", "25")
  .action(async (file, options) => {
    const { importTerms } = await import("./import-terms.ts");
    await importTerms(file, options);
  });

program
  .command("explain")
  .description("Show the page of a rule, or what holds for a page and who said so.")
  .argument("<rule|path>", "rule id, or path of a page")
  .option("--root <dir>", "folder of the handbook", ".")
  .option("--config <file>", "configuration instead of .handbook-bot.yml at the root")
  .action(async (subject, options) => {
    const { explain } = await import("./explain.ts");
    await explain(subject, options);
  });

program
  .command("sections")
  .description("Compare the sections of sibling pages, such as the benefits of each country.")
  .argument("<folder>", "folder with the pages")
  .option("--type <type>", "compare with the template of this type, such as entity-benefits")
  .action(async (folder, options) => {
    const { sections } = await import("./sections.ts");
    await sections(folder, options);
  });

program
  .command("new")
  .description("Write a new page to begin with.")
  .argument("<kind>", "job-page, job-family, policy or process")
  .argument("<path>", "where the page shall stand; a page that is there is left as it is")
  .option("--title <title>", "title of the page; taken from its name when left out")
  .action(async (kind, path, options) => {
    const { newPage } = await import("./new.ts");
    newPage(kind, path, options);
  });

program
  .command("serve")
  .description("Run the bot: receive webhooks, review merge requests.")
  .addOption(
    new Option("--role <role>", "which part of the bot this process is")
      .choices(["all", "receiver", "worker"])
      .default("all"),
  )
  .action(async (options) => {
    const { serve } = await import("./serve.ts");
    await serve(options);
  });

program
  .command("review")
  .description("Review one merge request now, without webhook and queue.")
  .argument("<project>", "id or path of the project")
  .argument("<iid>", "number of the merge request")
  .option("--dry-run", "print the review and write nothing to GitLab")
  .action(async (project, iid, options) => {
    const { review } = await import("./review.ts");
    process.exitCode = await review(project, iid, options);
  });

program
  .command("doctor")
  .description("Check token, role, webhook and configuration, and say what to do.")
  .argument("[projects...]", "ids or paths; those of HANDBOOK_BOT_PROJECTS when left out")
  .action(async (projects) => {
    const { doctor } = await import("./doctor.ts");
    process.exitCode = await doctor(projects);
  });

await run();

async function run(): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads has read enough: `handbook-bot lint | head`.
    if (error.code !== "EPIPE") throw error;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : usageCode;
    } else if (error instanceof UsageError) {
      console.error(error.message);
      process.exitCode = usageCode;
    } else {
      console.error(error);
      process.exitCode = faultCode;
    }
  }
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** In the source tree as in `dist/`, the manifest is two folders up. */
function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  return manifest !== null && typeof manifest === "object" && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
