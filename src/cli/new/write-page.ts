import type { TemplateSection } from "../../../rules/structure/page-template.ts";
import { sectionsOfLevels } from "../../../rules/structure/levels.ts";

/** What a new page holds. */
export interface NewPage {
  readonly title: string;
  /** Keys with values, in order. */
  readonly keys: Readonly<Record<string, string | number | boolean>>;
  /** Keys whose values people fill in. */
  readonly openKeys: readonly string[];
  readonly sections: readonly TemplateSection[];
  /** Bullets that the requirements of every role include. */
  readonly bullets: readonly string[];
  /** What the text above the first section says; undefined for none. */
  readonly introduction: string | undefined;
  /** The levels of a job family, each with sections of its own. */
  readonly levels: readonly string[];
}

/** Writes a page that says in each place what belongs there; `structure/no-placeholder` reports what is left. */
export function writePage(page: NewPage): string {
  const parts = [frontMatter(page)];
  if (page.introduction !== undefined) parts.push(fillIn(page.introduction));
  const own = page.sections.filter(
    ({ name }) => page.levels.length === 0 || !sectionsOfLevels.includes(name),
  );
  if (page.levels.length > 0) parts.push("## Levels", ...page.levels.flatMap(levelOf(page)));
  for (const section of own) parts.push(`## ${section.name}`, textOf(page, section));
  return `${parts.join("\n\n")}\n`;
}

function frontMatter({ title, keys, openKeys }: NewPage): string {
  const open = openKeys.map((key) => `${key}: ${JSON.stringify(fillIn(hintOf(key)))}`);
  const known = Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return ["---", `title: ${JSON.stringify(title)}`, ...open, ...known, "---"].join("\n");
}

function hintOf(key: string): string {
  if (key === "description") return "one sentence on what the page is about";
  return /review/.test(key) ? "the date of the review, as year-month-day" : key;
}

function textOf({ bullets }: NewPage, { name, hint, form, items }: TemplateSection): string {
  const text = fillIn(hint ?? name);
  if (form === "steps") return `1. ${text}`;
  if (form === "text") return text;
  const all = [...Array<string>(items).fill(text), ...(name === "Requirements" ? bullets : [])];
  return all.map((bullet) => `- ${bullet}`).join("\n");
}

/** The first level has its sections in full; the others extend it. */
function levelOf(page: NewPage): (level: string, index: number) => string[] {
  const sections = sectionsOfLevels.flatMap((name) =>
    page.sections.filter((section) => section.name === name),
  );
  return (level, index) => [
    `### ${level}`,
    fillIn(`whom the ${level} reports to`),
    ...sections.flatMap((section) => [
      `#### ${section.name}`,
      index === 0 || section.form !== "list"
        ? textOf(page, section)
        : `- Extends the ${section.name.toLowerCase()} of the ${page.levels[index - 1]} level`,
    ]),
  ];
}

function fillIn(hint: string): string {
  return `[Fill in: ${hint}]`;
}
