/** What people can write. */
export const helpText = `Write a command on a line of its own, with blank lines around it.

In a reply to a comment of the bot:

- \`why\`: the reason for the comment, an example, and the setting behind it.
- \`dismiss REASON\`: resolves the comment; the reason appears in the summary.
- \`fix\`: applies the suggestion of the comment.
- \`word TERM\`: the lines of configuration that allow this word.

In any comment, after a mention of the bot:

- \`fix all\`: applies all suggestions that are safe without a look, in one commit.
- \`fix all info\`: the same for findings that are for information only.
- \`recheck\`: checks the merge request again.
- \`word TERM\`: the lines of configuration that add this word to the dictionary.
- \`help\`: this list.`;
