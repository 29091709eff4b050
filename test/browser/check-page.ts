import axe from "axe-core";
import type { Browser } from "playwright-core";

/** A phone and a laptop. */
const screens = [
  { width: 390, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

/**
 * Opens a page on a phone in light colours and on a laptop in dark ones, and lists what is wrong: violations that axe finds, and
 * whether the page has to be moved sideways. `picture` names the file for a picture of each.
 */
export async function checkPage(
  browser: Browser,
  url: string,
  picture?: (kind: string) => string,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { width, colorScheme } of screens) {
    // The pages run no scripts of others, so axe needs to be let in.
    const context = await browser.newContext({
      bypassCSP: true,
      colorScheme,
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(url);
    const kind = `${width}-${colorScheme}`;
    const path = picture?.(kind);
    if (path !== undefined) await page.screenshot({ path });
    await page.addScriptTag({ content: axe.source });
    const found = await page.evaluate<{ violations: Violation[]; overflow: number }>(
      `axe.run().then(({ violations }) => ({
        violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })),
        overflow: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
      }))`,
    );
    for (const { id, nodes } of found.violations)
      problems.push(`${url} ${kind}: ${id}: ${nodes.slice(0, 3).join(" ").slice(0, 500)}`);
    if (found.overflow > 0) problems.push(`${url} ${kind}: ${found.overflow} px too wide`);
    await context.close();
  }
  return problems;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly string[];
}
