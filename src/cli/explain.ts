import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Handbook } from "../handbook/handbook.ts";
import type { RuleMeta } from "../lint/rule.ts";
import type { RuleState } from "../lint/select-rules.ts";
import { nearestWord } from "../text/near-misses.ts";
import { projectFolder } from "../project-folder.ts";
import { existing, locate, standpoints } from "./locate.ts";
import { openLocation } from "./open-handbook.ts";
import { allRules, openRules } from "./open-rules.ts";
import { remark } from "./remark.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
interface ExplainOptions {
  readonly root?: string;
  readonly config?: string;
}

/**
 * Prints the page of a rule, the rules of a family, or the type of a page with all rules that hold for it.
 * @throws UsageError when the subject is neither.
 */
export async function explain(subject: string, options: ExplainOptions): Promise<void> {
  const rules = allRules();
  const rule = rules.find(({ id }) => id === subject);
  const named = rules.filter(({ id }) => id.split("/").includes(subject));
  if (rule) {
    process.stdout.write(explainRule(rule));
  } else if (existing(subject, standpoints(process.cwd(), process.env)) !== undefined) {
    process.stdout.write(await explainPage(subject, options));
  } else if (named.length > 0) {
    const width = Math.max(...named.map(({ id }) => id.length));
    process.stdout.write(
      named.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}\n`).join(""),
    );
  } else {
    const hint = nearestWord(
      subject,
      rules.flatMap(({ id }) => [id, ...id.split("/")]),
    );
    const next =
      hint === undefined ? "handbook-bot rules lists all rules" : `the nearest is ${hint}`;
    throw new UsageError(`No rule or file is named ${subject}: ${next}.`);
  }
}

function explainRule(rule: RuleMeta): string {
  const page = join(projectFolder, "docs/rules", `${rule.id}.md`);
  if (existsSync(page)) return readFileSync(page, "utf8");
  return `# ${rule.id}\n\n${rule.summary} ${rule.why}\n\n${rule.severity}, ${rule.status}\n`;
}

async function explainPage(name: string, options: ExplainOptions): Promise<string> {
  const location = locate({ ...options, named: [name] }, standpoints(process.cwd(), process.env));
  for (const each of location.remarks) remark(each);
  remark(location.absence);
  const rules = openRules({ today: new Date().toISOString().slice(0, 10) });
  const handbook = openLocation(location, rules);
  const [path = ""] = location.chosen ?? [];
  if (!handbook.paths.includes(path)) {
    throw new UsageError(`${name} is not a page of the handbook in ${location.root}.`);
  }
  const { linter, readAll } = await handbook.loadRules({ slow: true });
  const page = linter.parse(path, handbook.read(path));
  const states = linter.explain(page);
  const width = Math.max(...states.map(({ meta }) => meta.id.length));
  const on = states.filter(({ level }) => level !== "off");
  const off = states.filter(({ level }) => level === "off");
  return [
    `${path}: ${page.type}`,
    describeSite((await readAll()).handbook, path),
    "",
    ...on.map((state) => describe(state, width)),
    "",
    `${off.length} rules are off here:`,
    ...off.map((state) => describe(state, width)),
    "",
  ].join("\n");
}

/** What builds the site, how that is known, and where the page is served: links are judged by it. */
function describeSite(handbook: Handbook, path: string): string {
  const { generator, evidence } = handbook.siteOf(path);
  const url = handbook.page(path)?.url;
  const address = url === undefined ? "not served by itself" : `served at ${url}`;
  return `  site: ${generator} (${evidence}), ${address}`;
}

function describe(
  { meta, level, options, source, optionSources }: RuleState,
  width: number,
): string {
  const settings = Object.keys(options).length > 0 ? ` ${JSON.stringify(options)}` : "";
  const sources = [...new Set([source, ...optionSources])].join(", ");
  return `  ${meta.id.padEnd(width)}  ${level.padEnd(7)}${settings}  (${sources})`;
}
