import type { Page } from "../../page/page.ts";
import {
  type AnchorRule,
  blackfridaySlug,
  githubSlug,
  gitlabSlug,
  type HeadingIds,
  kramdownSlug,
  pythonSlug,
  vitepressSlug,
} from "./anchor-rules.ts";

/** What the anchor of a heading is made of. */
export interface HeadingSource {
  /** What a reader sees. */
  readonly text: string;
  /** The text with its markup; undefined where there is none. */
  readonly markup: string | undefined;
  /** An attribute behind the text, `{#setup}` or `{: #setup .wide}`. */
  readonly attribute: string | undefined;
}

/** The anchors of one page: one for each heading in order, and every other name that may work. */
export interface PageAnchors {
  readonly headings: readonly string[];
  readonly others: readonly string[];
}

/** Reads what the anchors of a page are made of. */
export function headingSources({ source, headings }: Page): readonly HeadingSource[] {
  return headings.map(({ span, textSpan, text }) => {
    const raw = source.slice(textSpan.start, textSpan.end);
    const at = raw.lastIndexOf("{");
    const own = attributeAt(raw, at);
    const isLast = own !== undefined && raw.slice(at + own.length).trim() === "";
    const shown = isLast ? withoutBraces(text) : text;
    const markup = isLast ? raw.slice(0, at).trimEnd() : raw;
    const rest = source.slice(textSpan.end, span.end);
    const attribute = isLast ? own : attributeAt(rest, rest.indexOf("{"));
    return { text: shown, markup: markup === shown ? undefined : markup, attribute };
  });
}

const ATTRIBUTE_CHARACTERS_MAX = 400;

/** The attribute list that begins at a brace and gives an id. */
function attributeAt(text: string, at: number): string | undefined {
  const end = at === -1 ? -1 : text.indexOf("}", at);
  if (end === -1 || end - at > ATTRIBUTE_CHARACTERS_MAX) return undefined;
  const list = text.slice(at, end + 1);
  return idIn(list, "unknown") === undefined ? undefined : list;
}

function withoutBraces(text: string): string {
  const at = text.lastIndexOf("{");
  return at === -1 ? text : text.slice(0, at).trimEnd();
}

