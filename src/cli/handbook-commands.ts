import { type Command, Option } from "commander";

/** Adds the commands for those who keep a handbook: they look at it as a whole, or at its configuration. */
export function addHandbookCommands(program: Command): void {
  program
    .command("init")
    .description("Write a first configuration for a handbook, each line with its reason.")
    .option("--root <dir>", "folder of the handbook (default: the current folder)")
    .option("--dry-run", "print the configuration and write nothing")
    .action(async (options) => {
      const { init } = await import("./init/init.ts");
      await init(options);
    });

  program
    .command("baseline")
    .description("Accept the findings that a handbook has now, so that only new ones are reported.")
    .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
    .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
    .option("--accept", "add new findings to an existing file")
    .addHelpText(
      "after",
      "\nThe configuration names the file: baseline: .handbook-bot-baseline.json. Run again, the command removes\nwhat no longer occurs and adds nothing, unless --accept says so.",
    )
    .action(async (options) => {
      const { baseline } = await import("./baseline.ts");
      await baseline(options);
    });

  program
    .command("what-if")
    .description("Show what a change of the configuration would do to the findings on all pages.")
    .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
    .option("--config <file>", "the new configuration (default: .handbook-bot.yml on disk)")
    .option(
      "--base <ref|file>",
      "the configuration to compare with: a git revision or a file",
      "HEAD",
    )
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["pretty", "json"])
        .default("pretty"),
    )
    .action(async (options) => {
      const { whatIf } = await import("./what-if.ts");
      await whatIf(options);
    });

  program
    .command("duplicates")
    .description("List passages that appear on several pages, and which to merge first.")
    .argument("[dir]", "folder of the handbook", ".")
    .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
    .option("--min-words <n>", "minimum length of a passage, in words", "30")
    .option("--similarity <n>", "how alike two passages must be, from 0.5 to 1 (the same)", "0.8")
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["pretty", "json", "html"])
        .default("pretty"),
    )
    .option("--output <file>", "write the list to a file instead of printing it")
    .action(async (folder, options) => {
      const { duplicates } = await import("./duplicates.ts");
      await duplicates(folder, options);
    });

  program
    .command("rules")
    .description("List all rules, or count what they would report on a handbook.")
    .option(
      "--stats <dir>",
      "count what every rule would report on this handbook, preview rules included",
    )
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["pretty", "json"])
        .default("pretty"),
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
    .description("Print a list of misused terms as the part terms: of a configuration.")
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
    .argument("<rule|path>", "name of a rule or of a family of rules, or path of a page")
    .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
    .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
    .action(async (subject, options) => {
      const { explain } = await import("./explain.ts");
      await explain(subject, options);
    });

  program
    .command("sections")
    .description("Compare the sections of sibling pages, such as the benefits of each country.")
    .argument("<folder>", "folder with the pages to compare")
    .option("--type <type>", "compare with the template of this type, such as entity-benefits")
    .action(async (folder, options) => {
      const { sections } = await import("./sections.ts");
      await sections(folder, options);
    });

  program
    .command("new")
    .description("Create a page from a template.")
    .argument(
      "<kind>",
      "job-page, job-family, job-family-part, policy, entity-benefits, process, or a template of your configuration",
    )
    .argument("<path>", "path of the new page; an existing page is not overwritten")
    .option("--title <title>", "title of the page (default: derived from the file name)")
    .option("--root <dir>", "folder of the handbook; found by its configuration when left out")
    .option("--config <file>", "configuration file to use instead of .handbook-bot.yml")
    .action(async (kind, path, options) => {
      const { newPage } = await import("./new/new-page.ts");
      await newPage(kind, path, options);
    });
}
