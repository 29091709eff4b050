import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { Link } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobMatchers } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { hasTemplate, sectionsNamed } from "./job-sections.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({
  target: z
    .string()
    .trim()
    .max(300)
    .default("")
    .describe("The page that explains grades. Without it, the rule reports nothing."),
});

/** The rule that a grade links to what it means. */
export function requireGradeLink(
  templates: readonly PageTemplate[],
): PageRule<z.output<typeof options>> {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-grade-link",
    scope: "page",
    summary: "Job grades link to the page that explains grades.",
    why: "A grade number alone says nothing about pay, and the handbook's configuration names the page that does.",
    severity: "warning",
    status: "stable",
    isFixable: true,
    pages: jobPages,
    options: ruleOptions(options),
    *check(page, { target }) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined || target === "") return;
      for (const section of sectionsNamed(page, matcher, "Job Grade")) {
        const { heading, own } = section;
        if (heading === undefined || hasTemplate(page, section)) continue;
        // “Grade 6” is reported; a sentence about how to find grades is not.
        if (!/\d/.test(page.prose.slice(own.start, own.end))) continue;
        const links = page.links.filter(
          ({ span }) => span.start >= own.start && span.end <= own.end,
        );
        if (links.some((link) => link.isOpaque || isSame(link.target, target))) continue;
        const wrong = links.find((link) => isNear(link, target));
        yield wrong === undefined
          ? {
              span: heading.span,
              key: heading.text,
              message: `${quote(heading.text, 30)} has no link to ${quote(target, 55)}. Link the grade.`,
            }
          : wrongLink(wrong, target);
      }
    },
  };
}

function wrongLink({ span, target: written, targetSpan }: Link, target: string): Report {
  return {
    span,
    message: `${quote(written, 40)} isn't the page on grades. Link to ${quote(target, 50)}.`,
    ...(targetSpan !== undefined && {
      suggestions: [
        {
          label: `Link ${quote(target, 80)}`,
          edits: [{ span: targetSpan, text: target }],
          isSafe: false,
        },
      ],
    }),
  };
}

/** Without the host, and without a slash before the anchor. */
function fold(target: string): string {
  return target
    .replace(/^https?:\/\/[^/]{1,200}/, "")
    .replace(/\/?(#|$)/, "$1")
    .toLowerCase();
}

function isSame(target: string, wanted: string): boolean {
  return fold(target) === fold(wanted);
}

/** Another anchor of the same page, or a stray sign around the target. */
function isNear({ target }: Link, wanted: string): boolean {
  const [page = ""] = fold(wanted).split("#", 1);
  return page !== "" && fold(target).includes(page);
}
