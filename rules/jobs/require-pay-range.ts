import { z } from "zod";
import { globSchema } from "../../src/lint/glob-schema.ts";
import { compileGlobs } from "../../src/lint/glob.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import type { PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import {
  jurisdictionIds,
  type Jurisdiction,
  type JurisdictionId,
} from "../jurisdictions/jurisdiction.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobPages } from "./requirement.ts";

const where = z
  .union([
    z.literal("all"),
    z.array(globSchema).min(1).max(100),
    z.strictObject({ frontMatter: z.record(z.string(), z.string()) }),
  ])
  .describe("all, globs of paths, or front matter that the job pages of this place have.");

/** The `jurisdictions:` of a configuration: which job pages are for which place. */
export const jurisdictionsSchema = z.partialRecord(z.enum(jurisdictionIds), where);

type Jurisdictions = z.infer<typeof jurisdictionsSchema>;

const options = z.strictObject({
  jurisdictions: jurisdictionsSchema
    .default({})
    .describe("Filled from the `jurisdictions:` of the configuration."),
});

const id: RuleId = "jobs/require-pay-range";

/** A job page names its pay range where the configuration says that it must. */
export function requirePayRange(packs: readonly Jurisdiction[]): PageRule<z.infer<typeof options>> {
  return {
    id,
    scope: "page",
    summary: "A job page names its pay range in the places that ask for one.",
    why: "Some places ask for the range in the posting; this is guidance, not legal advice.",
    severity: "warning",
    status: "stable",
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    *check(page, { jurisdictions }) {
      const asking = packs.filter((pack) => appliesTo(page, pack.jurisdiction, jurisdictions));
      if (asking.length === 0 || mayBringMore(page) || namesRange(page.prose)) return;
      const isLinked = linksRange(page);
      const open = asking.filter(({ payRange }) => payRange === "stated" || !isLinked);
      const [first] = open;
      if (first === undefined) return;
      const more = open.length === 1 ? "" : ` and ${open.length - 1} more`;
      yield {
        span: titleOf(page),
        key: "pay-range",
        message: `No pay range is named, as ${first.name}${more} may ask; write the least and the most`,
      };
    },
  };
}

/** Each configuration's globs are compiled once, not for each page. */
const compiled = new WeakMap<readonly string[], (path: string) => boolean>();

function appliesTo(page: Page, place: JurisdictionId, jurisdictions: Jurisdictions): boolean {
  const given = jurisdictions[place];
  if (given === undefined) return false;
  if (given === "all") return true;
  if ("frontMatter" in given) {
    return Object.entries(given.frontMatter).every(([key, value]) => {
      const found = page.frontMatter?.get(key);
      return Array.isArray(found) ? found.includes(value) : found === value;
    });
  }
  const holds = compiled.get(given) ?? compileGlobs(given);
  compiled.set(given, holds);
  return holds(page.path);
}

/** “$80,000 – $95,000”, “EUR 50k to 60k”, “between £40,000 and £48,000”. */
const rangeAfterCurrency =
  /(?:[$€£]|\b(?:usd|eur|gbp|cad|aud|chf))\s?\d[\d.,]{0,15}k?\s{0,3}(?:[-–—]|to|and)\s{0,3}(?:[$€£]|usd|eur|gbp|cad|aud|chf)?\s?\d/i;

/** “50,000–60,000 €”, “80,000 USD to 95,000 USD”. */
const rangeBeforeCurrency =
  /(?<![\d.,])\d[\d.,]{0,15}k?\s?(?:[$€£]|usd|eur|gbp|cad|aud|chf)?\s{0,3}(?:[-–—]|to|and)\s{0,3}\d[\d.,]{0,15}k?\s{0,3}(?:[$€£]|(?:usd|eur|gbp|cad|aud|chf)\b)/i;

function namesRange(prose: string): boolean {
  return rangeAfterCurrency.test(prose) || rangeBeforeCurrency.test(prose);
}

function linksRange({ links }: Page): boolean {
  return links.some(({ text, target }) =>
    /calculator|pay range|pay band|salary|compensation/i.test(`${text} ${target}`),
  );
}

/** A template may bring the range in when the site is built. */
function mayBringMore({ opaque }: Page): boolean {
  return opaque.some(({ kind }) => kind === "erb" || kind === "shortcode");
}

function titleOf({ frontMatter, sections }: Page): { start: number; end: number } {
  const title = frontMatter?.entries.find(({ key }) => key === "title")?.valueSpan;
  return title ?? sections.find(({ heading }) => heading)?.heading?.span ?? { start: 0, end: 0 };
}
