import { z } from "zod";
import type { RuleId } from "../../src/lint/finding.ts";
import type { PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import {
  jurisdictionsOption,
  jurisdictionsSection,
  mayBringMore,
  placesFinder,
  titleOf,
} from "../jurisdictions/asking-places.ts";
import type { Jurisdiction } from "../jurisdictions/jurisdiction.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({ jurisdictions: jurisdictionsOption });

const id: RuleId = "jobs/require-pay-range";

/** A job page names its pay range where the configuration says that it must. */
export function requirePayRange(packs: readonly Jurisdiction[]): PageRule<z.infer<typeof options>> {
  return {
    id,
    scope: "page",
    summary: "Job pages state a pay range where the law asks for one.",
    why: "Some places require the range in the posting; this is guidance, not legal advice.",
    severity: "warning",
    status: "stable",
    languages: ["en", "de"],
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    configSection: jurisdictionsSection,
    prepare({ jurisdictions }) {
      const placesOf = placesFinder(packs, jurisdictions);
      return function* (page) {
        const asking = placesOf(page).filter(({ payRange }) => payRange);
        if (asking.length === 0 || mayBringMore(page) || namesRange(page.prose)) return;
        const isLinked = linksRange(page);
        const open = asking.filter(({ payRange }) => payRange === "stated" || !isLinked);
        const [first] = open;
        if (first === undefined) return;
        const more = open.length === 1 ? "" : ` and ${open.length - 1} more`;
        yield {
          span: titleOf(page),
          key: "pay-range",
          message: `This page has no pay range, which ${first.name}${more} may require. State the minimum and maximum.`,
        };
      };
    },
  };
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
