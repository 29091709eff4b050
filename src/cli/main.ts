import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Argument, Command, CommanderError, Option } from "commander";

import { projectFolder } from "../project-folder.ts";
import { addHandbookCommands } from "./handbook-commands.ts";
import { completion, shells } from "./completion.ts";
import { groupings, reportFormats } from "./report/formats.ts";
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
  .helpCommand("help [command]", "Print help for a command.")
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });

program
  .command("lint")
  .description("Lint a handbook, some of its pages, or only what a change introduces.")
  .argument("[paths...]", "pages or folders, or - for standard input (default: the whole handbook)")
  .option("--stdin-path <path>", "path of the page that standard input holds")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option(
    "--base <dir|ref>",
    "report only what is new since a git revision, or since another copy of the handbook",
  )
  .option("--fix", "apply safe suggestions first, then report what is left")
  .option("--rule <id>", "run only this rule or family (repeatable)", collect)
  .option("--preview", "also run preview rules, which are still on trial")
  .addOption(failOn())
  .addOption(
    new Option("--format <format>", "report format").choices(reportFormats).default("pretty"),
  )
  .addOption(
    new Option("--group-by <what>", "count findings instead of listing them").choices(groupings),
  )
  .option("--output <file>", "write the report to a file instead of printing it")
  .option(
    "--report <format=file>",
    "also write a report to a file, such as junit=report.xml (repeatable)",
    collect,
  )
  .addHelpText("after", exitCodes)
  .action(async (paths, options) => {
    const { lint } = await import("./lint.ts");
    const { oweReports } = await import("./report/owe-reports.ts");
    process.exitCode = await oweReports(options, async () => lint(paths, options));
  });

program
  .command("fix")
  .description("Apply safe suggestions to pages, or only to what a change introduces.")
  .argument("[paths...]", "pages or folders (default: the whole handbook)")
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
  .option(
    "--base <dir|ref>",
    "fix only what is new since a git revision, or since another copy of the handbook",
  )
  .option("--rule <id>", "apply only suggestions of this rule or family (repeatable)", collect)
  .option("--preview", "also run preview rules, which are still on trial")
  .option("--dry-run", "print a diff and change nothing")
  .option(
    "--suggestions",
    "then ask, one by one, about the suggestions that are not safe to apply unread",
  )
  .action(async (paths, options) => {
    const { fix } = await import("./fix-command.ts");
    await fix(paths, options);
  });

program
  .command("gate")
  .description(
    "Check in a pipeline what a merge request introduces; pass or fail as the bot would.",
  )
  .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
  .option("--config <file>", "configuration file to use instead of the target branch's")
  .option("--base <dir|ref>", "what to compare with (default in GitLab CI: the target branch)")
  .addOption(failOn())
  .addOption(
    new Option(
      "--format <format>",
      "what to print (default: gitlab-log or github in their pipelines, else pretty)",
    ).choices(reportFormats),
  )
  .option(
    "--report <format=file>",
    "also write a report to a file, such as junit=report.xml (repeatable)",
    collect,
  )
  .option("--no-fetch", "use the clone as it is; do not fetch missing commits")
  .addHelpText("after", exitCodes)
  .action(async (options) => {
    const { gate } = await import("./gate.ts");
    const { oweReports } = await import("./report/owe-reports.ts");
    process.exitCode = await oweReports(options, async () => gate(options));
  });

addHandbookCommands(program);

program
  .command("serve")
  .description("Run the bot: receive webhooks, review merge requests.")
  .addOption(
    new Option("--role <role>", "which part of the bot to run in this process")
      .choices(["all", "receiver", "worker"])
      .default("all"),
  )
  .addOption(envFile())
  .action(async (options) => {
    const { serve } = await import("./serve.ts");
    await serve(options);
  });

program
  .command("review")
  .description("Review one merge request now, without webhook or queue.")
  .argument("<project>", "id or path of the project")
  .argument("<iid>", "number of the merge request, as in !16")
  .option("--dry-run", "print the review without writing to GitLab")
  .option(
    "--config <file>",
    "try this configuration instead of the target branch's; implies --dry-run",
  )
  .addOption(envFile())
  .action(async (project, iid, options) => {
    const { review } = await import("./review.ts");
    process.exitCode = await review(project, iid, options);
  });

program
  .command("health")
  .description("Show what became of the bot's comments in a project, rule by rule.")
  .argument("<project>", "id or path of the project")
  .option("--days <number>", "look at merge requests that changed in the last <number> days", "90")
  .addOption(
    new Option("--format <format>", "output format").choices(["text", "json"]).default("text"),
  )
  .addOption(envFile())
  .action(async (project, options) => {
    const { health } = await import("./health.ts");
    await health(project, options);
  });

program
  .command("doctor")
  .description("Check token, role, webhook and configuration, and explain how to fix problems.")
  .argument(
    "[projects...]",
    "ids or paths of projects, or paths of groups (default: HANDBOOK_BOT_PROJECTS)",
  )
  .addOption(envFile())
  .action(async (projects, options) => {
    const { doctor } = await import("./doctor.ts");
    process.exitCode = await doctor(projects, options.envFile);
  });

program
  .command("completion")
  .description("Print a script that completes commands and options in a shell.")
  .addArgument(new Argument("<shell>", "the shell").choices(shells))
  .action(async (shell) => {
    process.stdout.write(completion(program, shell));
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

function envFile(): Option {
  return new Option(
    "--env-file <file>",
    "file with settings, a line each: HANDBOOK_BOT_GITLAB_URL=…; variables of the environment win",
  );
}

function failOn(): Option {
  return new Option(
    "--fail-on <severity>",
    "lowest severity that makes the command exit with 1 (default: gate.failOn of the configuration, or error)",
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
