import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { sentencesIn, wordsIn } from "../../src/text/sentences.ts";
import { contains, type Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobMatchers, levelsOf } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";

const options = z.strictObject({
  words: z
    .int()
    .min(1)
    .max(200)
    .default(15)
    .describe("The minimum number of words in an introduction."),
});

/** The rule that a job family says what it is before it goes into levels and duties. */
export function requireIntroduction(
  templates: readonly PageTemplate[],
): PageRule<z.output<typeof options>> {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-introduction",
    scope: "page",
    summary: "Job families start with what people in the family do.",
    why: "Candidates decide from the first lines whether to read on.",
    severity: "info",
    status: "stable",
    isFixable: false,
    pages: ["job-family"],
    options: ruleOptions(options),
    *check(page, { words }) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined) return;
      const levels = levelsOf(page, matcher).flat();
      const headings = levels.map(({ heading }) => heading);
      const first = page.headings.find(
        (heading) =>
          !heading.isOpaque &&
          (headings.includes(heading) || matcher.match(heading.text).length > 0),
      );
      if (first === undefined) return;
      const above = { start: 0, end: first.span.start };
      // What an include brings may be the introduction.
      if (page.opaque.some((it) => /^(?:erb|shortcode)$/.test(it.kind) && contains(above, it.span)))
        return;
      // A page that begins with its first role says there what it is about.
      const role = levels.length === 1 ? levels[0] : levels.find((it) => it.heading === first);
      if (countWords(page, above) >= words) return;
      if (role !== undefined && countWords(page, role.section.own) >= words) return;
      yield {
        span: first.span,
        key: "introduction",
        message: `Too little before ${quote(first.text, 40)} says what people in this job do. Add a sentence or two.`,
      };
    },
  };
}

/** Words of the paragraphs in a stretch, without sentences that only say whom a role reports to and its grade. */
function countWords({ blocks, prose }: Page, stretch: Span): number {
  return blocks
    .filter(
      ({ kind, container, span }) =>
        kind === "paragraph" && container !== "front-matter" && contains(stretch, span),
    )
    .flatMap(({ span }) => [...sentencesIn(prose, span)])
    .filter(({ start, end }) => !formal.test(prose.slice(start, end)))
    .reduce((sum, sentence) => sum + wordsIn(prose, sentence).length, 0);
}

const formal = /\breports?\b[^.]{0,40} to\b|\bgrade\b/i;
