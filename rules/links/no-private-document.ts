import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";

/** Documents there are private unless somebody shares them with everybody. */
const HOSTS = [
  "docs.google.com",
  "drive.google.com",
  "sheets.google.com",
  "slides.google.com",
  "onedrive.live.com",
  "*.sharepoint.com",
  "*.slack.com",
  "*.atlassian.net",
  "dropbox.com",
];

const options = z.strictObject({
  hosts: z
    .array(
      z
        .string()
        .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i)
        .max(200),
    )
    .max(100)
    .default(HOSTS)
    .describe("Hosts of documents that not every reader can open; `*.` stands for any subdomain."),
});

/** What a public page links to can be opened by its readers. */
export const noPrivateDocument: PageRule<z.output<typeof options>> = {
  id: "links/no-private-document",
  scope: "page",
  summary: "What a page links to can be opened by everybody who can read the page.",
  why: "Readers without access find a login page, and the handbook depends on a text outside of it.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check(page, { hosts }) {
    const wanted = hosts.map((host) => host.toLowerCase());
    for (const link of page.links) {
      if (link.isOpaque || link.kind === "reference" || link.kind === "image") continue;
      const host = /^https?:\/\/([^/?#:@\s]{1,200})(?=[/?#:]|$)/i.exec(link.target)?.[1];
      if (host === undefined || !wanted.some((one) => isAt(host.toLowerCase(), one))) continue;
      // What is published has an address of its own that anyone can open.
      if (/\/(?:pub|pubhtml|viewform)(?:[/?#]|$)|\/d\/e\//.test(link.target)) continue;
      if (isToldInternal(page, link)) continue;
      yield {
        span: link.span,
        message: `Not every reader can open ${quote(host, 40)}; put the text here or say that it is internal`,
      };
    }
  },
};

/** “(internal)”, “for team members only”, in the link text or right around it. */
const internal =
  /(?<!\p{L})(?:internal(?:ly)?|private|confidential|team[ -]members? only|only (?:for |accessible (?:to|by) |visible to )?(?:gitlab )?team[ -]members?|must be (?:a )?(?:\w{1,20} )?team[ -]member|limited access|requires? access)(?!\p{L})/iu;

function isToldInternal({ source }: Page, { span }: Link): boolean {
  const before = source.slice(Math.max(0, span.start - 40), span.start).replace(/^.*\n/s, "");
  const after = source.slice(span.end, span.end + 60).replace(/\n.*$/s, "");
  const text = source.slice(span.start, Math.min(span.end, span.start + 300));
  return internal.test(`${before}${text.replace(/\]\(.*$/s, "")}`) || internal.test(after);
}

function isAt(host: string, wanted: string): boolean {
  if (wanted.startsWith("*.")) return host.endsWith(wanted.slice(1));
  return host === wanted || host === `www.${wanted}`;
}
