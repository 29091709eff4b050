import { describe, expect, test } from "vitest";
import { forgedNotes, hostileTexts } from "./hostile-texts.ts";
import { reviewFiles } from "./review-files.ts";

/** Places of a page that can hold text, beside something to find fault with. */
const places: readonly ((text: string) => string)[] = [
  (text) => `# Leave ${text}`,
  (text) => `${text} guys should utilise the the leave.\n\nguys ${text}`,
  (text) =>
    `Everybody on the the blacklist needs a manned booth ${text} and is is whitelisted by him or her ${text}`,
  (text) => `Ask your chairman ${text} in order to take leave. TODO ${text}`,
  (text) => `#### ${text}`,
  (text) => `- guys ${text}\n- ${text} whitelist`,
  (text) => `> guys ${text}\n${text}`,
  (text) => `| Who | What |\n| --- | --- |\n| guys ${text} | ${text} |\n| ${text} | salesman |`,
  (text) =>
    `[click here](${text}) and [${text}](leave-${text}.md) and [pay](/handbook/people/#${text})`,
  (text) => `## Pay\n\n## ${text}\n\n## ${text}`,
  (text) => `Be a ninja ${text}`,
];

/** A page in whose places two texts take turns. */
function pageOf(one: string, other: string): string {
  const description = one.split(/[\r\n]/)[0] ?? "";
  const body = places.map((place, at) => place(at % 2 === 0 ? one : other));
  return `---\ntitle: Leave\ndescription: ${description}\n---\n\n${body.join("\n\n")}\n`;
}

/** Pages of two texts each; with which of them a page begins takes turns as well. */
const pages = Array.from({ length: Math.ceil(hostileTexts.length / 2) }, (_, nth) => {
  const [one = ["", ""], other = one] = hostileTexts.slice(2 * nth, 2 * nth + 2);
  const text = nth % 2 === 0 ? pageOf(one[1], other[1]) : pageOf(other[1], one[1]);
  return [pathOf(`${one[0]} and ${other[0]}`), text] as const;
});

function pathOf(tries: string): string {
  return `content/handbook/${tries.replaceAll(" ", "-")}.md`;
}

const batches: (typeof pages)[] = [];
for (let at = 0; at < pages.length; at += 16) batches.push(pages.slice(at, at + 16));

describe("hostile text on pages", () => {
  test.each(batches.map((batch) => [batch[0]?.[0], batch.at(-1)?.[0], batch] as const))(
    "from %s to %s is quoted and does nothing",
    async (_first, _last, batch) => {
      const { bodies, harm } = await reviewFiles({ files: Object.fromEntries(batch) });
      expect(harm).toEqual([]);
      expect(bodies.length).toBeGreaterThan(2 * batch.length);
      expect(bodies.filter((body) => body.includes("suggestion:")).length).toBeGreaterThan(3);
    },
  );
});

test("a page that is too much for markdownlint is read by the others, and the summary names it", async () => {
  const [, brackets = ""] = hostileTexts.find(([tries]) => tries === "many brackets deep") ?? [];
  const path = pathOf("many brackets deep");
  const { bodies, harm } = await reviewFiles({ files: { [path]: pageOf(brackets, brackets) } });
  const refusal = "too many lines, marks or blocks for markdownlint";
  expect(harm).toEqual([expect.stringContaining(`fault ${path} `)]);
  expect(harm[0]).toContain(refusal);
  const lines = bodies.flatMap((body) => body.split("\n"));
  expect(lines.some((line) => line.includes(path) && line.includes(refusal))).toBe(true);
  expect(bodies.length).toBeGreaterThan(3);
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
