import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import { retarget } from "./link-target.ts";

/** Links lead to a page itself, not to a redirect. */
export const noRedirectedLink: HandbookRule<Record<string, never>> = {
  id: "links/no-redirected-link",
  scope: "handbook",
  summary: "Links lead to a page itself, not to a redirect that leads on to it.",
  why: "Redirects are removed some day, a chain of them is slow, and one in a circle leads nowhere.",
  severity: "info",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, handbook) {
    for (const link of page.links) {
      if (!isOwnTarget(link)) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind === "redirect-loop") {
        const message = `${quote(link.target, 50)} is redirected in a circle; link to a page`;
        yield { span: link.span, key: link.target, message };
      }
      if (leads.kind !== "redirect") continue;
      const { target, steps } = leads;
      if (steps === undefined) continue;
      const through = steps === 1 ? "is redirected" : `is redirected ${steps} times`;
      // A target that counts from its page is better written anew by a person.
      const isWhole = /^(?:\/|https?:)/i.test(link.target);
      yield {
        span: link.span,
        key: link.target,
        message: `${quote(link.target, 44)} ${through}; link to ${quote(target, 44)}`,
        ...(isWhole ? retarget(link, target + tailOf(link.target)) : {}),
      };
    }
  },
};

/** `#anchor` as written. */
function tailOf(target: string): string {
  const at = target.indexOf("#");
  return at === -1 ? "" : target.slice(at);
}
