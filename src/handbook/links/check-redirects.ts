import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Something in a file of redirects that nobody could follow. */
export interface RedirectProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** Finds what `parseRedirects` would leave out, in the same two forms of file. */
export function checkRedirects(path: string, text: string): readonly RedirectProblem[] {
  return /\.ya?ml$/i.test(path) ? checkYaml(text) : checkLines(text);
}

function checkYaml(text: string): readonly RedirectProblem[] {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  if (document.errors.length > 0) {
    return document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message }));
  }
  const { contents } = document;
  if (contents === null) return [];
  if (!isSeq(contents)) {
    const message = "Expected a list of redirects, each with “sources” and “target”.";
    return [{ line: lineAt(contents.range?.[0] ?? 0), message }];
  }
  return contents.items.flatMap((item) => {
    const line = lineAt(isMap(item) || isScalar(item) ? (item.range?.[0] ?? 0) : 0);
    if (!isMap(item)) return { line, message: "Expected “sources” and “target”." };
    const target = item.get("target");
    const sources = item.get("sources", true);
    const hasSources = isSeq(sources) || (isScalar(sources) && typeof sources.value === "string");
    if (!hasSources) return { line, message: "This redirect has no “sources”." };
    return typeof target === "string" ? [] : { line, message: "This redirect has no “target”." };
  });
}

function checkLines(text: string): readonly RedirectProblem[] {
  return text.split("\n").flatMap((row, index) => {
    const [from = "", to] = row.trim().split(/\s+/);
    if (!from.startsWith("/") || to !== undefined) return [];
    return { line: index + 1, message: `“${from.slice(0, 60)}” has no address to lead on to.` };
  });
}
