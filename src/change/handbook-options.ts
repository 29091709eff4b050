import type { HandbookOptions } from "../handbook/handbook-options.ts";
import type { ConfigTexts } from "../handbook/links/sites/site.ts";
import { codeOwnersPaths, parseCodeOwners } from "../owners/code-owners.ts";
import { compileGlobs } from "../text/glob.ts";
import { parseRedirects } from "../handbook/links/redirects.ts";
import type { HandbookConfig } from "../config/handbook-config.ts";

/**
 * What the index of a handbook has to know beside its pages. `read` gives the text of a file of the
 * repository, or undefined where there is none; `files` are the paths of all files that are not pages,
 * `siteConfigs` the texts of those that configure a site generator.
 */
export function handbookOptions(
  { links, canonical, boilerplate }: HandbookConfig,
  files: Iterable<string>,
  read: (path: string) => string | undefined,
  siteConfigs: ConfigTexts = new Map(),
): HandbookOptions {
  const owners = codeOwnersPaths.map(read).find((text) => text !== undefined);
  return {
    owners: owners === undefined ? undefined : parseCodeOwners(owners),
    layout: links.layout,
    site: links.site,
    isCanonical: canonical.length === 0 ? undefined : compileGlobs(canonical),
    boilerplate,
    redirectFile: links.redirects.find((path) => read(path) !== undefined),
    redirects: links.redirects.flatMap((path) => parseRedirects(path, read(path) ?? "")),
    files,
    generated: links.generated,
    assumeComplete: links.assumeComplete,
    siteConfigs,
  };
}
