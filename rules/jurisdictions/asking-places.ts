import { z } from "zod";
import { globSchema } from "../../src/lint/glob-schema.ts";
import { compileGlobs } from "../../src/text/glob.ts";
import type { Page } from "../../src/page/page.ts";
import { jurisdictionIds, type Jurisdiction, type JurisdictionId } from "./jurisdiction.ts";

const where = z
  .union([
    z.literal("all"),
    z.array(globSchema).min(1).max(100),
    z.strictObject({
      frontMatter: z
        .record(z.string(), z.string())
        .describe("What the front matter of this place's job pages says."),
    }),
  ])
  .describe("all, globs of paths, or front matter that the job pages of this place have.");

/** The `jurisdictions:` of a configuration: which job pages are for which place. */
const jurisdictionsSchema = z.partialRecord(z.enum(jurisdictionIds), where);

type Jurisdictions = z.infer<typeof jurisdictionsSchema>;

/** The option through which the `jurisdictions:` of a configuration reach a rule. */
export const jurisdictionsOption = jurisdictionsSchema
  .default({})
  .describe("Filled from the `jurisdictions:` of the configuration.");

/** The part of the configuration behind that option. */
export const jurisdictionsSection = {
  key: "jurisdictions",
  schema: jurisdictionsSchema,
  summary:
    "Places and their job pages, for the rules that know what is asked there. Guidance, not legal advice.",
};

/** Gives the places whose rules a configuration maps to a page. */
export function placesFinder(
  packs: readonly Jurisdiction[],
  jurisdictions: Jurisdictions,
): (page: Page) => readonly Jurisdiction[] {
  const places = packs.map((pack) => ({
    pack,
    isFor: pageTest(jurisdictions[pack.jurisdiction]),
  }));
  return (page) => places.filter(({ isFor }) => isFor(page)).map(({ pack }) => pack);
}

function pageTest(given: Jurisdictions[JurisdictionId]): (page: Page) => boolean {
  if (given === undefined) return () => false;
  if (given === "all") return () => true;
  if ("frontMatter" in given) {
    const wanted = Object.entries(given.frontMatter);
    return ({ frontMatter }) =>
      wanted.every(([key, value]) => {
        const found = frontMatter?.get(key);
        return Array.isArray(found) ? found.includes(value) : found === value;
      });
  }
  const matches = compileGlobs(given);
  return ({ path }) => matches(path);
}

/** A template may bring in what is missing when the site is built. */
export function mayBringMore({ opaque }: Page): boolean {
  return opaque.some(({ kind }) => kind === "erb" || kind === "shortcode");
}

/** The anchor for what a whole page lacks: its title. */
export function titleOf({ frontMatter, sections }: Page): { start: number; end: number } {
  const title = frontMatter?.entries.find(({ key }) => key === "title")?.valueSpan;
  return title ?? sections.find(({ heading }) => heading)?.heading?.span ?? { start: 0, end: 0 };
}
