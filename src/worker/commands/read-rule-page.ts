import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { RuleId } from "../../lint/finding.ts";
import { projectFolder } from "../../project-folder.ts";
import type { Explanation } from "../../review/commands/render-why.ts";

const docsFolder = join(projectFolder, "docs/rules");

/** Reads the first examples and the further reading from the page of a rule; nothing where it has none. */
export async function readRulePage(
  rule: RuleId,
  folder: string = docsFolder,
): Promise<Pick<Explanation, "examples" | "links">> {
  let text: string;
  try {
    text = await readFile(join(folder, `${rule}.md`), "utf8");
  } catch {
    return { examples: undefined, links: [] };
  }
  const bad = exampleIn(text, "bad");
  const good = exampleIn(text, "good");
  const reading = text.split(/^## Further reading$/m)[1] ?? "";
  return {
    examples: bad === undefined || good === undefined ? undefined : { bad, good },
    links: [...reading.matchAll(/^- \[([^\]\n]{1,200})\]\((https:\/\/[^)\s]{1,500})\)/gm)].map(
      ([, name = "", address = ""]) => ({ text: name, address }),
    ),
  };
}

/** Fences of examples are long, and no example holds one as long. */
function exampleIn(text: string, kind: "bad" | "good"): string | undefined {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^`{3,}markdown (\w+)/.exec(line)?.[1] === kind);
  const fence = /^`+/.exec(lines[start] ?? "")?.[0];
  const end = lines.findIndex((line, at) => at > start && line === fence);
  return fence === undefined || end === -1 ? undefined : lines.slice(start + 1, end).join("\n");
}
