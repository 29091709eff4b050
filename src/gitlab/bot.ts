import type { GitLab } from "./gitlab.ts";
import type { Seal } from "./seal.ts";

/** Who the bot is, and was. */
export interface Bot {
  /** In every marker, and the name of the status: keeps several bots of one project apart. */
  readonly instance: string;
  readonly userId: number;
  readonly username: string;
  /** Users of earlier tokens, ids or names, where GitLab itself does not show that they were the bot's. */
  readonly formerUsers?: readonly (number | string)[] | undefined;
  /** Proves notes whose author GitLab has deleted; undefined where there is no secret to prove them with. */
  readonly seal?: Seal | undefined;
}

/** Who wrote something, as GitLab names them everywhere. */
export interface Author {
  readonly id: number;
  readonly username: string;
}

/**
 * Which of some users are the bot, or were. Each new token of a project or a group is a new user, whose name begins
 * with the project or group. Anybody may choose such a name, so GitLab is asked whether it made the user: only a
 * Maintainer of the project, or an Owner of the group, can have it make one.
 */
export async function ownUsers(
  gitlab: Pick<GitLab, "isBotUser">,
  bot: Bot,
  projectId: number,
  authors: readonly Author[],
): Promise<ReadonlySet<number>> {
  const own = new Set([bot.userId]);
  const former = bot.formerUsers ?? [];
  for (const { id, username } of new Map(authors.map((author) => [author.id, author])).values()) {
    if (own.has(id)) continue;
    const isNamed = former.includes(id) || former.includes(username);
    if (isNamed || (hasTokenName(bot, projectId, username) && (await gitlab.isBotUser(id)))) {
      own.add(id);
    }
  }
  return own;
}

/** `project_7_bot_1a2b…`, before 2024 `project_7_bot3`; the same with `group`. docs.gitlab.com, project access tokens */
function hasTokenName(bot: Bot, projectId: number, username: string): boolean {
  const group = /^group_\d{1,12}_bot/.exec(bot.username)?.[0];
  return [`project_${projectId}_bot`, ...(group === undefined ? [] : [group])].some(
    (name) =>
      username.startsWith(name) && /^(?:\d{0,6}|_\w{1,64})$/.test(username.slice(name.length)),
  );
}

/** What a deleted user has written belongs to a user of this name from then on. */
export function isGhost({ username }: Author): boolean {
  return /^ghost\d{0,9}$/.test(username);
}
