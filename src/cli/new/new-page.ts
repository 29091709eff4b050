import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";

import { readTemplates } from "../../../rules/structure/read-templates.ts";
import { readRuleFiles } from "../../config/rule-files.ts";
import { nearest } from "../../lint/describe-issue.ts";
import type { RuleState } from "../../lint/select-rules.ts";
import { locate, standpoints } from "../locate.ts";
import { openLocation } from "../open-handbook.ts";
import { openRules } from "../open-rules.ts";
import { pageName } from "../page-name.ts";
import { remark } from "../remark.ts";
import { errorCode, UsageError } from "../usage-error.ts";
import { keysOfType, optionsOf, type PageKind, pageKinds } from "./page-kinds.ts";
import { writePage } from "./write-page.ts";

/** What the command line says. */
export interface NewPageOptions {
  readonly title?: string;
  readonly root?: string;
  readonly config?: string;
}

const levels = ["Intermediate", "Senior"];

/**
 * Writes a new page of a kind with what the configuration requires of it. Never writes over an existing file.
 * @throws UsageError when the kind is unknown, or the page exists or cannot be written.
 */
export async function newPage(kind: string, path: string, options: NewPageOptions): Promise<void> {
  if (!/\.(?:md|markdown|mdx)(?:\.erb)?$/.test(path)) {
    throw new UsageError(`${path} is not the name of a page. Use a name that ends in .md.`);
  }
  const title = options.title ?? titleFrom(path);
  if (/[\p{Cc}\u2028\u2029]/u.test(title)) {
    throw new UsageError("--title must be one line of text.");
  }
  const text = await textFor(kind, path, title, options);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      throw new UsageError(`${path} already exists and was not changed.`);
    }
    throw new UsageError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  process.stdout.write(`Wrote ${path}. Replace each [Fill in: …] with your text.\n`);
}

async function textFor(
  name: string,
  path: string,
  title: string,
  { root, config }: NewPageOptions,
): Promise<string> {
  const [folder, ...others] = standpoints(process.cwd(), process.env);
  const here = locate({ named: [], root, config }, [folder, ...others]);
  const isInHandbook = here.absence === undefined;
  if (isInHandbook && relative(here.root, resolve(folder, path)).startsWith("..")) {
    throw new UsageError(`${path} is outside of the handbook in ${here.root}. Name a path in it.`);
  }
  const location = locate({ named: [existingFolder(path)], root, config }, [folder, ...others]);
  for (const each of location.remarks) remark(each);
  const handbook = openLocation(location, openRules({ today: "2000-01-01" }));
  const { linter } = await handbook.loadRules({ slow: false });
  const inside = relative(location.root, resolve(folder, path)).split(sep).join("/");
  const statesOf = (type: string): readonly RuleState[] => linter.explain({ path: inside, type });
  const kinds = pageKinds(readTemplates(readRuleFiles()), statesOf);
  const kind = kinds.find((it) => it.name === name);
  if (kind === undefined) {
    const names = kinds.map((it) => it.name);
    throw new UsageError(`Unknown kind of page ${name}: ${nearest(name, names)}.`);
  }
  const text = written(kind, title, statesOf(kind.type ?? "handbook"), {});
  // Where the path says what the page is, no key needs to.
  if (kind.type === undefined || linter.parse(inside, text).type === kind.type) return text;
  const keys = keysOfType(kind.type, handbook.config.lint);
  return written(kind, title, statesOf(kind.type), keys);
}

function written(
  kind: PageKind,
  title: string,
  states: readonly RuleState[],
  keys: Readonly<Record<string, string | number | boolean>>,
): string {
  const also = listOf(optionsOf(states, "structure/require-sections")["sections"]);
  const asked = listOf(optionsOf(states, "structure/require-keys")["keys"]);
  const reviews = kind.type === "policy" ? reviewKeys(states) : [];
  const isJob = kind.type?.startsWith("job-") === true;
  return writePage({
    title,
    keys,
    openKeys: [...new Set([...asked, ...reviews])].filter(
      (key) => key !== "title" && !Object.hasOwn(keys, key),
    ),
    sections: kind.sections.filter(({ name, required }) => required || also.includes(name)),
    bullets: firstWordings(optionsOf(states, "jobs/require-role-requirement")["bullets"]),
    introduction: isJob
      ? "two or three sentences on what people in this job do and for whom"
      : undefined,
    levels: kind.type === "job-family" ? levels : [],
  });
}

/** The key that says when a controlled document was reviewed, where that is required. */
function reviewKeys(states: readonly RuleState[]): readonly string[] {
  const state = states.find(({ meta }) => meta.id === "policy/require-review");
  if (state === undefined || state.level === "off") return [];
  const [first = "last-reviewed"] = listOf(state.options["keys"]);
  return [first];
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === "string") : [];
}

/** Of several wordings the first is recommended. */
function firstWordings(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((it) => listOf([it].flat()).slice(0, 1));
}

/** The nearest folder above a page that is there. */
function existingFolder(path: string): string {
  let folder = dirname(resolve(path));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** `people/parental-leave/index.html.md` is about parental leave. */
function titleFrom(path: string): string {
  const words = pageName(path).replace(/[-_]+/g, " ").trim();
  return words === "" || words === "."
    ? "New page"
    : words.charAt(0).toUpperCase() + words.slice(1);
}
