import { z } from "zod";
import { type ChangeRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";

const options = z.strictObject({
  allow: z
    .array(z.string().min(1).max(100))
    .max(100)
    .default([])
    .describe("Names of files and folders that are not reported."),
});

/** Names that tools expect as they are. */
const expected: readonly string[] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE.md"];

/** New pages have file names that make good addresses. */
export const noUnusualFileName: ChangeRule<z.infer<typeof options>> = {
  id: "style/no-unusual-file-name",
  scope: "change",
  summary:
    "Names of new pages and folders use only lower-case letters, digits, hyphens and underscores.",
  why: "The name becomes the address, where a space turns into %20 and some servers treat capitals as another page.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check({ before, after }, { allow }, handbook) {
    if (after === undefined || after.path === before?.path) return;
    const folders = after.path.split("/");
    const file = folders.pop() ?? "";
    const isKnown = (name: string): boolean => expected.includes(name) || allow.includes(name);
    const span = after.lines.span(1);
    if (!isKnown(file) && !/^[a-z0-9_-]+(?:\.html)?\.(?:md|markdown)(?:\.erb)?$/.test(file)) {
      yield { span, key: file, message: messageFor("file", file) };
    }
    // This change did not create a folder that other pages already use.
    for (const [depth, name] of folders.entries()) {
      if (isKnown(name) || /^\.?[a-z0-9_-]+$/.test(name)) continue;
      const folder = `${folders.slice(0, depth + 1).join("/")}/`;
      let isOld = false;
      for (const path of handbook.before.paths()) isOld ||= path.startsWith(folder);
      if (!isOld) yield { span, key: folder, message: messageFor("folder", name) };
    }
  },
};

function messageFor(kind: string, name: string): string {
  return `The ${kind} name ${quote(name)} makes a poor address. Use only a-z, 0-9, “-” and “_”.`;
}
