import type { PageType, YamlValue } from "../page/page.ts";
import { compileGlobs } from "./glob.ts";
import type { PageTypeRule } from "./lint-config.ts";

/** Answers which declared type a page has; undefined leaves it to the page parser. */
export function pageTypeOf(
  declared: readonly PageTypeRule[],
): (
  path: string,
  frontMatter: { get(key: string): YamlValue | undefined } | undefined,
) => PageType | undefined {
  const types = declared.map(({ type, paths, frontMatter }) => ({
    type,
    matchesPath: paths ? compileGlobs(paths) : () => true,
    wanted: Object.entries(frontMatter ?? {}),
  }));
  return (path, frontMatter) =>
    types.find(
      ({ matchesPath, wanted }) =>
        matchesPath(path) &&
        wanted.every(([key, value]) => {
          const found = frontMatter?.get(key);
          const isThere = found !== undefined && found !== null && found !== false;
          return value === true ? isThere : found === value;
        }),
    )?.type;
}
