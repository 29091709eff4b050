import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { blockAt } from "../terms/blocks.ts";
import { jobPages } from "./requirement.ts";

/**
 * Traits of persons among the stems of Gaucher, Friesen and Kay 2011 (doi 10.1037/a0022530), read as listed
 * by the gender-decoder project in 2026-11. Stems that are ordinary words of software work (lead, analysis,
 * decision, support, share, trust, commit, child, depend) are left out.
 */
const masculine =
  /(?<![\p{L}\p{N}-])(adventurous|aggressive|ambitious|assertive|autonomous|competitive|confident|courageous|decisive|determined|dominant|driven|fearless|forceful|headstrong|independent|outspoken|persistent|self-confident|self-reliant|self-sufficient|stubborn|superior)(?:ly)?(?![\p{L}\p{N}-])/giu;

const feminine =
  /(?<![\p{L}\p{N}-])(affectionate|cheerful|collaborative|compassionate|considerate|cooperative|co-operative|empathetic|empathic|empathy|enthusiastic|gentle|honest|inclusive|interpersonal|loyal|modest|nurturing|pleasant|polite|sensitive|supportive|sympathetic|tender|trustworthy|warm)(?:ly)?(?![\p{L}\p{N}-])/giu;

/** What the adjective says of a thing: “competitive analysis”, “a superior product”. */
const thing =
  /^\s{1,3}(?:analysis|intelligence|landscape|advantage|salary|salaries|pay|compensation|package|base|market|benefits|research|positioning|product|products|platform|service|services|team|teams|goals|targets|auditor|auditors|contributor|contributors|variable|system|systems|data|information|language|culture|environment|workplace|by\b|skills)/i;

/** A difference of fewer words says nothing; chosen so that ordinary pages stay silent. */
const differenceMin = 4;

/** Tells of a page on which traits coded for one gender outweigh the others. One note a page. */
export const noOneSidedTraits: PageRule<Record<string, never>> = {
  id: "jobs/no-one-sided-traits",
  scope: "page",
  summary: "The traits a job page asks for aren't coded for one gender.",
  why: "Some studies found that such ads appeal less to one gender, but a large field study found almost no effect.",
  severity: "info",
  status: "preview",
  isFixable: false,
  pages: jobPages,
  options: noOptions,
  *check(page) {
    const traits = (pattern: RegExp): readonly string[] => {
      const found = new Set<string>();
      for (const { index, 0: text, 1: trait = "" } of page.prose.matchAll(pattern)) {
        if (thing.test(page.prose.slice(index + text.length, index + text.length + 30))) continue;
        const block = blockAt(page.blocks, index);
        if (block === undefined || block.kind === "heading" || block.isQuoted) continue;
        found.add(trait.toLowerCase());
      }
      return [...found];
    };
    const [men, women] = [traits(masculine), traits(feminine)];
    const [more, fewer, name] =
      men.length >= women.length ? [men, women, "masculine"] : [women, men, "feminine"];
    if (more.length - fewer.length < differenceMin || more.length < 2 * fewer.length) return;
    const at = page.blocks.find(({ container }) => container !== "front-matter")?.span;
    if (at === undefined) return;
    const words = more
      .slice(0, 2)
      .map((word) => quote(word, 16))
      .join(", ");
    yield {
      span: at,
      key: name,
      message: `${more.length} traits read as ${name} (${words}), ${fewer.length} as the other. Describe what the work needs.`,
    };
  },
};
