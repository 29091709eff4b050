import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** What a handbook page is anyway, so that the heading says nothing; and lists that grow without order. */
const vague = new Map([
  ["process", "name what is done"],
  ["processes", "name what is done"],
  ["policies", "name what is ruled"],
  ["best practices", "name what they are for"],
  ["standard operating procedures", "name what is done"],
  ["standard operating procedure", "name what is done"],
  ["faq", "answer each question where its subject stands"],
  ["faqs", "answer each question where its subject stands"],
  ["frequently asked questions", "answer each question where its subject stands"],
  ["playbook", "name what is done"],
  ["misc", "move each point to its subject"],
  ["miscellaneous", "move each point to its subject"],
  ["other", "move each point to its subject"],
]);

/** A heading names its subject. */
export const noVagueHeading: PageRule<Record<string, never>> = {
  id: "style/no-vague-heading",
  scope: "page",
  summary: "A heading names its subject.",
  why: "Everything in a handbook is a process or a policy; such a heading is found by no search.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { text, textSpan, isOpaque, isNested } of page.headings) {
      if (isOpaque || isNested) continue;
      const advice = vague.get(
        text
          .toLowerCase()
          .replace(/[^a-z]+/g, " ")
          .trim(),
      );
      if (advice === undefined) continue;
      yield { span: textSpan, message: `${quote(text)} does not say what it is about; ${advice}` };
    }
  },
};
