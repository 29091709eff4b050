import { modalVerbs } from "../text/modal-verbs.ts";
import { stemOf } from "./stem.ts";
import type { Token } from "./token.ts";

/** What a word or phrase stands for, apart from its place in a sentence. */
export type Meaning = Pick<Token, "kind" | "value" | "strength" | "isFirm" | "isRule">;

/** Phrases, by their first word, the longest first. */
export type Phrases = ReadonlyMap<
  string,
  readonly (readonly [words: readonly string[], Meaning])[]
>;

/**
 * What stands for a modal verb, with the strengths that those have, and 0 for what leaves free. Adjectives and plain
 * futures are not firm: they come and go without anything changing.
 */
const modality: readonly (Pick<Meaning, "isFirm" | "isRule"> & {
  readonly strength: number;
  readonly words: string;
})[] = [
  {
    strength: 3,
    isFirm: true,
    isRule: true,
    words:
      "have to, has to, is required to, are required to, is obliged to, are obliged to, " +
      "is obligated to, are obligated to",
  },
  {
    strength: 3,
    words:
      "required, required to, mandatory, compulsory, obligatory, need, needs, need to, needs to, " +
      "are to be, is to be, had to, in all cases",
  },
  {
    strength: 2,
    words:
      "ought to, recommended, is recommended to, are recommended to, encouraged, encouraged to, " +
      "is encouraged to, are encouraged to, expected, expected to, is expected to, are expected to, " +
      "advised, advised to, preferred",
  },
  {
    strength: 1,
    words:
      "optional, voluntary, allowed, permitted, is allowed to, are allowed to, " +
      "is permitted to, are permitted to, is able to, are able to, is free to, are free to, entitled to, " +
      "is entitled to, are entitled to",
  },
  {
    strength: 0,
    words:
      "need not, do not have to, does not have to, do not need to, does not need to, is not required to, " +
      "are not required to, not required, is not required, are not required, not mandatory, not necessary, " +
      "no need to, not obliged to",
  },
  {
    strength: -2,
    words: "should not, ought not to, not recommended, discouraged, not advised, not encouraged to",
  },
  {
    strength: -3,
    isFirm: true,
    isRule: true,
    words:
      "must not, shall not, may not, is not allowed to, are not allowed to, is not permitted to, " +
      "are not permitted to, not allowed, not permitted",
  },
  { strength: -3, isFirm: true, words: "can not, could not, will not" },
  {
    strength: -3,
    isRule: true,
    words: "prohibited, prohibited from, forbidden, forbidden to, banned, disallowed",
  },
];

/** Phrases in which a word of the lists below means nothing of the kind. */
const ordinary =
  "a certain, most importantly, most commonly, most recently, most likely, most recent, most common, most important, " +
  "most of all, not only, if any, at all, after all, first of all, all in all, over time, above all, some time, " +
  "there is always, there are always, no matter, read only, next to last, as before, before and after";

/** Phrases of each kind by the one value that stands for all that mean the same. */
const phrases: Readonly<Partial<Record<Token["kind"], Readonly<Record<string, string>>>>> = {
  negation: {
    not: "not, no, none, nobody, neither, nor, nothing, under no circumstances, no one, no longer",
  },
  bound: {
    "≤":
      "within, up to, at most, at the most, no more than, not more than, a maximum of, maximum of, maximum, max, no later than, " +
      "not later than, not exceeding, not to exceed, not exceed, may not exceed, must not exceed, shall not exceed, should not exceed, cannot exceed, can not exceed, could not exceed, will not exceed, does not exceed, do not exceed, capped at, at the latest, no greater than, a cap of",
    "≥":
      "at least, at a minimum, no less than, not less than, no fewer than, a minimum of, minimum of, minimum, min, " +
      "no earlier than, not earlier than, at the earliest, no sooner than",
    ">": "more than, over, above, greater than, in excess of, exceeding, exceeds, exceed, longer than, higher than",
    "<": "less than, under, below, fewer than, lower than, shorter than",
    before: "before, prior to, ahead of, in advance of, prior",
    after: "after, following, subsequent to",
    until: "until, till, through",
  },
  quantifier: {
    all: "all, every, each, everyone, everybody, any, anyone, anybody, whole, entire",
    some: "some, certain, several, a few, few, many, selected, a number of",
    most: "most, the majority of, a majority of",
    only: "only, solely, exclusively",
    except:
      "except, except for, excluding, other than, apart from, with the exception of, barring, aside from, everyone but, everybody but, anyone but, all but, nothing but",
    alone: "alone, by themselves, on their own, unaccompanied",
    including: "including, inclusive of, as well as including",
  },
  condition: {
    if: "if, when, whenever, in case, in the event, in the event of, in the event that, as long as, so long as, provided that, on condition that",
    unless: "unless, except if, except when, except where, except in",
    regardless: "regardless of, regardless, irrespective of, even if, whether or not",
    subject: "subject to, conditional on, contingent on, contingent upon",
    without: "without",
    with: "with",
  },
  conjunction: { and: "and, as well as", or: "or", "and/or": "and or" },
  hedge: {
    usually:
      "usually, generally, normally, typically, ideally, often, sometimes, where possible, if possible, when possible, wherever possible, " +
      "whenever possible, where practical, if practicable, where practicable, where appropriate, as appropriate, to the extent possible, as far as possible",
  },
  urgency: {
    now: "immediately, at once, without delay, without undue delay, right away, straight away, forthwith, instantly",
    soon: "promptly, as soon as possible, asap, as soon as practicable, as soon as reasonably practicable",
  },
  employment: {
    "full-time": "full time, fulltime",
    "part-time": "part time",
    temporary: "temporary, temp",
    permanent: "permanent",
    "fixed-term": "fixed term",
  },
  level: {
    low: "low",
    medium: "medium, moderate",
    high: "high",
    critical: "critical",
    economy: "economy class, coach class",
    "premium economy": "premium economy, premium economy class",
    business: "business class",
    first: "first class",
    public: "public",
    internal: "internal",
    external: "external",
    confidential: "confidential",
    restricted: "restricted",
    red: "red",
    orange: "orange, amber",
    yellow: "yellow",
    green: "green",
  },
  polarity: { yes: "yes, ✓, ✔, ✅", no: "✗, ✘, ❌" },
  role: {
    employee:
      "employee, employees, team member, team members, staff, staff member, staff members, worker, workers, personnel, colleague, colleagues, people",
    manager:
      "manager, managers, supervisor, supervisors, line manager, line managers, direct manager, direct managers, people manager",
    director: "director, directors",
    vp: "vp, vps, vice president, vice presidents",
    evp: "evp, executive vice president",
    svp: "svp, senior vice president",
    executive: "executive, executives",
    ceo: "ceo, chief executive officer",
    cfo: "cfo, chief financial officer",
    cto: "cto, chief technology officer",
    coo: "coo, chief operating officer",
    cio: "cio, chief information officer",
    ciso: "ciso, chief information security officer",
    cro: "cro, chief revenue officer",
    clo: "clo, chief legal officer, general counsel",
    cmo: "cmo, chief marketing officer",
    cpo: "cpo, chief people officer",
    president: "president",
    board: "board, board of directors",
    dri: "dri, directly responsible individual",
    contractor:
      "contractor, contractors, consultant, consultants, freelancer, freelancers, contingent worker, contingent workers",
    intern: "intern, interns",
    candidate: "candidate, candidates, applicant, applicants",
    vendor: "vendor, vendors, supplier, suppliers",
    customer: "customer, customers, client, clients",
    visitor: "visitor, visitors, guest, guests",
    recruiter: "recruiter, recruiters",
    "hiring manager": "hiring manager, hiring managers",
    auditor: "auditor, auditors",
    counsel: "counsel",
    owner: "owner, owners",
  },
};

