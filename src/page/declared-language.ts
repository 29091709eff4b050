import type { FrontMatter, YamlValue } from "./page.ts";

/** A language that a configuration gives to pages. */
export interface LanguageRule {
  /** BCP 47 primary tag: `fr`. */
  readonly language: string;
  /** Which pages; all when left out. */
  readonly paths?: (path: string) => boolean;
}

/** The language that a page declares in its front matter: `lang: fr`, `locale: pt_BR`, `language: French`. */
export function languageOfFrontMatter(frontMatter: FrontMatter | undefined): string | undefined {
  if (frontMatter === undefined) return undefined;
  for (const key of ["lang", "language", "locale"]) {
    const language = languageOfValue(frontMatter.get(key));
    if (language !== undefined) return language;
  }
  return undefined;
}

function languageOfValue(value: YamlValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const tag = primaryTag(value);
  // Three letters are as often php or sql.
  return tag?.length === 2 ? tag : languageNamed(value);
}

/** The language that the path of a page names: `content/fr/leave.md`, `leave.fr.md`, `i18n/de/docs/leave.md`. */
export function languageOfPath(path: string): string | undefined {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const language = tagInPath(SUFFIX.exec(file)?.[1] ?? "");
  if (language !== undefined) return language;
  for (const [index, folder] of folders.entries()) {
    const tag = tagInPath(folder);
    if (tag === undefined) continue;
    const parent = folders[index - 1]?.toLowerCase();
    if (parent !== undefined && TRANSLATIONS.has(parent)) return tag;
    const isRoot = parent === undefined || CONTENT_ROOTS.has(parent);
    if (/[-_]/.test(folder) || (isRoot && !DEPARTMENTS.has(folder.toLowerCase()))) return tag;
  }
  return undefined;
}

const SUFFIX = /(?:\.|^readme[-_.])([a-z]{2}(?:[-_][a-z]{2,4})?)\.(?:html\.)?mdx?(?:\.erb)?$/i;
const TRANSLATIONS = new Set([
  "i18n",
  "_i18n",
  "l10n",
  "lang",
  "langs",
  "languages",
  "locale",
  "locales",
  "translations",
]);
const CONTENT_ROOTS = new Set(["content", "docs", "doc", "source", "src", "pages", "handbook"]);
/** Folders that are as often IT, human resources, countries or product management. */
const DEPARTMENTS = new Set("ca da hr id it ms no sk sl ta uk".split(" "));

/**
 * Languages that paths and names declare, by their tags, in English and in themselves; any other is declared
 * by its tag in the front matter: `io` is a domain first.
 */
const NAMES: Readonly<Record<string, string>> = {
  ar: "arabic العربية",
  bg: "bulgarian български",
  bn: "bengali বাংলা",
  ca: "catalan català",
  cs: "czech čeština",
  da: "danish dansk",
  de: "german deutsch",
  el: "greek ελληνικά",
  en: "english",
  es: "spanish español",
  et: "estonian eesti",
  fa: "persian فارسی",
  fi: "finnish suomi",
  fr: "french français",
  he: "hebrew עברית",
  hi: "hindi हिन्दी",
  hr: "croatian hrvatski",
  hu: "hungarian magyar",
  id: "indonesian indonesia",
  it: "italian italiano",
  ja: "japanese 日本語",
  ko: "korean 한국어",
  lt: "lithuanian lietuvių",
  lv: "latvian latviešu",
  nl: "dutch nederlands",
  no: "norwegian norsk",
  pl: "polish polski",
  pt: "portuguese português",
  ro: "romanian română",
  ru: "russian русский",
  sk: "slovak slovenčina",
  sl: "slovenian slovenščina",
  sr: "serbian српски",
  sv: "swedish svenska",
  th: "thai ไทย",
  tr: "turkish türkçe",
  uk: "ukrainian українська",
  vi: "vietnamese việt",
  zh: "chinese 中文",
};
const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([tag, names]) =>
    names.split(" ").map((name): [string, string] => [name, tag]),
  ),
);

/** Tags of two letters that ISO 639-1 gives to no language, but that front matter and folders hold. */
const NO_LANGUAGES = new Set("ai hq js md ok pm py qa ts ui us ux".split(" "));

/** In paths only two letters are a language, `src` is not Sranan, and what follows is a region or script. */
function tagInPath(name: string): string | undefined {
  const tag = /^([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}))?$/i.exec(name)?.[1]?.toLowerCase();
  return tag !== undefined && tag in NAMES ? tag : undefined;
}

/** The primary tag of a BCP 47 tag, `pt` of `pt-BR` or `pt_BR`; undefined for what is none. */
export function primaryTag(text: string): string | undefined {
  const tag = /^([a-z]{2,3})(?:[-_][a-z0-9]{2,8}){0,3}$/i.exec(text.trim())?.[1]?.toLowerCase();
  return tag === undefined || NO_LANGUAGES.has(tag) ? undefined : tag;
}

function languageNamed(name: string): string | undefined {
  return byName.get(name.trim().toLowerCase());
}
