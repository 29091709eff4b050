import type { Approvals } from "../owners/approvals.ts";
import type { PolicyChange } from "../policy/policy-changes.ts";
import { codeSpan } from "./inline.ts";
import { count, enumerate } from "../text/wording.ts";

const rowsMax = 15;
/** Marks of Markdown in the text make cells longer than what they show. */
const tableCharactersMax = 6_000;
const excerptCharacters = 170;
const namesMax = 5;
const sectionsMax = 5;
const nameCharacters = 60;

/** Old and new side by side, for owners who would have to look for a “should” in a diff. */
export function policyTable(changes: readonly PolicyChange[]): string {
  if (changes.length === 0) return "";
  let length = 0;
  const rows = changes
    .slice(0, rowsMax)
    .map(tableRow)
    .filter((row) => {
      length += row.length + 1;
      return length <= tableCharactersMax;
    });
  const more = changes.length - rows.length;
  return [
    "What this changes in policies, for their owners to know; none of it fails the check:",
    "",
    "| Policy | What | Before | After |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(more > 0 ? ["", `And ${count(more, "more change")} in policies.`] : []),
  ].join("\n");
}

function tableRow({ path, section, kinds, was, is }: PolicyChange): string {
  const heading = section === undefined ? "" : ` ${codeSpan(section, 60)}`;
  const cells = [codeSpan(path, 120) + heading, kinds.join(", "), excerpt(was), excerpt(is)];
  // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
  return `| ${cells.map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
}

/** One line on who has to approve. Names are in code and without `@`: nobody is called. */
export function approvalLine({ owners, steps }: Approvals): string {
  const named = owners.slice(0, sectionsMax).map(({ section, names }) => {
    const shown = names.slice(0, namesMax).map((name) => codeSpan(name, nameCharacters));
    const more = names.length - shown.length;
    const all = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
    return section === ""
      ? `one of ${all}`
      : `one of ${all} for ${codeSpan(section, nameCharacters)}`;
  });
  const more = owners.length - named.length;
  const parts = [...named, ...(more > 0 ? [count(more, "more section")] : [])];
  const lines = [
    ...(parts.length > 0 ? [`Approvals that CODEOWNERS asks for: ${parts.join("; ")}.`] : []),
    ...(steps.length > 0
      ? [
          `Steps of approval for these pages: ${enumerate(steps.map((step) => codeSpan(step, nameCharacters)))}.`,
        ]
      : []),
  ];
  return lines.join(" ");
}

function excerpt(text: string): string {
  return text === "" ? "—" : codeSpan(text, excerptCharacters);
}
