import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Command, CommanderError, Option } from "commander";

import { projectFolder } from "../project-folder.ts";
import { reportFormats } from "./report/formats.ts";
import { UsageError } from "./usage-error.ts";

/** Exit code for what the person at the keyboard can fix. */
const usageCode = 2;

/** Exit code for a fault of handbook-bot itself. */
const faultCode = 3;

const exitCodes =
  "\nExit codes: 0 no finding at or above --fail-on, 1 findings, 2 usage or configuration error, 3 internal error.";

const program = new Command("handbook-bot")
  .description("Reviews the pages of a company handbook.")
  .version(version(), "-V, --version", "Print the version.")
  .helpOption("-h, --help", "Print help.")
  .helpCommand(false)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });

program
  .command("lint")
  .description("Lint a handbook, some of its pages, or only what a change introduces.")
  .argument("[paths...]", "pages or folders (default: the whole handbook)")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option(
    "--base <dir|ref>",
    "report only findings that are new since a git revision or another copy",
  )
  .option("--fix", "apply safe suggestions first")
  .option("--rule <id>", "run only this rule or family (repeatable)", collect)
  .option("--preview", "also run preview rules")
  .addOption(failOn())
  .addOption(
    new Option("--format <format>", "report format").choices(reportFormats).default("pretty"),
  )
  .option("--output <file>", "write the report to this file")
  .option("--report <format=file>", "write a further report to a file (repeatable)", collect)
  .addHelpText("after", exitCodes)
  .action(async (paths, options) => {
    const { lint } = await import("./lint.ts");
    process.exitCode = await lint(paths, options);
  });

program
  .command("fix")
  .description("Apply safe suggestions to pages, or only to what a change introduces.")
  .argument("[paths...]", "pages or folders (default: the whole handbook)")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option("--base <dir|ref>", "fix only what is new since a git revision or another copy")
  .option("--rule <id>", "apply only suggestions of this rule or family (repeatable)", collect)
  .option("--preview", "also run preview rules")
  .option("--dry-run", "print a diff and change nothing")
  .option("--suggestions", "then ask about the suggestions that need a look, one by one")
  .action(async (paths, options) => {
    const { fix } = await import("./fix-command.ts");
    await fix(paths, options);
  });

program
  .command("gate")
  .description("Check in a pipeline what a merge request introduces, with the bot's verdict.")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of the target branch's")
  .option("--base <ref>", "what to compare with (default in GitLab CI: the target branch)")
  .addOption(failOn())
  .addOption(
    new Option(
      "--format <format>",
      "what to print (default: gitlab-log or github in their pipelines, else pretty)",
    ).choices(reportFormats),
  )
  .option("--report <format=file>", "also write a report to a file (repeatable)", collect)
  .option("--no-fetch", "use the clone as it is; do not fetch missing commits")
  .addHelpText("after", exitCodes)
  .action(async (options) => {
    const { gate } = await import("./gate.ts");
    process.exitCode = await gate(options);
  });

program
  .command("baseline")
  .description("Accept the findings that a handbook has now, so that only new ones are reported.")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option("--accept", "add new findings to an existing file")
  .addHelpText(
    "after",
    "\nThe configuration names the file: baseline: .handbook-bot-baseline.json. Run again, the command removes\nwhat no longer occurs and adds nothing, unless told to with --accept.",
  )
  .action(async (options) => {
    const { baseline } = await import("./baseline.ts");
    await baseline(options);
  });

program
  .command("duplicates")
  .description("List passages that appear on several pages, and which to merge first.")
  .argument("[dir]", "folder of the handbook", ".")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option("--min-words <n>", "minimum length of a passage, in words", "30")
  .option("--similarity <n>", "least similarity, from 0.5 to 1", "0.8")
  .addOption(
    new Option("--format <format>", "output format")
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
  .option("--stats <dir>", "count the findings on this handbook, preview rules included")
  .addOption(
    new Option("--format <format>", "output format").choices(["pretty", "json"]).default("pretty"),
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
  .description("Convert a list of misused terms to the terms: of a configuration.")
  .argument("<file>", "YAML with avoid, use_instead and reason")
  .option("--handbook <dir>", "count what each term would report on this handbook")
  .option("--most <n>", "comment out terms with more findings than this per 1,000 pages", "25")
  .action(async (file, options) => {
    const { importTerms } = await import("./import-terms.ts");
    await importTerms(file, options);
  });

program
  .command("explain")
  .description("Explain a rule, or show which rules apply to a page and why.")
  .argument("<rule|path>", "rule id or path of a page")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
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
  .description("Create a page from a template.")
  .argument("<kind>", "job-page, job-family, policy, process or a template of your configuration")
  .argument("<path>", "path of the new page; an existing page is not overwritten")
  .option("--title <title>", "title of the page (default: derived from the file name)")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .action(async (kind, path, options) => {
    const { newPage } = await import("./new/new-page.ts");
    await newPage(kind, path, options);
  });

program
  .command("serve")
  .description("Run the bot: receive webhooks, review merge requests.")
  .addOption(
    new Option("--role <role>", "which part of the bot to run in this process")
      .choices(["all", "receiver", "worker"])
      .default("all"),
  )
  .action(async (options) => {
    const { serve } = await import("./serve.ts");
    await serve(options);
  });

program
  .command("review")
  .description("Review one merge request now, without webhook or queue.")
  .argument("<project>", "id or path of the project")
  .argument("<iid>", "number of the merge request")
  .option("--dry-run", "print the review without writing to GitLab")
  .action(async (project, iid, options) => {
    const { review } = await import("./review.ts");
    process.exitCode = await review(project, iid, options);
  });

program
  .command("doctor")
  .description("Check token, role, webhook and configuration, and explain how to fix problems.")
  .argument("[projects...]", "ids or paths (default: HANDBOOK_BOT_PROJECTS)")
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

function failOn(): Option {
  return new Option(
    "--fail-on <severity>",
    "lowest severity that makes the command exit with 1",
  ).choices(["error", "warning", "info", "never"]);
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
  return manifest !== null && typeof manifest === "object" && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
