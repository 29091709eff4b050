/** What people can write. */
export const helpText = `Write a command on a line of its own, with blank lines around it.

In a reply to a comment of the bot:

- \`why\`: the reason for the comment, an example, and the setting behind it.
- \`dismiss REASON\`: resolves the comment; the reason appears in the summary.
- \`word TERM\`: the lines of configuration that allow this word.

In any comment, after a mention of the bot:

- \`recheck\`: checks the merge request again.
- \`word TERM\`: the lines of configuration that add this word to the dictionary.
- \`help\`: this list.`;
