import type { Page } from "../../src/page/page.ts";

const name =
  /(?:^|[-_./ ])(?:template|boilerplate|skeleton|cookiecutter|archetype)s?(?=$|[-_./ ])/i;

/** `DiagramTemplates/`. */
const joined = /[a-z]Templates?(?=$|[-_./ ])/;

/** The same by the path alone. */
export function isTemplatePath(path: string): boolean {
  return name.test(path) || joined.test(path);
}

/** A page that people copy and fill in: its sections are empty, and its links lead from the copy. */
export function isTemplatePage({ path, frontMatter }: Page): boolean {
  if (isTemplatePath(path)) return true;
  const title = frontMatter?.get("title");
  return typeof title === "string" && /\btemplate$/i.test(title.trim());
}
