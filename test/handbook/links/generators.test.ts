import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createHandbook } from "../../../src/handbook/create-handbook.ts";
import type { Handbook, Resolution } from "../../../src/handbook/handbook.ts";
import { isSiteConfig } from "../../../src/handbook/links/sites/detect-sites.ts";
import { isBuiltInAnchor } from "../../../src/handbook/links/anchors.ts";
import { parsePage } from "../../../src/page/parse-page.ts";

/** What a real generator made of a small handbook; `bench/generators.ts` makes these files anew. */
const builtSchema = z.object({
  version: z.string(),
  files: z.record(z.string(), z.string()),
  addresses: z.record(z.string(), z.string()),
  links: z.array(
    z.object({
      from: z.string(),
      target: z.string(),
      page: z.string().nullable(),
      anchor: z.boolean().optional(),
    }),
  ),
});
type Built = z.output<typeof builtSchema>;

const folder = join(import.meta.dirname, "generators");
const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));

function readBuilt(name: string): Built {
  return builtSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
}

function handbookOf({ files }: Built): Handbook {
  const entries = Object.entries(files);
  const pages = entries.filter(([path]) => /\.mdx?$/.test(path));
  const others = entries.filter(([path]) => !/\.mdx?$/.test(path));
  return createHandbook(
    pages.map(([path, text]) => parsePage(path, text)),
    {
      files: others.map(([path]) => path),
      siteConfigs: new Map(others.filter(([path]) => isSiteConfig(path))),
    },
  );
}

describe.each(names)("%s", (name) => {
  const built = readBuilt(name);
  const handbook = handbookOf(built);

  test("is known by its files", () => {
    const generators = new Set(
      Object.keys(built.addresses).map((path) => handbook.siteOf(path).generator),
    );
    expect([...generators]).toEqual([name]);
  });

  test("serves pages at the addresses that are foretold", () => {
    const foretold = Object.keys(built.addresses).map((path) => [path, handbook.page(path)?.url]);
    // These two link to pages without what a file of the site has at its end; of others each byte counts, as in previews.
    const isClean = name === "docusaurus" || name === "vitepress";
    const strip = (url: string | undefined) =>
      isClean ? url?.replace(/(?<=.)\/$|\.html$/, "") : url;
    const same = foretold.map(([path = "", url]) => [path, strip(url)]);
    const truth = Object.entries(built.addresses).map(([path, url]) => [path, strip(url)]);
    expect(same).toEqual(truth);
  });

  test("resolves every link as it is foretold", () => {
    expect(built.links.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    const silent: string[] = [];
    for (const link of built.links) {
      const said = verdictOn(handbook.resolve(link.from, link.target), link.target);
      const truth = truthOf(link);
      if (said === truth) continue;
      const isKept = said === link.page && !handbook.siteOf(link.from).anchors.isExact;
      const list = (said === "unknown" && truth === "no page") || isKept ? silent : wrong;
      list.push(`${link.from} ${link.target}: ${said}, in truth ${truth}`);
    }
    expect(wrong).toEqual([]);
    // An area of a site of which no page is known may be built by somebody else.
    const dead = built.links.filter(({ page }) => page === null).length;
    const unsaid = silent.filter((line) => line.endsWith("in truth no page"));
    expect(unsaid.length / dead, unsaid.join("\n")).toBeLessThan(0.5);
  });
});

function verdictOn(leads: Resolution, target: string): string {
  if (leads.kind === "found") return leads.path;
  if (leads.kind === "redirect") return leads.path;
  if (leads.kind === "no-anchor")
    return `${leads.path} without ${target.slice(target.indexOf("#"))}`;
  return leads.kind === "no-page" ? "no page" : leads.kind;
}

function truthOf({ page, anchor, target }: Built["links"][number]): string {
  if (page === null) return "no page";
  const name = target.slice(target.indexOf("#") + 1);
  return anchor === false && !isBuiltInAnchor(name) ? `${page} without #${name}` : page;
}
