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
import { statementKinds, type Jurisdiction } from "../jurisdictions/jurisdiction.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({
  jurisdictions: jurisdictionsOption,
  statements: z
    .array(z.enum(statementKinds))
    .default([])
    .describe("Statements that every job page needs, for any place."),
});

const id: RuleId = "jobs/require-posting-statement";

const equalOpportunity =
  /\bequal(?:[ -]employment)?[ -]opportunit|\b(?:regardless of|without regard to)\b|\bdiscriminat(?:e|ion)\b|\bEEO\b|\bChancengleichheit\b/i;

const accommodation = /\breasonable (?:accommodation|adjustment)|\bbarrierefrei/i;
/** Payrolls have adjustments too: the word stands in a sentence with those who apply. */
const adjustment = /\b(?:accommodat|adjustments?\b)/i;
const application = /\b(?:applica|candidate|interview|disab|hiring\b|recruit)/i;

/** How each line is known, and what to say where it is missing. */
const statements = {
  "equal-opportunity": {
    stands: (text: string) => equalOpportunity.test(text),
    missing: "This page has no equal opportunity statement",
  },
  accommodation: {
    stands: (text: string) =>
      accommodation.test(text) ||
      text.split(/[.\n]/).some((part) => adjustment.test(part) && application.test(part)),
    missing: "Nothing says how to ask for an accommodation",
  },
} as const;

/** A posting has the lines about equal opportunity and accommodation that its configuration asks for. */
export function requirePostingStatement(
  packs: readonly Jurisdiction[],
): PageRule<z.infer<typeof options>> {
  return {
    id,
    scope: "page",
    summary:
      "Job pages have the equal opportunity and accommodation statements that the configuration asks for.",
    why: "Applicants see that they are welcome and who to ask; this is guidance, not legal advice.",
    severity: "warning",
    status: "stable",
    languages: ["en", "de"],
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    configSection: jurisdictionsSection,
    prepare({ jurisdictions, statements: everywhere }) {
      const placesOf = placesFinder(packs, jurisdictions);
      return function* (page) {
        const places = placesOf(page);
        for (const kind of statementKinds) {
          const place = places.find((pack) => pack.statements?.includes(kind));
          if (place === undefined && !everywhere.includes(kind)) continue;
          const { stands, missing } = statements[kind];
          if (mayBringMore(page) || says(page, stands)) continue;
          const why = place === undefined ? "" : `, as is usual in ${place.name}`;
          yield {
            span: titleOf(page),
            key: kind,
            message: `${missing}${why}. Add one, or link to one.`,
          };
        }
      };
    },
  };
}

/** A link to the statement will do, whatever its text. */
function says({ prose, links }: Page, stands: (text: string) => boolean): boolean {
  return stands(prose) || links.some(({ target }) => stands(target.replace(/[/-]/g, " ")));
}
