import { z } from "zod";
import type { RuleId } from "../../src/lint/finding.ts";
import type { PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import {
  jurisdictionsOption,
  mayBringMore,
  placesOf,
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
    .describe("What every job page says, wherever it is for."),
});

const id: RuleId = "jobs/require-posting-statement";

/** How each line is known, and what to say where it is missing. */
const statements = {
  "equal-opportunity": {
    known:
      /\bequal(?:[ -]employment)?[ -]opportunit|\b(?:regardless of|without regard to)\b|\bdiscriminat(?:e|ion)\b|\bEEO\b|\bChancengleichheit\b/i,
    missing: "No equal opportunity line is here",
  },
  accommodation: {
    // Payrolls have adjustments too: the word stands with those who apply.
    known:
      /\breasonable (?:accommodation|adjustment)|\b(?:accommodat\w{0,8}|adjustments?)\b[^.\n]{0,120}\b(?:applica|candidate|interview|disab|hiring|recruit)|\b(?:applica\w{0,8}|candidates?|interviews?|disab\w{0,8}|hiring|recruit\w{0,6})\b[^.\n]{0,120}\b(?:accommodat|adjustment)|\bbarrierefrei/i,
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
    summary: "A job page has the lines on equal opportunity and accommodation that were asked for.",
    why: "Applicants learn that they are welcome and whom to ask; this is guidance, not legal advice.",
    severity: "warning",
    status: "stable",
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    *check(page, { jurisdictions, statements: everywhere }) {
      const places = placesOf(page, packs, jurisdictions);
      for (const kind of statementKinds) {
        const place = places.find((pack) => pack.statements?.includes(kind));
        if (place === undefined && !everywhere.includes(kind)) continue;
        const { known, missing } = statements[kind];
        if (mayBringMore(page) || says(page, known)) continue;
        const why = place === undefined ? "" : `, as is usual in ${place.name}`;
        yield {
          span: titleOf(page),
          key: kind,
          message: `${missing}${why}; add a line or a link to one`,
        };
      }
    },
  };
}

/** A link to the statement will do, whatever its text. */
function says({ prose, links }: Page, known: RegExp): boolean {
  return known.test(prose) || links.some(({ target }) => known.test(target.replace(/[/-]/g, " ")));
}
