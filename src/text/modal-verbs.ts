/** What a modal verb says: 3 obliges, 2 recommends, 1 permits, below 0 forbids. */
export interface ModalVerb {
  readonly word: string;
  readonly strength: number;
  /** It obliges or forbids wherever it comes or goes; others count where one takes the place of another. */
  readonly isFirm?: boolean;
  /** It states a rule. */
  readonly isRule?: boolean;
}

/** Modal verbs, and adverbs that do what they do. */
export const modalVerbs: readonly ModalVerb[] = [
  { word: "must", strength: 3, isFirm: true, isRule: true },
  { word: "shall", strength: 3, isFirm: true, isRule: true },
  { word: "always", strength: 3, isFirm: true },
  { word: "will", strength: 3 },
  { word: "would", strength: 3 },
  { word: "should", strength: 2 },
  { word: "may", strength: 1 },
  { word: "can", strength: 1 },
  { word: "might", strength: 1 },
  { word: "could", strength: 1 },
  { word: "never", strength: -3, isFirm: true, isRule: true },
  { word: "cannot", strength: -3, isFirm: true },
];
