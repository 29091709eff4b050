import { z } from "zod";
import { globSchema } from "../../src/lint/glob-schema.ts";
import { compileGlobs } from "../../src/text/glob.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import type { PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { expandForm } from "../terms/expand-form.ts";
import { pluralOf } from "../terms/inflect.ts";
import type { TermList } from "../terms/term-list.ts";
import { termRules } from "../terms/term-rules.ts";

const word = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/[\p{L}\p{N}]/u, "a term holds a letter or a digit");

const exception = z
  .strictObject({
    words: z.array(word).max(100).optional().describe("Phrases in which the term is allowed."),
    paths: z.array(globSchema).max(100).optional().describe("Pages on which the term is allowed."),
    reason: z
      .string()
      .min(1)
      .max(300)
      .describe("The reason, for people who read the configuration."),
  })
  .refine(({ words, paths }) => words !== undefined || paths !== undefined, {
    message: "an exception needs `words` or `paths`",
  });

/** The organisation's own words: the `terms:` of a configuration. */
const organisationTermsSchema = z
  .array(
    z.strictObject({
      avoid: z
        .union([word, z.array(word).min(1).max(50)])
        .describe("The term, or several; issue(s) stands for issue and issues."),
      write: z
        .union([z.string().min(1).max(40), z.array(z.string().min(1).max(40)).max(3)])
        .optional()
        .describe("What to write; a single text is offered as a suggestion."),
      says: z.string().min(1).max(60).optional().describe("What is wrong, after the quoted term."),
      case: z
        .enum(["any", "exact", "name"])
        .optional()
        .describe("exact: only as written. name: a capital inside a sentence makes it a name."),
      except: z.array(exception).max(50).optional().describe("Where the term is right."),
    }),
  )
  .max(500);

type OrganisationTerms = z.infer<typeof organisationTermsSchema>;

const options = z.strictObject({
  terms: organisationTermsSchema
    .default([])
    .describe("Filled from the `terms:` of the configuration."),
});

const id: RuleId = "organisation/no-avoided-term";

/** The words that this handbook has decided not to use. */
export const noAvoidedTerm: PageRule<z.infer<typeof options>> = {
  id,
  scope: "page",
  summary: "Pages don't use the words that this handbook avoids.",
  why: "The handbook's configuration lists this word under `terms`, with what to write instead.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  configSection: {
    key: "terms",
    schema: organisationTermsSchema,
    summary: "Words your organisation avoids, with what to write instead and where they are right.",
  },
  prepare({ terms }, site) {
    if (terms.length === 0) return () => [];
    const group = termRules([listOf(terms)]);
    const exceptions = terms.flatMap(({ except = [] }, index) =>
      except.flatMap(({ paths }) =>
        paths === undefined ? [] : [{ term: termId(index), holds: compileGlobs(paths) }],
      ),
    );
    return function* (page) {
      const allow = exceptions.filter(({ holds }) => holds(page.path)).map(({ term }) => term);
      const check = group.prepare(new Map([[id, { allow }]]), site);
      for (const { report } of check(page, new Set([id]))) yield report;
    };
  },
};

function listOf(terms: OrganisationTerms): TermList {
  return {
    rule: id,
    summary: noAvoidedTerm.summary,
    why: noAvoidedTerm.why,
    severity: "warning",
    status: "stable",
    safe: true,
    scare: false,
    denied: "reported",
    equality: "reported",
    says: "is a word this handbook avoids",
    sources: [],
    languages: ["en"],
    exempt: terms.flatMap(({ except = [] }) => except.flatMap(({ words = [] }) => words)),
    terms: terms.map((term, index) => ({ ...wordsOf(term), ...restOf(term, index) })),
  };
}

type Words = Pick<TermList["terms"][number], "forms" | "replace" | "alternatives">;

/** A single text takes the place of every form that it fits; the plural of a form gets the plural of the text. */
function wordsOf({ avoid, write }: OrganisationTerms[number]): Words {
  const marked = [avoid].flat();
  if (typeof write !== "string") return { forms: marked, replace: {}, alternatives: write ?? [] };
  const texts = expandForm(write);
  const pairs = marked.flatMap((form) => pairsOf(expandForm(form), texts));
  const plurals = new Set(marked.map((form) => pluralOf(form)));
  return {
    forms: pairs.filter(([, text]) => text === undefined).map(([form]) => form),
    replace: Object.fromEntries(
      pairs.flatMap(([form, text]) => {
        if (text === undefined) return [];
        return [[form, plurals.has(form) && texts.length === 1 ? (pluralOf(text) ?? text) : text]];
      }),
    ),
    alternatives: texts.slice(0, 1),
  };
}

/** Undefined where nobody can tell which form of the text fits. */
function pairsOf(
  forms: readonly string[],
  texts: readonly string[],
): readonly (readonly [form: string, text: string | undefined])[] {
  const [base = ""] = forms;
  const [text = ""] = texts;
  return forms.map((form, index) => {
    if (texts.length === forms.length) return [form, texts[index]];
    if (form === base) return [form, text];
    return [form, form === pluralOf(base) ? pluralOf(text) : undefined];
  });
}

function restOf(
  { says, case: given = "any", write }: OrganisationTerms[number],
  index: number,
): Omit<TermList["terms"][number], "forms" | "replace" | "alternatives"> {
  return {
    id: termId(index),
    verb: false,
    case: given,
    senses: [],
    flags: [],
    passes: [],
    ...(says === undefined ? {} : { says }),
    ...(write === undefined ? { advice: "use a different word" } : {}),
  };
}

function termId(index: number): string {
  return `term-${index + 1}`;
}
