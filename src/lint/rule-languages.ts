import type { Page } from "../page/page.ts";
import type { RuleMeta } from "./rule.ts";
import { familyOf } from "./select-rules.ts";

/** Families whose rules rest on English words, unless a rule says otherwise; all others work in any language. */
const englishFamilies: ReadonlySet<string> = new Set(["inclusive", "jobs", "prose", "write-good"]);

/** The languages whose passages a rule can judge. */
function languagesOf({
  id,
  languages,
}: Pick<RuleMeta, "id" | "languages">): readonly string[] | "any" {
  return languages ?? (englishFamilies.has(familyOf(id)) ? ["en"] : "any");
}

/** Builds the test whether a rule can judge the passage of a page at an offset. */
export function languageTest(rules: readonly RuleMeta[]): LanguageTest {
  const languages = new Map(rules.map((rule) => [rule.id, languagesOf(rule)]));
  return (page, rule, offset) => {
    const known = languages.get(rule) ?? "any";
    // A passage that is too short to tell, on a page that is, counts as English.
    return known === "any" || known.includes(page.languageAt(offset) ?? "en");
  };
}

export type LanguageTest = (page: Page, rule: RuleMeta["id"], offset: number) => boolean;
