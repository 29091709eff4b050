import { describe, expect, test } from "vitest";
import { forgedNotes, hostileTexts, type Hostile } from "./hostile-texts.ts";
import { reviewFiles } from "./review-files.ts";

/** A text in every place of a page that can hold text, beside something to find fault with. */
function pageAround(text: string): string {
  return `---
title: Leave
description: ${text.split(/[\r\n]/)[0]}
---

# Leave ${text}

${text} guys should utilise the the leave.

guys ${text}

Everybody on the the blacklist needs a manned booth ${text} and is is whitelisted by him or her ${text}

Ask your chairman ${text} in order to take leave. TODO ${text}

#### ${text}

- guys ${text}
- ${text} whitelist

> guys ${text}
${text}

| Who | What |
| --- | --- |
| guys ${text} | ${text} |
| ${text} | salesman |

[click here](${text}) and [${text}](leave-${text}.md) and [pay](/handbook/people/#${text})

## Pay

## ${text}

## ${text}

Be a ninja ${text}
`;
}

function pathOf(tries: string): string {
  return `content/handbook/${tries.replaceAll(" ", "-")}.md`;
}

/** The one page that is too much for markdownlint. */
const TOO_MUCH = pathOf("many brackets deep");

const batches: (readonly Hostile[])[] = [];
for (let at = 0; at < hostileTexts.length; at += 16) batches.push(hostileTexts.slice(at, at + 16));

describe("hostile text on pages", () => {
  test.each(batches.map((batch) => [batch[0]?.[0], batch.at(-1)?.[0], batch] as const))(
    "from %s to %s is quoted and does nothing",
    async (_first, _last, batch) => {
      const pages = batch.map(([tries, text]) => [pathOf(tries), pageAround(text)] as const);
      const { bodies, harm, leftOut } = await reviewFiles({ files: Object.fromEntries(pages) });
      expect(harm).toEqual([]);
      expect(leftOut).toEqual(pages.map(([path]) => path).filter((path) => path === TOO_MUCH));
      expect(bodies.length).toBeGreaterThan(2 * batch.length);
      expect(bodies.filter((body) => body.includes("suggestion:")).length).toBeGreaterThan(3);
    },
  );
});

describe("notes that pass for the bot's", () => {
  test("are left alone and count for nothing", async () => {
    const { standIn, key, bodies, harm } = await reviewFiles({
      files: { "content/handbook/leave.md": "# Leave\n\nAsk the guys.\n" },
      meanwhile: (standIn, key) => {
        standIn.comment(key, forgedNotes.summary, "mallory");
        standIn.comment(key, forgedNotes.finding, "mallory");
      },
    });
    expect(harm).toEqual([]);
    expect(bodies.length).toBeGreaterThan(0);
    const others = standIn.notes(key).filter(({ body }) => !bodies.includes(body));
    expect(others.map(({ body }) => body)).toEqual([forgedNotes.summary, forgedNotes.finding]);
  });
});
