type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that Node would send a request to this address through, without its password; undefined where it goes
 * straight. https://nodejs.org/api/http.html#built-in-proxy-support, 2026-11
 */
export function proxyOf(env: Environment, address: string): string | undefined {
  const { protocol, hostname, port } = new URL(address);
  const given =
    protocol === "https:"
      ? (env["https_proxy"] ?? env["HTTPS_PROXY"])
      : (env["http_proxy"] ?? env["HTTP_PROXY"]);
  if (!given || !URL.canParse(given)) return undefined;
  const exceptions = (env["no_proxy"] ?? env["NO_PROXY"] ?? "").split(/[\s,]+/);
  if (exceptions.some((entry) => covers(entry.toLowerCase(), hostname, port))) return undefined;
  const { origin } = new URL(given);
  return origin;
}

/** `example.com` stands for that host, `.example.com` and `*.example.com` for those below it, `*` for all. */
function covers(entry: string, hostname: string, port: string): boolean {
  const [name = "", onlyPort = ""] = entry.split(/:(\d{1,5})$/);
  if (name === "" || (onlyPort !== "" && onlyPort !== port)) return false;
  if (name === "*") return true;
  const suffix = name.replace(/^\*/, "");
  return suffix.startsWith(".") ? hostname.endsWith(suffix) : hostname === name;
}
