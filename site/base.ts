/** Below which path the site is served: on GitLab Pages as CI_PAGES_URL says, elsewhere as SITE_BASE does. */
export function readBase(): string {
  const { CI_PAGES_URL: pages, SITE_BASE: own = "/" } = process.env;
  const path = pages === undefined ? own : new URL(pages).pathname;
  return path.endsWith("/") ? path : `${path}/`;
}
