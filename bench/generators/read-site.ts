import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Files, marker } from "./small-handbook.ts";

/** What a generator made of one link. */
export interface BuiltLink {
  readonly from: string;
  readonly target: string;
  /** The page that opens; null where the browser gets an error. */
  readonly page: string | null;
  /** Whether the anchor is there; absent where the link names none. */
  readonly anchor?: boolean;
}

/** What a generator made of a handbook. */
export interface BuiltSite {
  readonly addresses: Readonly<Record<string, string>>;
  readonly links: readonly BuiltLink[];
}

interface Output {
  readonly url: string;
  readonly html: string;
  readonly ids: ReadonlySet<string>;
}

/** Reads what was built: which page is where, and where every link of it leads. */
export function readSite(files: Files, folder: string, base = "/"): BuiltSite {
  const outputs = new Map<string, Output>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".html") || statSync(join(folder, name)).isDirectory()) continue;
    const html = readFileSync(join(folder, name), "utf8");
    outputs.set(`/${name}`, { url: `/${name}`, html, ids: idsOf(html) });
  }
  const pageOf = new Map<string, string>();
  for (const path of Object.keys(files)) {
    const word = marker(path).slice(0, -1);
    const made = [...outputs.values()].filter(({ html }) => html.includes(`${word}.`));
    // Of an index that stands under two names the folder's own counts, of a list the page itself.
    const own = made.find(({ url }) => url.endsWith("/index.html")) ?? made[0];
    for (const { url } of made) if (!pageOf.has(url)) pageOf.set(url, path);
    if (own !== undefined) pageOf.set(own.url, path);
  }
  const links: BuiltLink[] = [];
  const addresses: Record<string, string> = {};
  for (const [url, path] of pageOf) {
    const output = outputs.get(url);
    if (output === undefined || addresses[path] !== undefined) continue;
    addresses[path] = addressOf(url);
    for (const [, href, number] of output.html.matchAll(
      /<a\s[^>]*?href="?([^">\s]*)"?[^>]*>(?:<[^>]*>)*L(\d+)(?:<[^>]*>)*<\/a>/g,
    )) {
      const target = targetOf(files[path] ?? "", number ?? "");
      if (target === undefined) continue;
      // What a generator cannot resolve it may leave as an anchor of the page itself.
      const isSelf = target.replace(/#.*$/, "").split("/").at(-1) === path.split("/").at(-1);
      if (/^(?:#|$)/.test(href ?? "") && !target.startsWith("#") && !isSelf) {
        links.push({ from: path, target, page: null });
        continue;
      }
      links.push({
        from: path,
        target,
        ...follow(addressOf(url), decode(href ?? ""), outputs, pageOf, base),
      });
    }
  }
  return { addresses, links };
}

function follow(
  from: string,
  href: string,
  outputs: ReadonlyMap<string, Output>,
  pageOf: ReadonlyMap<string, string>,
  base: string,
): Pick<BuiltLink, "page" | "anchor"> {
  const to = new URL(href, `http://site.example${from}`);
  if (to.host !== "site.example") return { page: null };
  const path = decodeURIComponent(to.pathname).replace(base, "/");
  const output = [path, `${path}index.html`, `${path}/index.html`, `${path}.html`]
    .map((name) => outputs.get(name))
    .find((found) => found !== undefined);
  const page = (output && pageOf.get(output.url)) ?? null;
  if (to.hash === "" || output === undefined) return { page };
  return { page, anchor: output.ids.has(decodeURIComponent(to.hash.slice(1))) };
}

/** The address that readers see: without the name of the index. */
function addressOf(url: string): string {
  return url.replace(/(?<=\/)index\.html$/, "");
}

function targetOf(source: string, number: string): string | undefined {
  return new RegExp(`\\[L${number}\\]\\(<?([^)>]*)>?\\)`).exec(source)?.[1];
}

function idsOf(html: string): ReadonlySet<string> {
  return new Set(
    [...html.matchAll(/\s(?:id|name)="?([^">\s]+)"?/g)].map(([, id]) => decode(id ?? "")),
  );
}

function decode(text: string): string {
  return text
    .replaceAll("&amp;", "&")
    .replaceAll("&#43;", "+")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&ldquo;", "“")
    .replaceAll("&rdquo;", "”")
    .replaceAll("&ndash;", "–")
    .replaceAll("&mdash;", "—");
}
