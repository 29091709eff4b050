import { keyOf } from "./addresses.ts";
import type { Redirect } from "./redirects.ts";

/** Answers where an address leads on to. */
export interface RedirectTable {
  /** Addresses to try in order; `undefined` when nothing is known of it, empty when it cannot be known. */
  follow(key: string): readonly string[] | undefined;
  /** Whether the answer is certain: no pattern was read that a web server may read otherwise. */
  isSure(key: string): boolean;
}

/** Prepares redirects for questions. */
export function redirectTable(redirects: readonly Redirect[]): RedirectTable {
  const exact = new Map<string, string>();
  const others: Redirect[] = [];
  for (const redirect of redirects) {
    if (redirect.kind !== "exact") others.push(redirect);
    else if (!exact.has(keyOf(redirect.from, true))) {
      exact.set(keyOf(redirect.from, true), redirect.to);
    }
  }
  const beginsWith = (redirect: Redirect, path: string): boolean =>
    redirect.kind === "prefix" && path.startsWith(redirect.from);
  return {
    isSure: (key) => {
      if (exact.has(key)) return true;
      const first = others.find(({ from }) => `/${key}/`.includes(from));
      return first !== undefined && beginsWith(first, `/${key}/`);
    },
    follow(key) {
      const to = exact.get(key);
      if (to !== undefined) return [to];
      const path = `/${key}/`;
      for (const redirect of others) {
        const at =
          redirect.kind === "prefix"
            ? beginsWith(redirect, path)
              ? 0
              : -1
            : path.indexOf(redirect.from);
        if (at === -1) continue;
        if (redirect.kind === "opaque") return [];
        const rest = path.slice(at + redirect.from.length);
        const target = redirect.to.replace(/\$1$/, "");
        // `/jobs` is the beginning of `/jobs-board/` too, which has no counterpart to go on to.
        const isFolder = redirect.from.endsWith("/") || rest.startsWith("/");
        const onward = `${target.replace(/\/$/, "")}/${rest.replace(/^\//, "")}`;
        return isFolder && rest !== "" ? [onward, target] : [target];
      }
      return undefined;
    },
  };
}
