import { GitLabError } from "./gitlab-error.ts";

/**
 * The lowest version whose API has all that the bot needs: publishing draft notes came last, in the 15.x series.
 * docs.gitlab.com, draft notes and merge requests API, 2026-11
 */
const lowestVersion = "16.0";

/** @throws GitLabError with what to do where GitLab is too old. A version that is not known is given the benefit. */
export function checkVersion(version: string | undefined): void {
  const [major = 0, minor = 0] = /^(\d{1,4})\.(\d{1,4})/
    .exec(version ?? "")
    ?.slice(1)
    .map(Number) ?? [Infinity];
  const [lowestMajor = 0, lowestMinor = 0] = lowestVersion.split(".").map(Number);
  if (major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)) return;
  throw new GitLabError({
    message: `GitLab ${version} is too old for handbook-bot, which needs ${lowestVersion} or later. Upgrade GitLab.`,
    method: "GET",
    path: "/metadata",
    actor: "operator",
  });
}
