import type { Occurrence } from "./occurrence.ts";

/** Protected characteristics: a sentence that names two speaks of equal treatment. */
const characteristics =
  /(?<!\p{L})(?:race|colou?r|religion|creed|sex|gender(?: identity| expression)?|age|disabilit(?:y|ies)|disabled|national origin|nationality|ancestry|ethnicity|veterans?|sexual orientation|marital status|pregnancy|minorit(?:y|ies)|genetic information|citizenship)(?!\p{L})/gu;

/** Whether a sentence is part of an equal opportunity statement: what it names is not asked for. */
export function isEqualOpportunityText({ folded }: Occurrence): boolean {
  return new Set(folded.sentence.match(characteristics) ?? []).size >= 2;
}
