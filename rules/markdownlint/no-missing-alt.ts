import { noOptions, type PageRule } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { quoteAddress } from "../links/link-target.ts";

/** markdownlint's MD045, without its parser; images in blocks of HTML count too. */
export const noMissingAlt: PageRule<Record<string, never>> = {
  id: "markdownlint/MD045",
  scope: "page",
  summary: "Images have alternative text.",
  why: "Screen readers and search engines use the text, and browsers show it if the image does not load.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const link of page.links) {
      const isMissing = link.kind === "image" ? hasNoLabel(page, link) : isBareTag(page, link);
      if (!isMissing) continue;
      const name = quoteAddress(fileName(link.target), 40);
      const message = `The image ${name} has no alternative text. Describe what it shows.`;
      yield { span: link.span, message };
    }
  },
};

function hasNoLabel({ source }: Page, { textSpan }: Link): boolean {
  return source.slice(textSpan.start, textSpan.end).trim() === "";
}

/** An empty `alt`, or a role, says that the image is decoration. */
function isBareTag({ source }: Page, { kind, span }: Link): boolean {
  if (kind !== "html") return false;
  const tag = source.slice(span.start, Math.min(span.end, span.start + 3_000));
  if (!/^<img(?=[\s/])/i.test(tag)) return false;
  return !/\s(?:alt(?=[\s=/>])|aria-hidden=["']?true|role=["']?(?:presentation|none)\b)/i.test(tag);
}

function fileName(target: string): string {
  if (target.startsWith("data:")) return target.slice(0, target.indexOf(",") + 1) || target;
  const [path = ""] = target.split(/[?#]/, 1);
  return path.slice(path.lastIndexOf("/") + 1) || target;
}
