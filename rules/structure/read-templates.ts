import type { DataFile } from "../../src/lint/data-file.ts";
import { type PageTemplate, parsePageTemplate } from "./page-template.ts";
import { parseSectionMeanings, type SectionMeanings } from "./section-meanings.ts";

export function isTemplate({ path }: Pick<DataFile, "path">): boolean {
  return path.includes("/templates/");
}

export function isMeanings({ path }: Pick<DataFile, "path">): boolean {
  return path.includes("/meanings/");
}

/**
 * The page templates among the data files of the rules, with what the names of their sections mean.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function readTemplates(files: readonly DataFile[]): readonly PageTemplate[] {
  const meanings: SectionMeanings = new Map(
    files.filter(isMeanings).flatMap((file) => [...parseSectionMeanings(file)]),
  );
  return files.filter(isTemplate).map((file) => parsePageTemplate(file, meanings));
}
