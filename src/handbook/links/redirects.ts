import { parse } from "yaml";

/**
 * One rule of the web server.
 *
 * - `exact`: this address only
 * - `prefix`: every address that begins with `from`
 * - `inside`: every address that has `from` in it; what follows may be kept
 * - `opaque`: an expression that is not followed; addresses that have `from` in them are not judged
 */
export interface Redirect {
  readonly kind: "exact" | "prefix" | "inside" | "opaque";
  readonly from: string;
  readonly to: string;
}

/**
 * Reads a file of redirects: a YAML list of `sources`, `target` and nginx's `comp_op`, or lines of
 * `from to status` as Netlify, Cloudflare Pages and GitLab Pages have them. What it cannot read it
 * leaves out.
 */
export function parseRedirects(path: string, text: string): Redirect[] {
  return /\.ya?ml$/i.test(path) ? fromYaml(text) : fromLines(text);
}

function fromYaml(text: string): Redirect[] {
  return (readPlainList(text) ?? readYamlList(text)).flatMap(({ sources, target, operator }) =>
    target === undefined
      ? []
      : sources
          .filter((source) => source !== "")
          .map((source) => nginxRedirect(source, target, operator)),
  );
}

/** One entry of the list, as written. */
interface Entry {
  readonly sources: readonly string[];
  readonly target: string | undefined;
  readonly operator: string | undefined;
}

function readYamlList(text: string): readonly Entry[] {
  let document: unknown;
  try {
    document = parse(text, { maxAliasCount: 100, uniqueKeys: false });
  } catch {
    return [];
  }
  if (!Array.isArray(document)) return [];
  return document.flatMap((entry: unknown) => {
    if (entry === null || typeof entry !== "object") return [];
    const fields = new Map<string, unknown>(Object.entries(entry));
    const sources = fields.get("sources");
    const list: unknown[] = Array.isArray(sources) ? sources : [sources];
    const target = fields.get("target");
    const operator = fields.get("comp_op");
    return {
      sources: list.filter((source) => typeof source === "string"),
      target: typeof target === "string" ? target : undefined,
      operator: typeof operator === "string" ? operator : undefined,
    };
  });
}

/**
 * Reads the list where every line is a plain `key: value` or `- value`, and gives up at the first other
 * line. A thousand redirects take a quarter of a second to read as YAML, and a millisecond so.
 */
function readPlainList(text: string): readonly Entry[] | undefined {
  const entries: { sources: string[]; target: string | undefined; operator: string | undefined }[] =
    [];
  let isInSources = false;
  for (const line of text.split("\n")) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, dash, key, rest = ""] = /^(- |  )(sources|target|comp_op):(.*)$/.exec(line) ?? [];
    const item = /^ {2,6}- (.*)$/.exec(line)?.[1];
    const value = plainValue(item ?? rest);
    if (dash === "- ") entries.push({ sources: [], target: undefined, operator: undefined });
    const entry = entries.at(-1);
    if (value === undefined || entry === undefined) return undefined;
    if (item !== undefined && isInSources) entry.sources.push(value);
    else if (key === "sources" && value !== "") entry.sources.push(value);
    else if (key === "target" && value !== "") entry.target = value;
    else if (key === "comp_op" && value !== "") entry.operator = value;
    else if (key !== "sources") return undefined;
    if (key !== undefined) isInSources = key === "sources" && value === "";
  }
  return entries;
}

/** A scalar that means what it shows; undefined for any that YAML would read otherwise. */
function plainValue(text: string): string | undefined {
  const value = text.trim();
  const quoted = /^(?:'([^'\\]*)'|"([^"\\]*)")$/.exec(value);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  if (value === "" || value === "=" || value === "^~") return value;
  const isPath = /^[A-Za-z0-9/^][^\s'"]*[^\s'":]$/.test(value) && value.includes("/");
  return isPath || value === "/" ? value : undefined;
}

function nginxRedirect(source: string, to: string, operator: unknown): Redirect {
  if (operator === "=" || operator === undefined) return { kind: "exact", from: source, to };
  if (operator === "^~") return { kind: "prefix", from: source, to };
  const isAnchored = source.startsWith("^");
  const bare = source
    .replace(/^\^/, "")
    .replace(/(?:\(\.\*\)|\.\*|\/\?)?\$?$/, "")
    .replaceAll("\\.", ".")
    .replaceAll("\\/", "/");
  const isPlain = /^[\w/.-]+$/.test(bare) && (bare.includes(".") ? source.includes("\\.") : true);
  if (isPlain) return { kind: isAnchored ? "prefix" : "inside", from: bare, to };
  const literal = /^[\w/-]*/.exec(source.replace(/^\^/, ""))?.[0] ?? "";
  return { kind: "opaque", from: literal, to };
}

function fromLines(text: string): Redirect[] {
  return text.split("\n").flatMap((line): Redirect[] => {
    const [from, to] = line.trim().split(/\s+/);
    if (from === undefined || to === undefined || !from.startsWith("/") || line.includes("{{")) {
      return [];
    }
    const wild = from.search(/[*:]/);
    if (wild === -1) return [{ kind: "exact", from, to }];
    const kind = from.indexOf("*") === wild && wild === from.length - 1 ? "prefix" : "opaque";
    return [{ kind, from: from.slice(0, wild), to: to.replace(/:splat$/, "") }];
  });
}
