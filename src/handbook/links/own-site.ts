/** The own site: `url` to write links with, `bare` to know them by, without scheme, `www.` and case. */
export interface OwnSite {
  readonly url: string;
  readonly bare: string;
}

/** Reads the address of the own site. */
export function readOwnSite(address: string): OwnSite {
  let url = address.trim();
  while (url.endsWith("/")) url = url.slice(0, -1);
  return { url, bare: withoutScheme(url).toLowerCase() };
}

function withoutScheme(url: string): string {
  return url.replace(/^(?:https?:)?\/\//i, "").replace(/^www\./i, "");
}

/** Takes the own site's address off a target; undefined for any other absolute one. */
export function withoutSite(target: string, site: OwnSite | undefined): string | undefined {
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return target;
  if (site === undefined) return undefined;
  const other = withoutScheme(target);
  if (other.slice(0, site.bare.length).toLowerCase() !== site.bare) return undefined;
  const rest = other.slice(site.bare.length);
  if (rest === "" || rest.startsWith("#") || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : undefined;
}
