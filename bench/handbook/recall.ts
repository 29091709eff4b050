import type { Handbook } from "../../src/handbook/handbook.ts";
import { INDEXED_WORDS_MIN } from "../../src/handbook/passages/passages.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import { type PlainPassage, PlainReader, similarityOf } from "./brute-force.ts";

const MIN_WORDS = 20;
const LEAST = 0.5;

/** Prints recall and precision of the near copies of a sample of passages, beside all compared one by one. */
export function compareWithBruteForce(
  handbook: Handbook,
  texts: ReadonlyMap<string, string>,
  sample: number,
): void {
  const reader = new PlainReader();
  const paths = [...texts.keys()];
  for (const [path, text] of texts) reader.add(parsePage(path, text), INDEXED_WORDS_MIN);
  const { passages } = reader;
  const long = passages.filter(({ words }) => words >= MIN_WORDS);
  const step = Math.max(1, Math.floor(long.length / sample));
  const asked = long.filter((_, at) => at % step === 0);
  const wanted = new Map<number, PlainPassage[]>();
  for (const passage of asked) {
    wanted.set(passage.page, [...(wanted.get(passage.page) ?? []), passage]);
  }
  // For each least similarity: pairs there are, pairs found of those, pairs found, right ones of those.
  const scores = new Map([LEAST, 0.6, 0.7, 0.8, 0.9, 1].map((least) => [least, [0, 0, 0, 0]]));
  for (const [number, ofPage] of wanted) {
    const path = paths[number] ?? "";
    const page = parsePage(path, texts.get(path) ?? "");
    const answers = new Map<number, ReadonlyMap<string, number>>();
    const limits = { minWords: MIN_WORDS, minSimilarity: LEAST };
    for (const { span, nearCopies } of handbook.nearCopies(page, limits)) {
      const byText = new Map(nearCopies.map((copy) => [copy.text, copy.similarity]));
      answers.set(span.start, byText);
    }
    for (const passage of ofPage) {
      score(truthOf(passage, passages), answers.get(passage.start) ?? new Map(), scores);
    }
  }
  console.log(`truth      ${asked.length} of ${passages.length} passages against all others`);
  for (const [least, [there = 0, recalled = 0, found = 0, right = 0]] of scores) {
    console.log(
      `J >= ${least.toFixed(1)}   ${there} pairs, recall ${share(recalled, there)}, precision ${share(right, found)}`,
    );
  }
}

/** Distinct other texts like this one on other pages, with their similarity. */
function truthOf(passage: PlainPassage, all: readonly PlainPassage[]): ReadonlyMap<string, number> {
  const like = new Map<string, number>();
  for (const other of all) {
    if (other.page === passage.page || like.has(other.text)) continue;
    const [few, many] = [passage.shingles.length, other.shingles.length].sort((a, b) => a - b);
    if ((few ?? 0) < LEAST * (many ?? 0)) continue;
    const similarity = similarityOf(passage.shingles, other.shingles);
    if (similarity < LEAST) continue;
    like.set(other.text, other.text === passage.text ? 1 : Math.min(similarity, 0.999));
  }
  return like;
}

/** Texts carry different names on both sides, so pairs are matched by their similarity. */
function score(
  truth: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
  scores: ReadonlyMap<number, number[]>,
): void {
  for (const [least, totals] of scores) {
    const there = [...truth.values()].filter((similarity) => similarity >= least);
    const given = [...found.values()].filter((similarity) => similarity >= least);
    const open = there.map((similarity) => similarity.toFixed(6));
    let matched = 0;
    for (const similarity of given) {
      const at = open.indexOf(similarity.toFixed(6));
      if (at === -1) continue;
      open.splice(at, 1);
      matched += 1;
    }
    const sums = [there.length, matched, given.length, matched];
    for (const [at, sum] of sums.entries()) totals[at] = (totals[at] ?? 0) + sum;
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : (part / whole).toFixed(4);
}
