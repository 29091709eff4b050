import type { Change } from "../../change/change.ts";
import { count } from "../../text/wording.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import { link } from "../render.ts";
import type { SummaryPart } from "./summary-part.ts";

/** Changed pages that the site serves. */
export interface Previews {
  readonly pages: readonly ChangedPage[];
  /** How many more there are. */
  readonly more: number;
}

interface ChangedPage {
  readonly path: string;
  /** On the site: `/handbook/leave/`. */
  readonly address: string;
  /** Of the page that readers have now; undefined where it is new, or where nobody knows the site. */
  readonly live: string | undefined;
  readonly isNew: boolean;
}

const rowsMax = 25;

/** Where reviewers can read the changed pages as pages, for who asked for it. */
export const previews: SummaryPart<Previews> = {
  isReason: true,
  // oxlint-disable-next-line require-yield -- it looks at no text
  *collect({ before, after, pages }: Change): Steps<Previews | undefined> {
    const { review, links } = before.engine.config;
    if (review.preview === undefined) return undefined;
    const served = pages.flatMap((page) => {
      const path = page.after?.path;
      const address = path === undefined ? undefined : after.handbook.page(path)?.url;
      if (path === undefined || address === undefined) return [];
      const old = page.before && before.handbook.page(page.before.path)?.url;
      const live =
        old === undefined || links.site === undefined ? undefined : joined(links.site, old);
      return [{ path, address, live, isNew: page.before === undefined }];
    });
    if (served.length === 0) return undefined;
    return { pages: served.slice(0, rowsMax), more: Math.max(0, served.length - rowsMax) };
  },
  render({ pages, more }, { preview }) {
    if (preview === undefined) return "";
    return [
      "| Changed page | Live | Preview |",
      "| --- | --- | --- |",
      ...pages.map((page) => rowOf(page, preview)),
      ...(more > 0 ? ["", `And ${count(more, "more changed page")}.`] : []),
    ].join("\n");
  },
};

function rowOf({ path, address, live, isNew }: ChangedPage, preview: string): string {
  const open = link("preview", preview.replaceAll("{address}", encodeURI(address)));
  const now = live === undefined ? (isNew ? "new" : "—") : link("live", live);
  // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
  return `| ${[codeSpan(path, 120), now, open].map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
}

function joined(site: string, address: string): string {
  return `${site.replace(/\/$/, "")}${encodeURI(address)}`;
}
