import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** `{{< ref "leave.md" >}}` and `{{% relref "/handbook/leave" %}}`, as Hugo has them. */
const shortcode =
  /^\{\{[<%]\s{0,5}(?:rel)?ref\s{1,5}["'`]?([^"'`\s<>%]{1,200})["'`]?\s{0,5}[%>]\}\}$/;

/** Links are written as links, not as template calls. */
export const noShortcodeLink: PageRule<Record<string, never>> = {
  id: "style/no-shortcode-link",
  scope: "page",
  summary: "Links are written as links, not as template calls.",
  why: "GitLab, editors and link checkers cannot follow a template call.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ opaque, source }) {
    for (const { kind, span } of opaque) {
      if (kind !== "shortcode") continue;
      const written = source.slice(span.start, span.end);
      const found = shortcode.exec(written);
      if (found === null) continue;
      const target = found[1] ?? "";
      const isTarget = source.slice(Math.max(0, span.start - 2), span.start) === "](";
      // Without a slash, Hugo searches for the page by its name.
      const isPath = /^(?:\/|\.\.?\/|#)/.test(target);
      yield {
        span,
        message: `${quote(written)} works only in the site generator. Write the path instead.`,
        ...(isTarget &&
          isPath && {
            suggestions: [
              {
                label: `Link to ${quote(target, 60)}`,
                edits: [{ span, text: target }],
                isSafe: false,
              },
            ],
          }),
      };
    }
  },
};
