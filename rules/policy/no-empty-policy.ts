import { z } from "zod";
import { type PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { isControlled } from "../../src/page/page-type.ts";
import { wordsIn } from "../../src/text/sentences.ts";

const options = z.strictObject({
  words: z.int().min(1).max(500).default(20).describe("Fewest words of a controlled document."),
});

/** A controlled document has content. */
export const noEmptyPolicy: PageRule<z.output<typeof options>> = {
  id: "policy/no-empty-policy",
  scope: "page",
  summary: "A controlled document has content.",
  why: "Auditors count it as a policy in force, and nobody can follow a page without text.",
  severity: "warning",
  status: "stable",
  languages: ["en"],
  isFixable: false,
  pages: ["policy"],
  options: ruleOptions(options),
  *check(page, { words }) {
    const { blocks, frontMatter, hasTemplates, prose } = page;
    if (frontMatter === undefined || hasTemplates || !isControlled(page.source, frontMatter))
      return;
    if (frontMatter.get("redirect_to") !== undefined) return;
    const count = blocks
      .filter(({ kind, container }) => kind !== "heading" && container !== "front-matter")
      .map(({ span }) => wordsIn(prose, span).length)
      .reduce((sum, it) => sum + it, 0);
    if (count >= words) return;
    const title = frontMatter.entries.find(({ key }) => key === "title");
    yield {
      span:
        title === undefined
          ? { start: frontMatter.span.start, end: frontMatter.span.start + 3 }
          : { start: title.keySpan.start, end: title.valueSpan.end },
      key: "empty",
      message: `This controlled document has only ${count === 1 ? "1 word" : `${count} words`}. Write it, or remove “controlled_document”.`,
    };
  },
};
