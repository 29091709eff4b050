import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";

/** Hosts whose documents are private unless somebody shares them with everybody. */
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
    .describe("Hosts of documents that some readers cannot open; `*.` matches any subdomain."),
});

/** Readers can open what a page links to. */
export const noPrivateDocument: PageRule<z.output<typeof options>> = {
  id: "links/no-private-document",
  scope: "page",
  summary: "Everybody who can read a page can open what it links to.",
  why: "Readers without access get a login page, and the handbook depends on a document outside it.",
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
      // Published documents have a different address that anyone can open.
      if (/\/(?:pub|pubhtml|viewform)(?:[/?#]|$)|\/d\/e\//.test(link.target)) continue;
      if (isMarkedInternal(page, link)) continue;
      yield {
        span: link.span,
        message: `Some readers cannot open documents on ${quote(host, 30)}. Copy the text here or mark the link as internal.`,
      };
    }
  },
};

/** “(internal)”, “for team members only”, in the link text or directly beside it. */
const internal =
  /(?<!\p{L})(?:internal(?:ly)?|private|confidential|team[ -]members? only|only (?:for |accessible (?:to|by) |visible to )?(?:gitlab )?team[ -]members?|must be (?:a )?(?:\w{1,20} )?team[ -]member|limited access|requires? access)(?!\p{L})/iu;

function isMarkedInternal({ source }: Page, { span }: Link): boolean {
  const before = source.slice(Math.max(0, span.start - 40), span.start).replace(/^.*\n/s, "");
  const after = source.slice(span.end, span.end + 60).replace(/\n.*$/s, "");
  const text = source.slice(span.start, Math.min(span.end, span.start + 300));
  return internal.test(`${before}${text.replace(/\]\(.*$/s, "")}`) || internal.test(after);
}

function isAt(host: string, wanted: string): boolean {
  if (wanted.startsWith("*.")) return host.endsWith(wanted.slice(1));
  return host === wanted || host === `www.${wanted}`;
}
