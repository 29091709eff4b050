import { lintText, linterOf, wordRule } from "./linter-of.ts";

/** Three rules about words, and one that fails. */
export const rules = [
  wordRule("wording/no-shall", "shall"),
  wordRule("wording/no-hereby", "hereby"),
  wordRule("wording/no-thus", "thus", { status: "preview" }),
  wordRule("wording/no-henceforth", "henceforth", {
    check() {
      throw new Error("not today");
    },
  }),
];
export const linter = linterOf(rules.slice(0, 3), { today: "2026-11-23" });

/** Findings with their messages, `3:1 warning wording/no-shall` and so on. */
export function messages(source: string, by = linter): readonly string[] {
  return lintText(by, source).findings.map(({ rule, message }) => `${rule}: ${message}`);
}
