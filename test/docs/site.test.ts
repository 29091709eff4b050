import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/cli/library/library.ts";
import { rewriteLinks } from "../../src/docs/rewrite-links.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import { projectFolder } from "../rules/built-in.ts";
import { sitePages } from "../../site/site-pages.ts";

describe("the pages of the site", () => {
  const { pages, files, broken } = sitePages();

  test("link to no file that the repository does not have", () => {
    expect(broken).toEqual([]);
  });

  test("lead to each other and to headings that exist, says our own engine", async () => {
    const probe =
      "# Probe\n\n[one](guide/none.md), [two](guide/faq.md#none), [three](guide/faq.md)\n";
    const all = new Map([...pages, ["probe.md", probe]]);
    for (const file of [...files, ...globSync("docs/images/*", { cwd: projectFolder })])
      all.set(file.replace(/^docs\/images/, "images"), "");
    const { findings } = await lint({
      files: Object.fromEntries(all),
      config: "rules: { all: off, links: on }\nlinks: { layout: vitepress }\n",
    });
    expect(findings.map(({ path, message }) => `${path} ${message}`)).toEqual([
      expect.stringMatching(/^probe\.md .*guide\/none/),
      expect.stringMatching(/^probe\.md .*#none/),
    ]);
  });

  test("are all there: nothing in docs is left out", () => {
    expect(pages.size).toBe(globSync("docs/**/*.md", { cwd: projectFolder }).length + 5);
  });
});

describe("the links of a page", () => {
  test("are those that the parser finds, on every page of the documentation", () => {
    for (const path of globSync("{*.md,docs/**/*.md}", { cwd: projectFolder })) {
      const text = readFileSync(join(projectFolder, path), "utf8");
      const seen: string[] = [];
      rewriteLinks(text, (target) => {
        seen.push(target);
        return target;
      });
      const { links } = parsePage(path, text);
      const known = links
        .filter(({ kind }) => kind === "inline" || kind === "image")
        .map(({ target }) => target);
      expect(seen.toSorted(), path).toEqual(known.toSorted());
    }
  });

  test("are taken off where they lead nowhere, in text and not in code", () => {
    const text = "[`a`](a.md) and [b](b.md), `[b](b.md)`\n\n```md\n[b](b.md)\n```\n";
    expect(rewriteLinks(text, (target) => (target === "a.md" ? "c.md" : undefined))).toBe(
      "[`a`](c.md) and b, `[b](b.md)`\n\n```md\n[b](b.md)\n```\n",
    );
  });
});
