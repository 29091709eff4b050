import { expect, test } from "vitest";
import { folderOf, runCli } from "./run-cli.ts";

const benefits = {
  "germany/index.html.md":
    "# Germany\n\n## Medical\n\nText.\n\n## Pension\n\nText.\n\n## Bicycle\n\nText.\n",
  "ireland/index.html.md":
    "# Ireland\n\n## Medical insurance\n\nText.\n\n## 2. Pensions\n\nText.\n",
  "japan.md": "# Japan\n\n## Medical\n\nText.\n\n## <%= name %>\n\nText.\n",
};

test("prints which sections most pages have, and where they are missing", async () => {
  const { code, stdout } = await runCli(folderOf(benefits), ["sections", "."]);
  expect(code).toBe(0);
  expect(stdout).toBe(`| Section | Pages | Missing on |
| --- | --- | --- |
| 2. Pensions | 2 of 3 | japan |
| Medical | 2 of 3 | ireland |
`);
});

test("compares with the template of a type of pages, by meaning", async () => {
  const folder = folderOf(benefits);
  const { code, stdout } = await runCli(folder, ["sections", ".", "--type", "entity-benefits"]);
  expect(code).toBe(0);
  expect(stdout).toBe(`| Section | Pages | Missing on |
| --- | --- | --- |
| Medical | 3 of 3 |  |
| Pension | 2 of 3 | japan |
| Life Insurance | 0 of 3 | germany, ireland, japan |
| Leave Policy | 0 of 3 | germany, ireland, japan |
`);
});

test.each([
  [
    "an unknown type",
    ["sections", ".", "--type", "entity-benefit"],
    "There is no template for pages of type entity-benefit: the nearest is entity-benefits.",
  ],
])("says of %s what to do", async (_, args, message) => {
  const { code, stderr } = await runCli(folderOf(benefits), args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: `${message}\n` });
});

test("says that one page has no siblings", async () => {
  const { code, stderr } = await runCli(folderOf({ "leave.md": "# Leave\n" }), ["sections", "."]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Fewer than two pages in .+\. Name a folder with at least two\.\n$/);
});

test("leaves out the index of the folder and pages with none of the sections, and says so", async () => {
  const pages = {
    "pay/index.md": "## Medical\n\nText.\n",
    "pay/japan.md": "## Mediclaim\n\nText.\n\n## Paid time off\n\nText.\n",
    "pay/peru.md": "## Health coverage\n\nText.\n\n## Life & AD&D\n\nText.\n",
    "pay/tax.md": "# Tax\n\n## Forms\n\nText.\n",
  };
  const { stdout } = await runCli(folderOf(pages), [
    "sections",
    "pay",
    "--type",
    "entity-benefits",
  ]);
  expect(stdout).toBe(`| Section | Pages | Missing on |
| --- | --- | --- |
| Medical | 2 of 2 |  |
| Pension | 0 of 2 | japan, peru |
| Life Insurance | 1 of 2 | japan |
| Leave Policy | 1 of 2 | peru |

Not compared: pay, the index of the folder.

Not compared, with none of these sections: tax.
`);
});
