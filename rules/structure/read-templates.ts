import { type PageTemplate, parsePageTemplate } from "./page-template.ts";
import { parseSectionMeanings, type SectionMeanings } from "./section-meanings.ts";

/** A data file of `rules/`, read by the caller. */
interface DataFile {
  readonly path: string;
  readonly text: string;
}

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
    files.filter(isMeanings).flatMap(({ path, text }) => [...parseSectionMeanings(path, text)]),
  );
  return files.filter(isTemplate).map(({ path, text }) => parsePageTemplate(path, text, meanings));
}
