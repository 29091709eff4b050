import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions } from "../../src/lint/rule.ts";
import { quoteAddress, quoteApart, retarget } from "./link-target.ts";

/** Links lead to the page itself, not to a redirect. */
export const noRedirectedLink: HandbookRule<Record<string, never>> = {
  id: "links/no-redirected-link",
  scope: "handbook",
  summary: "Links lead to the page itself, not to a redirect.",
  why: "Redirects get removed at some point, chains of them are slow, and loops lead nowhere.",
  severity: "info",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, _, { handbook }) {
    for (const link of page.links) {
      if (!isOwnTarget(link)) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind === "redirect-loop") {
        const message = `${quoteAddress(link.target, 50)} redirects in a loop. Link to an existing page.`;
        yield { span: link.span, key: link.target, message };
      }
      if (leads.kind !== "redirect") continue;
      const { target, steps } = leads;
      if (steps === undefined) continue;
      const through = steps === 1 ? "is redirected" : `is redirected ${steps} times`;
      const [wrong, right] = quoteApart(link.target, target, 40);
      // A relative target is better rewritten by a person.
      const isWhole = /^(?:\/|https?:)/i.test(link.target);
      yield {
        span: link.span,
        key: link.target,
        message: `${wrong} ${through}. Link to ${right}.`,
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
