import { isJobPage } from "./job-page.ts";
import type { FrontMatter, PageType, YamlValue } from "./page.ts";

/** A kind of page that a handbook names itself. A page is of this type where all that is given holds. */
export interface PageTypeRule {
  readonly type: PageType;
  readonly paths?: (path: string) => boolean;
  /** Values that keys of the front matter must have. */
  readonly frontMatter?: Readonly<Record<string, YamlValue>>;
}

// The banner of controlled documents before front matter replaced it (GitLab, 2022).
export const CONTROLLED_PANEL = "This is a Controlled Document";
const PANEL_WITHIN_CHARS = 16_384;

const LAYOUTS: ReadonlyMap<YamlValue, PageType> = new Map([
  ["job_page", "job-page"],
  ["job_family_page", "job-family"],
]);

/**
 * Decides what kind of page this is: by the handbook's own rules (the first that matches), then by the
 * `layout` of the front matter, the mark of controlled documents, and the path.
 */
export function pageTypeOf(
  path: string,
  source: string,
  frontMatter: FrontMatter | undefined,
  rules: readonly PageTypeRule[] = [],
): PageType {
  for (const rule of rules) {
    if (matches(rule, path, frontMatter)) return rule.type;
  }
  const layout = LAYOUTS.get(frontMatter?.get("layout") ?? null);
  if (layout !== undefined) return layout;
  const folders = path.toLowerCase().split("/");
  const file = folders.pop() ?? "";
  if (isFragment(file, folders, frontMatter)) return "include";
  if (isControlled(source, frontMatter)) return "policy";
  if (isReadme(file, folders)) return "readme";
  if (isJobPage({ file, folders, source, frontMatter })) return "job-page";
  const family = jobFamilyType(file, folders);
  if (family !== undefined) return family;
  return isPolicyPath(folders, frontMatter?.get("title")) ? "policy" : "handbook";
}

function matches(rule: PageTypeRule, path: string, frontMatter: FrontMatter | undefined): boolean {
  if (rule.paths !== undefined && !rule.paths(path)) return false;
  return Object.entries(rule.frontMatter ?? {}).every(
    ([key, value]) => frontMatter?.get(key) === value,
  );
}

/** Fragments begin with an underscore, as Middleman has it; Hugo's `_index.md` is a page. */
function isFragment(
  file: string,
  folders: readonly string[],
  frontMatter: FrontMatter | undefined,
): boolean {
  if (file.startsWith("_")) return !file.startsWith("_index.");
  const isInFolder = folders.includes("includes") || folders.includes("partials");
  return isInFolder && frontMatter === undefined;
}

/** Marked as a controlled document, by its front matter or by the banner of former years. */
export function isControlled(source: string, frontMatter: FrontMatter | undefined): boolean {
  const key = frontMatter?.get("controlled_document");
  return key === undefined
    ? source.slice(0, PANEL_WITHIN_CHARS).includes(CONTROLLED_PANEL)
    : key === true;
}

function isReadme(file: string, folders: readonly string[]): boolean {
  if (/^readme\.(?:html\.)?md(?:\.erb)?$/.test(file)) return true;
  return folders.some((folder) => /^(?:.+-)?readmes?$/.test(folder));
}

/**
 * Hugo keeps job families in `job-families/<department>/…`: a family is one file, or a folder with
 * `_index.md` and one file for each level. Indexes of departments are ordinary pages.
 */
function jobFamilyType(file: string, folders: readonly string[]): PageType | undefined {
  const root = folders.lastIndexOf("job-families");
  if (root === -1 || folders.includes("handbook")) return undefined;
  const depth = folders.length - root - 1;
  if (file.startsWith("index.")) return depth >= 2 ? "job-family" : undefined;
  if (file.startsWith("_index.")) return depth >= 2 ? "job-family-part" : undefined;
  return depth >= 2 && LEVEL_FILE.test(file) ? "job-family-part" : "job-family";
}

const LEVEL_FILE =
  /^(?:associate|junior|intermediate|senior|staff|principal|distinguished|manager|director|vp)(?:-[a-z]+)?\.md/;

const POLICY_FOLDERS = ["policies", "people-policies", "anti-harassment"];
const POLICY_AREAS = ["security", "legal", "benefits", "people-group", "finance"];
const POLICY_TITLE = /\b(?:policy|policies|procedure|standard$)/i;

/** A title alone says little: it counts only where the path agrees. */
function isPolicyPath(folders: readonly string[], title: YamlValue | undefined): boolean {
  if (POLICY_FOLDERS.some((folder) => folders.includes(folder))) return true;
  if (!POLICY_AREAS.some((folder) => folders.includes(folder))) return false;
  return typeof title === "string" && POLICY_TITLE.test(title);
}
