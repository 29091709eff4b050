import type { DataKind } from "../config/engine.ts";
import { checkRedirects } from "../handbook/links/check-redirects.ts";
import { parseBaseline } from "../lint/baseline/baseline.ts";
import { DataFileError } from "../lint/data-file.ts";
import { engineRules } from "../lint/engine-rules.ts";
import type { Finding, RuleId } from "../lint/finding.ts";
import { fingerprintOf, identityOf } from "../lint/fingerprint.ts";
import { quote, type RuleMeta } from "../lint/rule.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Change, ChangedData } from "./change.ts";
import { compareFindings } from "./compare-findings.ts";
import { nameFindings } from "./name-findings.ts";
import { placeFinding } from "./place.ts";
import type { PlacedFinding, SourceText } from "./placed-finding.ts";
import { configIn, namedFiles } from "./select-files.ts";

/** Something wrong with a file with data. */
interface Problem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  /** What makes it itself, where the line does not. */
  readonly key?: string;
  readonly meta: RuleMeta & { readonly id: RuleId };
}

/**
 * Finds what would break once a change is merged: errors in the configuration and in the files that it names.
 * Of these, errors that were there before are nobody's; a configuration has to be right as a whole.
 */
export function checkData(change: Change): readonly PlacedFinding[] {
  return change.data.flatMap((file) => {
    const { path, before, after, lines } = file;
    const page = textOf(path, after ?? before ?? "");
    const findings = problemsOf(file, after, change).map((problem) =>
      findingOf(problem, page, change),
    );
    const old = textOf(path, before ?? "");
    const known =
      kindOf(file, change) === "redirects"
        ? problemsOf(file, before, change).map((problem) => findingOf(problem, old, change))
        : [];
    const { appeared } = compareFindings(
      { page: old, findings: known, faults: [] },
      { page, findings, faults: [] },
      lines,
    );
    const diff = { path, oldPath: path, lines, hasLines: after !== undefined && before !== after };
    return nameFindings(appeared, page).map((finding) => placeFinding(finding, page, diff));
  });
}

function textOf(path: string, source: string): SourceText {
  return { path, source, lines: new LineIndex(source) };
}

/** What a file holds, by the configuration of the target branch or of the change itself. */
function kindOf({ path }: ChangedData, change: Change): DataKind | undefined {
  const known = change.after.engine.dataKind(path);
  if (known !== undefined) return known;
  const { redirects, baseline } = namedAfterwards(change);
  if (baseline.includes(path)) return "baseline";
  return redirects.includes(path) ? "redirects" : undefined;
}

function problemsOf(
  file: ChangedData,
  text: string | undefined,
  change: Change,
): readonly Problem[] {
  const meta = engineRules.brokenConfiguration;
  switch (kindOf(file, change)) {
    case "configuration":
      return text === undefined ? [] : configurationProblems(text, change);
    case "misnamed configuration":
      return text === undefined
        ? []
        : [
            {
              line: 1,
              message: "This file is not read. Rename it to “.handbook-bot.yml”.",
              meta: engineRules.misnamedConfiguration,
            },
          ];
    case "redirects":
      return text === undefined
        ? problemsOfDeleted(namedAfterwards(change).redirects.includes(file.path))
        : checkRedirects(file.path, text).map((problem) => ({ ...problem, meta }));
    case "baseline":
      return text === undefined
        ? problemsOfDeleted(namedAfterwards(change).baseline.includes(file.path))
        : problemsThrownBy(() => {
            parseBaseline(file.path, text);
            return [];
          });
    case "owners":
    case undefined:
      return [];
  }
}

/** The files that the configuration names after the change. */
function namedAfterwards({ data, after }: Change): ReturnType<typeof namedFiles> {
  const { engine } = after;
  const own = data.find(({ path }) => engine.dataKind(path) === "configuration");
  if (own === undefined) return namedFiles(engine.config);
  return namedFiles(own.after === undefined ? undefined : configIn(own.after, engine));
}

function problemsOfDeleted(isNamed: boolean): readonly Problem[] {
  const message = "The configuration names this file. Change it there too.";
  return isNamed ? [{ line: 1, message, meta: engineRules.brokenConfiguration }] : [];
}

function configurationProblems(text: string, { after }: Change): readonly Problem[] {
  return problemsThrownBy(() => {
    const { redirects, baseline } = namedFiles(after.engine.reconfigure(text).config);
    return [...missing("links.redirects", redirects), ...missing("baseline", baseline)];
  });

  function missing(key: string, paths: readonly string[]): readonly Problem[] {
    return paths
      .filter((path) => !after.data.has(path) && !after.others.has(path))
      .map((path) => ({
        line: lineOf(text, path),
        message: `There is no file ${quote(path)}, which “${key}” names.`,
        meta: engineRules.brokenConfiguration,
      }));
  }
}

/** What is wrong with a file that cannot be read; what `read` itself finds, where it can. */
function problemsThrownBy(read: () => readonly Problem[]): readonly Problem[] {
  const meta = engineRules.brokenConfiguration;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return error.problems.map(({ line, at, message }) => ({
      line,
      ...(at === "" ? { message } : { message: `${quote(at)}: ${message}`, key: at }),
      meta,
    }));
  }
}

/** The line that names a path: the parser has no place for a value that is well written. */
function lineOf(text: string, path: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(path));
  return at === -1 ? 1 : at + 1;
}

function findingOf(
  { line, message, key, meta }: Problem,
  { path, source, lines }: SourceText,
  change: Change,
): Finding {
  const span = lines.span(Math.min(line, lines.count));
  const report = { span, message, ...(key !== undefined && { key }) };
  const identity = identityOf(meta.id, report, source);
  return {
    ...report,
    rule: meta.id,
    severity: "error",
    path,
    identity,
    fingerprint: fingerprintOf(identity, path, 0),
    docs: change.after.engine.docsOf(meta.id),
    suggestions: [],
    related: [],
  };
}
