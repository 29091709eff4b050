import type { Page, YamlValue } from "../page/page.ts";
import { detach } from "../text/detach.ts";
import { headingSources, namesOnPage } from "./links/anchors.ts";
import { readLinks } from "./links/link-table.ts";
import type { PageHints } from "./links/sites/site.ts";
import type { StoredPage } from "./page-record.ts";

/** Texts that outlive their pages, each kept once: most anchors and link targets recur. */
export class TextPool {
  readonly #texts = new Map<string, string>();

  keep(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = detach(text);
    this.#texts.set(own, own);
    return own;
  }
}

/** Reads what a handbook remembers of a page, its passages and sentences aside. */
export function readPage(page: Page, texts: TextPool): StoredPage {
  const keep = (text: string): string => texts.keep(text);
  const option = (text: string | undefined) => (text === undefined ? undefined : keep(text));
  const sources = headingSources(page);
  return {
    path: page.path,
    type: page.type,
    title: titleOf(page),
    canonical: canonicalOf(page.frontMatter?.get("canonical")),
    date: dateOf(page),
    keys: (page.frontMatter?.entries ?? []).map(({ key }) => keep(key)),
    hasTemplates: page.hasTemplates,
    hasUnknownAnchors:
      page.hasTemplates ||
      page.path.endsWith(".erb") ||
      page.headings.some(({ isOpaque, id }) => isOpaque && id === undefined),
    headings: page.headings.map(({ depth, span }, index) => ({
      depth,
      line: page.lines.locate(span.start).line,
      text: keep(sources[index]?.text ?? ""),
      markup: option(sources[index]?.markup),
      attribute: option(sources[index]?.attribute),
    })),
    names: namesOnPage(page).map(keep),
    hints: hintsOf(page),
    links: readLinks(page, keep),
  };
}

function hintsOf({ frontMatter }: Page): PageHints {
  const value = (key: string): YamlValue | undefined => frontMatter?.get(key);
  return {
    url: textOf(value("url")),
    slug: textOf(value("slug")),
    id: textOf(value("id")),
    permalink: textOf(value("permalink")),
    isDraft: value("draft") === true || value("published") === false,
    aliases: [...textsOf(value("aliases")), ...textsOf(value("redirect_from"))],
  };
}

function titleOf(page: Page): string | undefined {
  const title = textOf(page.frontMatter?.get("title"));
  if (title !== undefined && title.trim() !== "") return title.trim();
  const heading = page.headings.find(({ depth }) => depth === 1);
  return heading === undefined ? undefined : detach(heading.text);
}

function canonicalOf(value: YamlValue | undefined): string | undefined {
  return value === true ? "true" : textOf(value);
}

function dateOf({ frontMatter }: Page): string | undefined {
  const value = frontMatter?.get("date") ?? frontMatter?.get("created");
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  }
  return typeof value === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
}

function textOf(value: YamlValue | undefined): string | undefined {
  return typeof value === "string" ? detach(value) : undefined;
}

function textsOf(value: YamlValue | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string").map(detach);
}
