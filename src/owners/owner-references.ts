/** A user or a group with its parents. */
const NAME = /(?<![\w@])@[\w.][\w.-]*(?:\/[\w.][\w.-]*)*/g;
/** Members of the project with a role. One role does not stand for the higher ones. */
const ROLE = /^@@(developer|maintainer|owner)s?$/i;

/**
 * Finds the owners in what follows a pattern, each as it is written with its mark: `@user`, `@group/subgroup`,
 * `@@developer`, `jo@example.com`. All else is passed over, as GitLab does: a comment behind an entry is no comment.
 * ee/lib/gitlab/code_owners/reference_extractor.rb, 2026-11.
 */
export function ownersIn(text: string): readonly string[] {
  return [...new Set(text.split(/\s/).flatMap(ownersInWord))];
}

function ownersInWord(word: string): readonly string[] {
  const role = ROLE.exec(word)?.[1];
  if (role !== undefined) return [`@@${role.toLowerCase()}`];
  const [before, after, ...others] = word.split("@");
  if (before !== "" && after !== undefined && others.length === 0 && /\w/.test(after)) {
    const last = Array.from(word).findLastIndex((char) => /\w/.test(char));
    if (/\w/.test(before ?? ""))
      return [
        Array.from(word)
          .slice(0, last + 1)
          .join(""),
      ];
  }
  return Array.from(word.matchAll(NAME), ([name]) => {
    let end = name.length;
    while (name[end - 1] === ".") end -= 1;
    return name.slice(0, end);
  });
}
