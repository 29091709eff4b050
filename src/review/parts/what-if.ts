import type { Change } from "../../change/change.ts";
import type { RuleDifference } from "../../change/what-if/compare-runs.ts";
import { whatIf as compare, type WhatIf } from "../../change/what-if/what-if.ts";
import { configIn } from "../../change/select-files.ts";
import type { Steps } from "../../text/steps.ts";
import { count, enumerate, withThousands } from "../../text/wording.ts";
import { codeSpan, inline } from "../inline.ts";
import type { SummaryPart } from "./summary-part.ts";

const rulesMax = 10;
/** A note of GitLab has room for more, a reader has not. */
const charactersMax = 8_000;

/** Slow rules take a second for so many pages. */
const slowPagesMax = 100;

/** What a change of the configuration makes of the findings on all pages, whoever wrote them. */
export const whatIf: SummaryPart<WhatIf> = {
  isReason: true,
  *collect({ after: revision, data, texts }: Change): Steps<WhatIf | undefined> {
    const { engine, handbook } = revision;
    const file = data.find(({ path }) => engine.dataKind(path) === "configuration");
    if (texts === undefined || file?.before === undefined || file.after === undefined)
      return undefined;
    if (file.before === file.after) return undefined;
    // Errors in either of them are findings.
    const configs = [configIn(file.before, engine), configIn(file.after, engine)];
    // Of what is not known whole nothing can be said.
    if (configs.some((config) => config === undefined || config.unread.length > 0))
      return undefined;
    const slow = handbook.size <= slowPagesMax;
    const engines = {
      before: engine.reconfigure(file.before).vary({ slow }),
      after: engine.reconfigure(file.after).vary({ slow }),
    };
    return yield* compare(revision, engines, texts);
  },
  render({ rules, pages, unread }) {
    const all = count(pages, "page");
    const others =
      unread === 0
        ? ""
        : `Not counted: ${count(unread, "page")} that it includes for the first time.`;
    if (rules.length === 0) {
      return [`The new configuration changes no finding on ${all}.`, others].join(" ").trim();
    }
    const blocks: string[] = [];
    let length = 0;
    for (const rule of rules.slice(0, rulesMax)) {
      const block = blockOf(rule);
      length += block.length;
      if (length > charactersMax) break;
      blocks.push(block);
    }
    const more = rules.length - blocks.length;
    return [
      `What the new configuration changes on ${all}, old findings included:`,
      "",
      ...blocks,
      ...(more > 0 ? [`- and ${count(more, "more rule")}`] : []),
      ...(others === "" ? [] : ["", others]),
    ].join("\n");
  },
};

/** `12 more and 3 fewer findings`. */
export function describeDifference({ added, removed, changed }: RuleDifference): string {
  const parts = [
    ...(added.count > 0 ? [`${withThousands(added.count)} more`] : []),
    ...(removed.count > 0 ? [`${withThousands(removed.count)} fewer`] : []),
    ...(changed.count > 0 ? [`${withThousands(changed.count)} of another severity`] : []),
  ];
  return enumerate(parts);
}

function blockOf(difference: RuleDifference): string {
  const { rule, added, removed, changed } = difference;
  const kinds = [
    ["new", added],
    ["gone", removed],
    ["changed", changed],
  ] as const;
  const rows = kinds.flatMap(([kind, { examples }]) =>
    examples.map(({ path, line, severity, message }) => {
      const where = codeSpan(`${path}:${line}`, 120);
      return `  - ${kind === "changed" ? `now ${severity}` : kind}: ${where} ${inline(message)}`;
    }),
  );
  return [`- ${codeSpan(rule)}: ${describeDifference(difference)}`, ...rows].join("\n");
}
