import { readPassages } from "../../src/handbook/passages/passages.ts";
import type { Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Heading, Page } from "../../src/page/page.ts";

interface Level {
  /** “Senior Accountant” */
  readonly heading: Heading;
  /** “Requirements” */
  readonly part: string;
}

/**
 * Reports what a level of a job repeats of another level on the same page. The report is one for each
 * pair of levels, at the first passage repeated.
 */
export function* repeatedLevels(page: Page): Generator<Report, void, void> {
  const known = new Map<string, Level>();
  for (const { span, heading, sketch } of readPassages(page)) {
    const level = heading === undefined ? undefined : levelOf(page, heading);
    if (level === undefined) continue;
    const key = `${sketch.keyHigh} ${sketch.keyLow} ${level.part}`;
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, level);
      continue;
    }
    if (first.heading === level.heading) continue;
    const name = first.heading.text;
    yield {
      span,
      key: `level ${key}`,
      group: `level ${name} ${level.heading.text}`,
      message: `${quote(level.heading.text, 24)} repeats this. Write ${quote(`Extends the ${name} ${level.part}`, 58)} instead.`,
    };
  }
}

/** The level and the part of it that a heading names: “Requirements” below “Senior Accountant”. */
function levelOf(page: Page, heading: number): Level | undefined {
  const part = page.headings[heading]?.text.toLowerCase();
  if (part !== "requirements" && part !== "responsibilities") return undefined;
  const parent = page.sections[heading + 1]?.parent;
  const above = parent === undefined ? undefined : page.sections[parent]?.heading;
  return above === undefined ? undefined : { heading: above, part };
}
