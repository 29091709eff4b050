import type { Handbook } from "../../src/handbook/handbook.ts";
import type { Fault, Finding, LintResult, Report, RuleId } from "../../src/lint/finding.ts";
import { fingerprintOf, identityOf } from "../../src/lint/fingerprint.ts";
import type { Linter } from "../../src/lint/linter.ts";
import type { Proof } from "../../src/lint/prove.ts";
import { noOptions, quote, type RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { LineIndex } from "../../src/text/line-index.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { plainSite } from "../../src/handbook/links/sites/simple-sites.ts";

/** A page that knows its text and nothing of Markdown. */
export function plainPage(path: string, source: string): Page {
  const none = {
    sections: [],
    headings: [],
    links: [],
    blocks: [],
    items: [],
    opaque: [],
    ids: [],
  };
  return {
    path,
    source,
    type: "handbook",
    lines: new LineIndex(source),
    frontMatter: undefined,
    problems:
      source.length > 5_000
        ? [
            {
              kind: "page-too-large",
              span: { start: 0, end: 0 },
              message: "The page has more than 5,000 characters and was not looked at.",
            },
          ]
        : [],
    provenance: "authored",
    hasTemplates: false,
    prose: source,
    language: undefined,
    languageAt: () => undefined,
    ...none,
  };
}

/** A handbook that knows which pages there are. */
export function plainHandbook(pages: ReadonlyMap<string, Page | null> = new Map()): Handbook {
  const paths = [...pages].flatMap(([path, page]) => (page === null ? [] : [path])).sort();
  return {
    owners: undefined,
    isCanonical: () => false,
    size: paths.length,
    paths: () => paths,
    page: () => undefined,
    resolve: (from, target) => {
      const path = from.replace(/[^/]*$/, target);
      return paths.includes(path)
        ? { kind: "found", path }
        : { kind: "no-page", nearest: undefined };
    },
    respell: () => undefined,
    retarget: () => undefined,
    linkTo: () => undefined,
    anchors: () => new Set(),
    siteOf: () => plainSite("no evidence"),
    incoming: () => [],
    nearCopies: () => [],
    sharedSentences: () => [],
    mandated: () => [],
    overlay: (over) => plainHandbook(new Map([...pages, ...over])),
  };
}

function meta(id: RuleId, scope?: "page" | "handbook" | "change"): RuleMeta {
  return {
    id,
    summary: "A rule of the tests holds.",
    why: "Readers notice.",
    severity: "warning",
    status: "stable",
    isFixable: false,
    options: noOptions,
    ...(scope ? { scope } : {}),
  };
}

const rules = [
  meta("language/no-guys"),
  meta("links/no-missing-page", "handbook"),
  meta("policy/no-weaker-obligation", "change"),
  meta("structure/require-responsibilities", "page"),
];

function* reportGuys(page: Page): Iterable<Report> {
  for (const { index } of page.source.matchAll(/guys/g)) {
    const span = { start: index, end: index + 4 };
    yield {
      span,
      message: `${quote("guys")} leaves people out; say who is meant.`,
      suggestions: [
        { label: "Replace with “people”", edits: [{ span, text: "people" }], isSafe: true },
      ],
    };
  }
}

function* reportMissingSection(page: Page): Iterable<Report> {
  if (page.source.includes("## Responsibilities")) return;
  yield {
    span: page.lines.span(1),
    message: "The section “Responsibilities” is missing.",
    key: "Responsibilities",
  };
}

function* reportBrokenLinks(page: Page, handbook: Handbook): Iterable<Report> {
  for (const { index, 0: text, 1: target = "" } of page.source.matchAll(/\]\(([\w./-]{1,80})\)/g)) {
    if (handbook.resolve(page.path, target).kind === "found") continue;
    yield { span: { start: index, end: index + text.length }, message: "No page is there." };
  }
}

/**
 * A linter with four rules of known behaviour. A page that holds the word FAULT makes the first rule
 * fail, as a rule with a bug would.
 */
export const smallLinter: Linter = {
  rules,
  parse: (path, source) =>
    plainPage(path, typeof source === "string" ? source : new TextDecoder().decode(source)),
  lintPage(page, handbook) {
    if (page.problems.length > 0) return { findings: [], faults: [], prove: proofOf };
    const isBroken = page.source.includes("FAULT");
    const faults: Fault[] = isBroken
      ? [{ path: page.path, rule: "language/no-guys", message: "it stumbled" }]
      : [];
    const result = finish(
      page,
      [
        ["structure/require-responsibilities", reportMissingSection(page)],
        ["language/no-guys", isBroken ? [] : reportGuys(page)],
        ["links/no-missing-page", reportBrokenLinks(page, handbook)],
      ],
      faults,
    );
    return { ...result, prove: (findings) => proofOf(thoseThatEdit(page, findings)) };
  },
  lintChange({ before, after }) {
    const page = after ?? before;
    if (!page || !before?.source.includes("must") || after?.source.includes("must")) {
      return { findings: [], faults: [] };
    }
    const report = { span: page.lines.span(1), message: "A duty is gone.", key: "must" };
    return finish(page, [["policy/no-weaker-obligation", [report]]], []);
  },
  explain: () => [],
};

function proofOf(findings: readonly Finding[]): Proof {
  return { findings, notices: [] };
}

function thoseThatEdit(page: Page, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    suggestions: finding.suggestions.filter(
      ({ edits }) => applyEdits(page.source, edits) !== page.source,
    ),
  }));
}

function finish(
  page: Page,
  found: readonly (readonly [RuleId, Iterable<Report>])[],
  faults: readonly Fault[],
): LintResult {
  const ordinals = new Map<string, number>();
  const findings: Finding[] = [];
  for (const [rule, reports] of found) {
    for (const report of reports) {
      const identity = identityOf(rule, report, page.source);
      const ordinal = ordinals.get(identity) ?? 0;
      ordinals.set(identity, ordinal + 1);
      findings.push({
        ...report,
        rule,
        severity: "warning",
        path: page.path,
        identity,
        fingerprint: fingerprintOf(identity, page.path, ordinal),
        docs: `https://docs.example.com/rules/${rule}.md`,
        suggestions: report.suggestions ?? [],
        related: report.related ?? [],
      });
    }
  }
  return { findings: findings.sort((a, b) => a.span.start - b.span.start), faults };
}
