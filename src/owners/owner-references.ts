/** An e-mail address; it ends with a letter or a digit. */
const EMAIL = /[^@\s]{1,100}@[^@\s]{1,255}/g;
/** A user or a group with its parents. */
const NAME = /(?<![\w@])@([A-Za-z0-9_.][\w.-]{0,254}(?:\/[A-Za-z0-9_.][\w.-]{0,254}){0,20})/g;
/** Members of the project with a role. One does not stand for the higher ones. */
const ROLE = /(?<!\S)@@(developer|maintainer|owner)s?(?!\S)/gi;

/**
 * Finds the owners in what stands behind a pattern, each as it is written with its mark: `@user`, `@group/subgroup`,
 * `@@developer`, `jo@example.com`. All else is passed over, as GitLab does: a comment behind an entry is no comment.
 * ee/lib/gitlab/code_owners/reference_extractor.rb, 2026-11.
 */
export function ownersIn(text: string): readonly string[] {
  const found: { readonly at: number; readonly owner: string }[] = [];
  for (const { 0: address, index } of text.matchAll(EMAIL)) {
    const owner = address.replace(/[^\w]+$/, "");
    if (/@./.test(owner)) found.push({ at: index, owner });
  }
  for (const { 1: name = "", index } of text.matchAll(NAME)) {
    found.push({ at: index, owner: `@${name.replace(/[.]+$/, "")}` });
  }
  for (const { 1: role = "", index } of text.matchAll(ROLE)) {
    found.push({ at: index, owner: `@@${role.toLowerCase()}` });
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ owner }) => owner))];
}
