import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import {
  jurisdictionsOption,
  jurisdictionsSection,
  placesFinder,
} from "../jurisdictions/asking-places.ts";
import type { Jurisdiction } from "../jurisdictions/jurisdiction.ts";
import { ruleOptions } from "../rule-options.ts";
import { capitalised } from "../terms/capitalised.ts";
import { createTermIndex } from "../terms/term-index.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({ jurisdictions: jurisdictionsOption });

/** A posting for a place avoids words that its courts have looked at. */
export function noRiskyWording(packs: readonly Jurisdiction[]): PageRule<z.infer<typeof options>> {
  // Most runs meet no job page.
  let index: ReturnType<typeof indexOf> | undefined;
  return {
    id: "jobs/no-risky-wording",
    scope: "page",
    summary: "Job pages avoid words that are a legal risk in the places they are for.",
    why: "Courts there have held such words against employers; this is guidance, not legal advice.",
    severity: "warning",
    status: "stable",
    languages: "any",
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    configSection: jurisdictionsSection,
    prepare({ jurisdictions }) {
      const placesOf = placesFinder(packs, jurisdictions);
      return function* (page) {
        const places = placesOf(page);
        if (places.length === 0) return;
        index ??= indexOf(packs);
        for (const { span, values } of index.scan(page.prose)) {
          const found = values.find(({ pack }) => places.includes(pack));
          if (found === undefined) continue;
          const word = page.prose.slice(span.start, span.end);
          yield {
            span,
            message: `${quote(word, 30)} is a risk in ${found.pack.name}. ${capitalised(found.advice)}.`,
          };
        }
      };
    },
  };
}

function indexOf(packs: readonly Jurisdiction[]) {
  return createTermIndex(
    packs.flatMap((pack) =>
      (pack.avoid ?? []).flatMap(({ words, advice }) =>
        words.map((word) => [word, { pack, advice }] as const),
      ),
    ),
  );
}
