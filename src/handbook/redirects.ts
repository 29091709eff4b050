import { parse } from "yaml";
import { keyOf, type Layout } from "./urls.ts";

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

const REDIRECTS_MAX = 50_000;

/**
 * Reads a file of redirects: a YAML list of `sources`, `target` and nginx's `comp_op`, or lines of
 * `from to status` as Netlify, Cloudflare Pages and GitLab Pages have them. What it cannot read it
 * leaves out.
 */
export function parseRedirects(path: string, text: string): Redirect[] {
  const found = /\.ya?ml$/i.test(path) ? fromYaml(text) : fromLines(text);
  return found.slice(0, REDIRECTS_MAX);
}

function fromYaml(text: string): Redirect[] {
  let document: unknown;
  try {
    document = parse(text, { maxAliasCount: 100, uniqueKeys: false });
  } catch {
    return [];
  }
  if (!Array.isArray(document)) return [];
  return document.flatMap((entry: unknown) => {
    if (entry === null || typeof entry !== "object") return [];
    const { sources, target, comp_op: operator } = entry as Record<string, unknown>;
    if (typeof target !== "string") return [];
    const list: unknown[] = Array.isArray(sources) ? sources : [sources];
    return list.flatMap((source) =>
      typeof source === "string" && source !== "" ? [nginxRedirect(source, target, operator)] : [],
    );
  });
}

function nginxRedirect(source: string, to: string, operator: unknown): Redirect {
  if (operator === "=" || operator === undefined) return { kind: "exact", from: source, to };
  if (operator === "^~") return { kind: "prefix", from: source, to };
  const isAnchored = source.startsWith("^");
  const bare = source
    .replace(/^\^/, "")
    .replace(/(?:\(\.\*\)|\.\*)?\/?\??\$?$/, "")
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

/** Answers where an address leads on to. */
export interface RedirectTable {
  /** Addresses to try in order; `undefined` when nothing is known of it, empty when it cannot be known. */
  follow(key: string): readonly string[] | undefined;
}

/** Prepares redirects for questions. */
export function redirectTable(redirects: readonly Redirect[], layout: Layout): RedirectTable {
  const exact = new Map<string, string>();
  const others: Redirect[] = [];
  for (const redirect of redirects) {
    if (redirect.kind !== "exact") others.push(redirect);
    else if (!exact.has(keyOf(redirect.from, layout))) {
      exact.set(keyOf(redirect.from, layout), redirect.to);
    }
  }
  return {
    follow(key) {
      const to = exact.get(key);
      if (to !== undefined) return [to];
      const path = `/${key}/`;
      for (const redirect of others) {
        const at =
          redirect.kind === "prefix"
            ? path.startsWith(redirect.from)
              ? 0
              : -1
            : path.indexOf(redirect.from);
        if (at === -1) continue;
        if (redirect.kind === "opaque") return [];
        const rest = path.slice(at + redirect.from.length);
        const target = redirect.to.replace(/\$1$/, "");
        return target.endsWith("/") || rest.startsWith("/") || rest === ""
          ? [target + rest, target]
          : [target];
      }
      return undefined;
    },
  };
}
