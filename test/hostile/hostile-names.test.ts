import { describe, expect, test } from "vitest";
import { hostileBranches, hostilePaths, hostileTalk } from "./hostile-names.ts";
import { hostileConfigs, hostileFrontMatter } from "./hostile-pages.ts";
import { reviewFiles } from "./review-files.ts";

const leave = "content/handbook/leave.md";
const faulty = "# Leave\n\nAsk the guys.\n\n[pay](missing.md)\n";

test("hostile file names are reported and do nothing", async () => {
  const files = Object.fromEntries(
    hostilePaths.map(([, name]) => [`content/handbook/${name}.md`, faulty]),
  );
  const { bodies, harm } = await reviewFiles({ files });
  expect(harm).toEqual([]);
  expect(bodies.length).toBeGreaterThan(50);
});

test("hostile names of pages that a change renames or takes away do nothing", async () => {
  const names = hostilePaths.map(([, name]) => `content/handbook/${name}.md`);
  const links = names.map((name) => `[leave](</${encodeURI(name.toWellFormed())}>)\n`).join("\n");
  const { harm } = await reviewFiles({
    base: {
      ...Object.fromEntries(names.map((name) => [name, faulty])),
      "content/handbook/index.md": `# All\n\n${links}`,
    },
    files: Object.fromEntries(names.map((name) => [name, null])),
  });
  expect(harm).toEqual([]);
});

test.each(hostileBranches)("a branch with %s is reviewed", async (_, branch) => {
  const { bodies, harm } = await reviewFiles({ branch, files: { [leave]: faulty } });
  expect(harm).toEqual([]);
  expect(bodies.length).toBeGreaterThan(0);
});

test.each(hostileTalk)("%s around a merge request does nothing", async (_, text) => {
  const { bodies, harm, standIn, key } = await reviewFiles({
    title: text,
    description: text,
    labels: [text],
    author: { username: "mallory", name: text },
    files: { [leave]: faulty },
    meanwhile: (standIn, key) => {
      // People may command; only what the bot sets off counts.
      standIn.comment(key, text.startsWith("/") ? `> ${text}` : "Is it in order?", "mallory");
    },
  });
  expect(harm).toEqual([]);
  expect(standIn.mergeRequest(key).state).toBe("opened");
  expect(bodies.length).toBeGreaterThan(0);
});

test("hostile front matter is read as far as it goes", async () => {
  const { bodies, harm } = await reviewFiles({
    files: Object.fromEntries(
      hostileFrontMatter.map(([tries, yaml]) => [
        `content/handbook/${tries.replaceAll(" ", "-")}.md`,
        `---\n${yaml}\n---\n\n${faulty}`,
      ]),
    ),
  });
  expect(harm).toEqual([]);
  expect(bodies.length).toBeGreaterThan(50);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("a hostile configuration", () => {
  test.each(hostileConfigs)("with %s does nothing", async (_, config) => {
    const { first, second, harm } = await reviewFiles({ config, files: { [leave]: faulty } });
    expect(harm.filter((line) => !/^second review: POST .*\/statuses\//.test(line))).toEqual([]);
    expect(second.kind).toBe(first.kind);
  });
});