/** Pairs of words of which one is the opposite of the other, by their stems. */
export const opposites: ReadonlySet<string> = pairs(
  "include exclude, included excluded, accept reject, accepted rejected, approve deny, approved denied, approve decline, " +
    "increase decrease, increases decreases, start stop, open closed, " +
    "opt-in opt-out, taxable nontaxable, deductible nondeductible, enable disable, enabled disabled, grant revoke, granted revoked, " +
    "qualify disqualify, gross net, billable nonbillable, valid invalid, compliant noncompliant, eligible ineligible, " +
    "limited unlimited, authorized unauthorized, authorised unauthorised, approved unapproved, exempt nonexempt, " +
    "longest shortest, higher lower, highest lowest, more less, fewer more",
);

/** The same for words of time. */
export const oppositeTimes: ReadonlySet<string> = pairs(
  "calendar fiscal, calendar financial, calendar tax, start end, starts ends, beginning end, begins ends, earlier later, early late, earliest latest",
);

function pairs(text: string): ReadonlySet<string> {
  return new Set(
    text.split(", ").flatMap((pair) => {
      const [one = "", other = ""] = pair.split(" ").map(stemOf);
      return [`${one} ${other}`, `${other} ${one}`];
    }),
  );
}

/** Words that carry no meaning of their own for a policy. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    "a an the this that these those of in on at to for from by as into onto is are was were be been being am " +
    "it its they them their theirs he she his her him you your yours we us our ours i my me who whom whose which what " +
    "there here then than so such also please do does did has have had having just very own but about during per via " +
    "upon any own same other another etc eg ie"
  ).split(" "),
);

/** Builds the look-up of phrases of several kinds. */
export function phraseTable(
  entries: Iterable<readonly [phrase: string, meaning: Meaning]>,
): Phrases {
  const table = new Map<string, (readonly [readonly string[], Meaning])[]>();
  for (const [phrase, meaning] of entries) {
    const words = phrase.split(" ");
    const first = words[0] ?? "";
    const known = table.get(first);
    if (known === undefined) table.set(first, [[words, meaning]]);
    else known.push([words, meaning]);
  }
  for (const known of table.values()) known.sort(([a], [b]) => b.length - a.length);
  return table;
}

export const policyPhrases: Phrases = phraseTable([
  ...ordinary.split(", ").map((value): [string, Meaning] => [value, { kind: "word", value }]),
  ...[...modality, ...modalVerbs.map(({ word, ...rest }) => ({ words: word, ...rest }))].flatMap(
    ({ words, ...rest }) =>
      words
        .split(", ")
        .map(
          (phrase) => [phrase, { kind: "modality", value: `${rest.strength}`, ...rest }] as const,
        ),
  ),
  ...Object.entries(phrases).flatMap(([kind, values]) =>
    Object.entries(values).flatMap(([value, words]) =>
      words
        .split(", ")
        .map((phrase): [string, Meaning] => [phrase, { kind: kind as Token["kind"], value }]),
    ),
  ),
]);
