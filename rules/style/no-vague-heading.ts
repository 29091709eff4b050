import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** Headings that fit any section of a handbook, or collections without a subject. */
const vague = new Map([
  ["process", "Name the task"],
  ["processes", "Name the task"],
  ["policies", "Name the subject"],
  ["best practices", "Name the subject"],
  ["standard operating procedures", "Name the task"],
  ["standard operating procedure", "Name the task"],
  ["faq", "Answer each question where the page covers its subject"],
  ["faqs", "Answer each question where the page covers its subject"],
  ["frequently asked questions", "Answer each question where the page covers its subject"],
  ["playbook", "Name the task"],
  ["misc", "Move each point to a section on its subject"],
  ["miscellaneous", "Move each point to a section on its subject"],
  ["other", "Move each point to a section on its subject"],
]);

/** A heading names its subject. */
export const noVagueHeading: PageRule<Record<string, never>> = {
  id: "style/no-vague-heading",
  scope: "page",
  summary: "A heading names its subject.",
  why: "Most handbook pages describe processes and policies, so the heading tells readers nothing.",
  severity: "info",
  status: "preview",
  languages: ["en"],
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
      yield {
        span: textSpan,
        message: `${quote(text)} doesn't say what the section is about. ${advice}.`,
      };
    }
  },
};
