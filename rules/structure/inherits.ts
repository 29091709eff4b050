/**
 * Whether a text takes over what another level brings: “Everything an Analyst brings”, “Meets the requirements
 * of the Analyst”, “Extends the responsibilities of the Analyst”.
 */
export function inherits(prose: string): boolean {
  return prose.split(/[.\n]/).some((sentence) => {
    const isAll = /\b(?:everything|all)\b/i.test(sentence) && /\bbrings?\b/i.test(sentence);
    const isMet = /\b(?:meets?|extends?|exceeds?|inherits?)\b/i.test(sentence);
    return (
      isAll || (isMet && /\b(?:requirements?|responsibilities|qualifications)\b/i.test(sentence))
    );
  });
}
