/** The address of another project on the host of one. */
export function addressOf(
  origin: string,
  project: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const own = env["CI_PROJECT_PATH"];
  const bare = origin.replace(/\/$/, "").replace(/\.git$/, "");
  // GitLab may be served below a path, which only its pipelines know.
  if (own && bare.endsWith(`/${own}`)) return `${bare.slice(0, -own.length)}${project}.git`;
  const url = /^(?:https?|ssh):\/\/[^/]+\//.exec(origin)?.[0];
  if (url !== undefined) return `${url}${project}.git`;
  const host = /^[\w.-]+@[\w.-]+:(?!\/)/.exec(origin)?.[0];
  if (host !== undefined) return `${host}${project}.git`;
  const folders = /^((?:file:\/\/)?\/.*)\/[^/]+\/[^/]+$/.exec(bare)?.[1];
  return folders === undefined ? undefined : `${folders}/${project}`;
}
