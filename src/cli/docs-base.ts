/** Where the pages of the rules are, relative to the project: it has no public address of its own. */
export const docsBase = "docs/rules";
