import { describe, expect, it } from "vitest";
import { approvalsOf } from "../../src/owners/approvals.ts";
import { parseCodeOwners } from "../../src/owners/code-owners.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const owners = parseCodeOwners(`
* @everybody
[Controlled Documents][2] @security
/policies/
/policies/pay.md @payroll/leads jo@example.com
^[Readers]
/policies/ @readers
`);

const policy = "---\ntitle: Pay\ncontrolled_document: true\n---\n\nPay is on the last day.\n";

function changed(path: string, text: string) {
  return { before: parsePage(path, text), after: parsePage(path, `${text}\nMore.\n`) };
}

describe("approvalsOf", () => {
  it("names the owners of changed policies without the mark that calls them, each section once", () => {
    const pages = ["policies/pay.md", "policies/leave.md", "policies/travel.md"];
    const found = approvalsOf(
      pages.map((path) => changed(path, policy)),
      owners,
      [],
    );
    expect(found.owners).toEqual([
      { section: "", names: ["everybody"], approvals: 1 },
      { section: "Controlled Documents", names: ["payroll/leads", "jo@example.com"], approvals: 2 },
      { section: "Controlled Documents", names: ["security"], approvals: 2 },
    ]);
  });

  it("asks nobody for other pages, nor without CODEOWNERS", () => {
    expect(approvalsOf([changed("team/pay.md", "Pay.\n")], owners, []).owners).toEqual([]);
    expect(approvalsOf([changed("policies/pay.md", policy)], undefined, []).owners).toEqual([]);
  });

  it("adds the steps that the house asks for by path or by type, in their order", () => {
    const asked = [
      { types: ["job-family"], steps: ["Manager of the team", "Total Rewards"] },
      { paths: ["job-families/sales/**"], steps: ["Sales leader", "Total Rewards"] },
      { paths: ["policies/**"], types: ["job-family"], steps: ["Nobody"] },
    ];
    const page = changed("job-families/sales/account-executive.md", "# Account Executive\n");
    expect(approvalsOf([page], undefined, asked).steps).toEqual([
      "Manager of the team",
      "Total Rewards",
      "Sales leader",
    ]);
  });
});
