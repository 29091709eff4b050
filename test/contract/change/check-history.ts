import { brokenLink, type History } from "./history.ts";
import { meet, type Meeting, playGit } from "./play-git.ts";
import { type BotStage, reviewInFolders, reviewInGit, saidOf } from "./readers.ts";

/** What was seen of a history. */
export interface HistoryCheck {
  /** In which ways the readers disagree, or say too much or too little. */
  readonly flaws: readonly string[];
  readonly findings: number;
  /** The gate met it as it was to: merges of branches in conflict are left out. */
  readonly isMet: boolean;
}

/**
 * Plays a history through GitLab, git and two folders: all say the same to the byte, and of the broken links
 * that were brought, each has its finding if the author brought it, and none if others did.
 */
export async function checkHistory(
  stage: BotStage,
  history: History,
  meeting: Meeting,
): Promise<HistoryCheck> {
  const played = playGit(history);
  try {
    const brought = linksIn(played.head).filter((name) => name.startsWith("author"));
    if (JSON.stringify(played.base) === JSON.stringify(played.head)) {
      return { flaws: [], findings: 0, isMet: false };
    }
    const bot = await stage.review(history, played);
    const said = saidOf(bot);
    const found = bot.placed
      .map(({ finding }) => brokenLink.exec(`](${finding.message.match(/\w+-\d+\.md/)?.[0]})`)?.[0])
      .filter((name) => name !== undefined);
    const commits = await meet(played, meeting);
    const inGit = commits && saidOf(await reviewInGit(played, commits, stage.indexFile));
    const inFolders = saidOf(await reviewInFolders(played));
    return {
      flaws: [
        ...difference("the bot and what the author brought", lines(brought), lines(found)),
        ...(inGit === undefined ? [] : difference(`the bot and git, ${meeting}`, said, inGit)),
        ...difference("the bot and two folders", said, inFolders),
      ],
      findings: bot.placed.length,
      isMet: commits !== undefined,
    };
  } finally {
    played.close();
  }
}

function linksIn(files: Readonly<Record<string, string>>): readonly string[] {
  const all = new RegExp(brokenLink, "g");
  return Object.entries(files)
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([, text]) => [...text.matchAll(all)].map(([link]) => link.slice(2)));
}

function lines(found: readonly string[]): string {
  return found
    .map((name) => name.replace("](", ""))
    .sort()
    .join("\n");
}

/** The first line at which two texts differ. */
function difference(what: string, one: string, other: string): readonly string[] {
  if (one === other) return [];
  const [left, right] = [one.split("\n"), other.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  const around = (rows: readonly string[]): string =>
    rows.slice(Math.max(0, at - 3), at + 3).join("\n");
  return [`${what} differ:\n${around(left)}\n--- and ---\n${around(right)}`];
}