/** Names that the HTML and the attribute lists of a page give, whatever they belong to. */
export function namesOnPage(page: Page): readonly string[] {
  const { source, headings } = page;
  const names = new Set([...page.ids, ...tagNames(source), ...labels(source)]);
  let next = 0;
  for (const { at, id } of attributeIds(source)) {
    while ((headings[next]?.span.end ?? Infinity) <= at) next += 1;
    // Whether an attribute behind a heading names it is for the generator to say.
    if ((headings[next]?.span.start ?? Infinity) > at) names.add(id);
  }
  for (const { span, id } of headings) {
    if (id === undefined) continue;
    const heading = source.slice(span.start, span.end);
    const name = /<a\s[^<>]{0,200}?(?:name|id)=["']?([^"'<>\s]{1,200})/i.exec(heading)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/**
 * Names all anchors of a page by the rule of its generator. Where the generator is not known, or its themes may
 * do otherwise, every name that a common one would give is kept; a link is broken only if none has it.
 */
export function pageAnchors(
  sources: readonly HeadingSource[],
  names: readonly string[],
  rule: AnchorRule,
): PageAnchors {
  const others = new Set<string>(names);
  const used = new Map<string, number>();
  const repeated = (slug: string): string => {
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    if (count === 0 || rule.repeat === undefined) return slug;
    return `${slug}${rule.repeat}${count - 1 + rule.firstRepeat}`;
  };
  const headings = sources.map((heading) => {
    const id = heading.attribute === undefined ? undefined : idIn(heading.attribute, rule.ids);
    if (isUndisputed(heading)) {
      return repeated(rule.slug(heading.text));
    }
    const text = sluggedText(heading, rule);
    const main = id ?? repeated(rule.slug(text));
    if (!rule.isExact) {
      const slug = rule.slug(text);
      if (id !== undefined) others.add(slug);
      for (const variant of variantsOf(heading)) {
        if (variant === "") continue;
        others.add(variant);
        const count = used.get(slug) ?? 0;
        if (count > 1) others.add(`${variant}-${count - 1}`);
      }
    }
    return main;
  });
  for (const heading of headings) others.delete(heading);
  return { headings, others: [...others] };
}

/** Plain words, for which every rule gives the same slug. */
function isUndisputed({ text, markup, attribute }: HeadingSource): boolean {
  if (markup !== undefined || attribute !== undefined) return false;
  return /^[a-z][a-z0-9]*(?: [a-z][a-z0-9]*)*$/i.test(text);
}

const ID_FORMS: Readonly<Record<HeadingIds, RegExp>> = {
  none: /^(?!)/,
  braces: /^\{#([\w:.-]+)(?=[\s}])/,
  spaced: /^\{\s*#([\w:.-]+)(?=[\s}])/,
  lists: /^\{\s*(?::\s*)?#([\w:.-]+)(?=[\s}])/,
  unknown: /^\{[^{}#]*#([\w:.-]+)(?=[\s}])/,
};

function idIn(attribute: string, ids: HeadingIds): string | undefined {
  return ID_FORMS[ids].exec(attribute)?.[1];
}

/** The text that a rule makes a slug of: white space as written, and an attribute that it does not know. */
function sluggedText({ text, markup, attribute }: HeadingSource, rule: AnchorRule): string {
  const bare = markup === undefined ? text : bareText(markup);
  const isOnlySpace = bare.replace(/\s+/g, " ").trim() === text;
  const own = isOnlySpace ? bare.trim() : text;
  const whole =
    attribute === undefined || idIn(attribute, rule.ids) !== undefined || rule.ids === "unknown"
      ? own
      : `${own} ${attribute}`;
  return rule.dropsDashes ? whole.replace(/-{2,3}/g, "") : whole;
}

function bareText(markup: string): string {
  return markup
    .replace(/<[^<>]{0,500}>/g, "")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/[*`]/g, "");
}

/** The slugs that renderers make of a heading, each by its own rule and of its own reading of the text. */
function variantsOf({ text, markup = text }: HeadingSource): ReadonlySet<string> {
  const bare = bareText(markup);
  const spellings = new Set([
    text,
    markup,
    bare,
    text.replace(/:[a-z0-9_+-]{1,40}:/g, ""),
    bare.replace(/-{2,3}/g, ""),
    bare.replace(/_/g, ""),
    bare.replace(/\s+/g, " "),
  ]);
  const variants = new Set<string>();
  for (const spelling of spellings) {
    const trimmed = spelling.trim();
    variants.add(githubSlug(trimmed)).add(gitlabSlug(trimmed)).add(pythonSlug(trimmed));
    variants.add(vitepressSlug(trimmed));
    if (spelling !== trimmed) variants.add(githubSlug(spelling));
    variants.add(kramdownSlug(spelling)).add(blackfridaySlug(spelling));
  }
  return variants;
}

/** Ids in attribute lists, `{: #id .class}` and `![x](c.png){ #id }`, whatever they belong to. */
function attributeIds(source: string): { at: number; id: string }[] {
  const ids: { at: number; id: string }[] = [];
  for (let at = source.indexOf("{"); at !== -1; at = source.indexOf("{", at + 1)) {
    const next = source.charCodeAt(at + 1);
    // A colon, a space or a number sign; most braces are those of template calls.
    if (next !== 0x3a && next !== 0x20 && next !== 0x23) continue;
    const id = /^\{:?[^{}\n#]{0,200}#([\w:.-]{1,200})/.exec(source.slice(at, at + 420))?.[1];
    if (id !== undefined) ids.push({ at, id });
  }
  return ids;
}

/** Labels of MyST, `(pay-day)=` on a line of its own. */
function labels(source: string): string[] {
  if (!source.includes(")=")) return [];
  return Array.from(source.matchAll(/^\(([\w:.-]{1,200})\)=[ \t]*$/gm), ([, name = ""]) => name);
}

/** Names in tags of components, `<Anchor name="pay" />`, which are no HTML. */
function tagNames(source: string): string[] {
  const names: string[] = [];
  for (let at = source.indexOf("<A"); at !== -1; at = source.indexOf("<A", at + 1)) {
    const tag = source.slice(at, at + 300);
    const name = /^<Anchor\s[^<>]{0,200}?(?:name|id)=["']([^"'<>\s]{1,200})["']/.exec(tag)?.[1];
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** The form in which anchors are compared: browsers decode them. */
export function exactAnchor(anchor: string): string {
  return decodeTolerantly(anchor).normalize("NFC").replaceAll("\uFE0F", "");
}

/** The form in which anchors are compared where letter case is forgiven, as hosts of repositories do. */
export function foldAnchor(anchor: string): string {
  return exactAnchor(anchor).toLowerCase();
}

/** Anchors that a browser, a theme, a host or a script gives meaning to without any heading. */
export function isBuiltInAnchor(folded: string): boolean {
  return /^(?:$|!|\/|:~:|fn:?\d|fnref|markdown-toc|tab\/|id\d+$|l\d+(?:-l?\d+)?$|(?:top|toc|content|main|readme|footnotes?)$)|[=&]/.test(
    folded,
  );
}

/** Decodes percent escapes, or gives the text back where they are broken. */
export function decodeTolerantly(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
