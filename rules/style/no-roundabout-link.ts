import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import type { Link } from "../../src/page/page.ts";
import { quoteAddress } from "../links/link-target.ts";
import { ruleOptions } from "../rule-options.ts";

const options = z.strictObject({
  sites: z
    .array(z.url({ protocol: /^https?$/ }).max(200))
    .max(20)
    .default([])
    .describe("Addresses of the handbook itself; links to them are written without the host."),
  except: z
    .array(z.string().min(1).max(200))
    .max(50)
    .default([])
    .describe(
      "Addresses that start like this are not reported: https://handbook.example.com/docs/",
    ),
});

interface Detour {
  readonly target: string;
  readonly says: string;
}

/** Links within the handbook are plain paths. */
export const noRoundaboutLink: PageRule<z.infer<typeof options>> = {
  id: "style/no-roundabout-link",
  scope: "page",
  summary: "Links within the handbook are plain paths of the site.",
  why: "Links with hosts, source folders or capitals in anchors break when a page or the site moves.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: ruleOptions(options),
  *check({ links, ids, headings }, given) {
    // Explicit ids keep their capitals.
    const own = new Set([...ids, ...headings.flatMap(({ id }) => id ?? [])]);
    for (const link of links) {
      if (link.isOpaque || link.targetSpan === undefined || link.kind === "autolink") continue;
      const found = detourOf(link, given);
      if (found === undefined || found.target === "" || own.has(link.target.slice(1))) continue;
      const target = capitalAnchor(found.target)?.target ?? found.target;
      const text = target.replace(/[\s()<>"'\\]/g, (it) => encodeURIComponent(it));
      yield {
        span: link.targetSpan,
        message: `${quoteAddress(link.target, 50)} ${found.says}`,
        suggestions: [
          {
            label: `Link to ${quote(target, 80)}`,
            edits: [{ span: link.targetSpan, text }],
            isSafe: true,
          },
        ],
      };
    }
  },
};

function detourOf(
  { target, kind }: Link,
  { sites, except }: z.infer<typeof options>,
): Detour | undefined {
  if (except.some((start) => target.startsWith(start))) return undefined;
  const site = sites.map((it) => it.replace(/\/$/, "")).find((it) => isBelow(target, it));
  if (site !== undefined) {
    const path = target.slice(site.length);
    const says = "includes the address of the handbook itself. Write only the path.";
    return { target: path.startsWith("/") ? path : `/${path}`, says };
  }
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return undefined;
  const source = /^\/?(?:content|source)\/(?=handbook\/|job-families\/|company\/)/.exec(target);
  if (source !== null) {
    const says = "starts with a source folder. Start at the root of the site.";
    return { target: `/${target.slice(source[0].length)}`, says };
  }
  if (target.startsWith("handbook/")) {
    return { target: `/${target}`, says: "has no leading slash. Start at the root of the site." };
  }
  if (kind === "image" && target.startsWith("/static/images/")) {
    return {
      target: target.slice("/static".length),
      says: "starts with a source folder. Leave out “/static”.",
    };
  }
  if (/^\.\/{1,4}/.test(target)) {
    const rest = target.replace(/^\.\/{1,4}/, "");
    return { target: rest, says: "starts with “./”, which has no effect. Leave it out." };
  }
  return capitalAnchor(target);
}

/** Anchors of headings are in lower case: a capital letter matches nothing. Those of lines of code are not. */
function capitalAnchor(target: string): Detour | undefined {
  const at = target.indexOf("#");
  if (at === -1 || !/\p{Lu}/u.test(target.slice(at))) return undefined;
  if (/^#L\d/.test(target.slice(at))) return undefined;
  const lower = target.slice(0, at) + target.slice(at).toLowerCase();
  return { target: lower, says: "has a capital letter in its anchor. Use lower case." };
}

function isBelow(target: string, site: string): boolean {
  if (!target.startsWith(site)) return false;
  const next = target[site.length];
  return next === "/" || next === "#" || next === undefined;
}
