import { isDeepStrictEqual } from "node:util";

import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";

import type { RuleId } from "../lint/finding.ts";
import { everyRule, familyOf } from "../lint/select-rules.ts";

/** A change of a configuration that the bot can make by itself. */
export type ConfigEdit =
  | { readonly kind: "info"; readonly rule: RuleId }
  | { readonly kind: "word"; readonly rule: RuleId; readonly word: string; readonly reason: string }
  | {
      readonly kind: "page";
      readonly rule: RuleId;
      readonly path: string;
      readonly reason: string;
    };

/**
 * Changes the text of a configuration and leaves every line alone that the change does not concern, comments
 * too. Undefined where it says so already, or is no mapping.
 */
export function editConfig(text: string, edit: ConfigEdit): string | undefined {
  const before = parseDocument(text);
  if (before.errors.length > 0 || !(before.contents === null || isMap(before.contents)))
    return undefined;
  const wanted = parseDocument(text);
  if (!apply(wanted, edit)) return undefined;
  const value: unknown = wanted.toJS();
  const short = [insertLine(text, before, edit), replaceLevel(text, before, edit)].find(
    (each) => each !== undefined && isDeepStrictEqual(parseDocument(each).toJS(), value),
  );
  return short ?? wanted.toString({ lineWidth: 0 });
}

/** Changes the parsed configuration; false where there is nothing to change. */
function apply(document: Document, edit: ConfigEdit): boolean {
  if (document.contents === null) document.contents = document.createNode({});
  switch (edit.kind) {
    case "info": {
      if (isQuiet(document, edit.rule)) return false;
      const setting: unknown = document.getIn(["rules", edit.rule]);
      const keys = ["rules", edit.rule, ...(isMap(setting) ? ["severity"] : [])];
      ensure(document, "rules", {});
      document.setIn(keys, "info");
      return true;
    }
    case "word":
    case "page": {
      const exception = exceptionOf(edit);
      ensure(document, "exceptions", []);
      const known: unknown = document.toJS();
      if (hasException(known, exception)) return false;
      const all: unknown = document.get("exceptions");
      if (!isSeq(all)) return false;
      all.items.unshift(document.createNode(exception));
      return true;
    }
  }
}

/** An empty section is the same as none. */
function ensure(document: Document, key: string, empty: object): void {
  const value: unknown = document.get(key);
  if (value === undefined || value === null) document.set(key, document.createNode(empty));
}

/** Whether the rule, its family or all rules are kept for information or switched off. */
function isQuiet(document: Document, rule: RuleId): boolean {
  for (const name of [rule, familyOf(rule), everyRule]) {
    const setting: unknown = document.getIn(["rules", name]);
    const level: unknown = isMap(setting) ? setting.get("severity") : setting;
    if (level !== undefined) return level === "info" || level === "off";
  }
  return false;
}

function exceptionOf(edit: Extract<ConfigEdit, { reason: string }>) {
  const { rule, reason } = edit;
  return edit.kind === "word"
    ? { rules: [rule], words: [edit.word], reason }
    : { rules: [rule], paths: [edit.path], reason };
}

/** Whether the configuration has it, for whatever reason. */
function hasException(config: unknown, exception: { readonly reason: string }): boolean {
  const all: unknown = Reflect.get(Object(config), "exceptions");
  if (!Array.isArray(all)) return false;
  return all.some((each: unknown) =>
    isDeepStrictEqual({ ...Object(each), reason: exception.reason }, exception),
  );
}

/** Adds lines at the start of the section, or a section at the end of the file. */
function insertLine(text: string, document: Document, edit: ConfigEdit): string | undefined {
  const [key, lines] = linesOf(edit);
  const section: unknown = document.get(key, true);
  if (section === undefined) {
    const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    return `${start}${key}:\n${indent(lines, 2)}`;
  }
  const first = isMap(section) ? section.items[0]?.key : isSeq(section) ? section.items[0] : null;
  const start = rangeStart(first);
  if (start === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const column = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  return text.slice(0, lineStart) + indent(lines, column) + text.slice(lineStart);
}

function linesOf(edit: ConfigEdit): readonly [string, readonly string[]] {
  switch (edit.kind) {
    case "info":
      return ["rules", [`${edit.rule}: info`]];
    case "word":
    case "page": {
      const what = edit.kind === "word" ? "words" : "paths";
      const name = JSON.stringify(edit.kind === "word" ? edit.word : edit.path);
      const lines = [`- rules: [${edit.rule}]`, `  ${what}: [${name}]`];
      return ["exceptions", [...lines, `  reason: ${JSON.stringify(edit.reason)}`]];
    }
  }
}

function indent(lines: readonly string[], columns: number): string {
  return lines.map((line) => `${" ".repeat(columns)}${line}\n`).join("");
}

/** Writes another severity where the rule has one. */
function replaceLevel(text: string, document: Document, edit: ConfigEdit): string | undefined {
  if (edit.kind !== "info") return undefined;
  const setting: unknown = document.getIn(["rules", edit.rule], true);
  const level: unknown = isMap(setting) ? setting.get("severity", true) : setting;
  if (!isScalar(level) || !level.range) return undefined;
  const [start, end] = level.range;
  return `${text.slice(0, start)}info${text.slice(end)}`;
}

function rangeStart(node: unknown): number | undefined {
  if (node === null || typeof node !== "object" || !("range" in node)) return undefined;
  const { range } = node;
  const [start]: readonly unknown[] = Array.isArray(range) ? range : [];
  return typeof start === "number" ? start : undefined;
}
