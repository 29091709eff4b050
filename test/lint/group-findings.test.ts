import { expect, test } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { groupFindings, onePerCause, onePerPair } from "../../src/lint/group-findings.ts";

function finding(start: number, group?: string): Finding {
  return {
    rule: "duplication/no-copied-passage",
    severity: "warning",
    path: "handbook/onboarding.md",
    span: { start, end: start + 10 },
    message: "This passage also appears in “Leave policy”.",
    identity: `copy ${start}`,
    fingerprint: `copy ${start}`,
    docs: "no-copied-passage.md",
    suggestions: [{ label: "Link", edits: [], isSafe: false }],
    related: [
      { path: "handbook/leave.md", span: { start, end: start + 10 }, line: 3, message: "same" },
    ],
    ...(group === undefined ? {} : { group }),
  };
}

test("findings of one group are reported at the first of them, with their number and all places", () => {
  const [whole, ...rest] = groupFindings([
    finding(10, "leave.md"),
    finding(30, "leave.md"),
    finding(50, "leave.md"),
  ]);
  expect(rest).toEqual([]);
  expect(whole).toMatchObject({
    span: { start: 10, end: 20 },
    message: "This passage also appears in “Leave policy”. (2 more here)",
    suggestions: [],
  });
  expect(whole?.related.map(({ span }) => span.start)).toEqual([10, 30, 50]);
});

test("the name of a group stays when some of its findings are fixed", () => {
  const all = groupFindings([finding(10, "leave.md"), finding(30, "leave.md")]);
  const fewer = groupFindings([finding(30, "leave.md")]);
  expect(fewer[0]?.fingerprint).toBe(all[0]?.fingerprint);
  expect(fewer[0]?.message).toBe("This passage also appears in “Leave policy”.");
  expect(fewer[0]?.suggestions).toHaveLength(1);
});

test("groups of other pages, rules and names stay apart, in their order", () => {
  const findings = [
    finding(10, "leave.md"),
    finding(20),
    finding(30, "benefits.md"),
    { ...finding(40, "leave.md"), path: "handbook/offboarding.md" },
    { ...finding(50, "leave.md"), rule: "links/no-broken-anchor" as const },
  ];
  expect(groupFindings(findings).map(({ span }) => span.start)).toEqual([10, 20, 30, 40, 50]);
});

test("findings without a group are left as they are", () => {
  const findings = [finding(10), finding(20)];
  expect(groupFindings(findings)).toBe(findings);
});

test("of two pages that are reported against each other, the one that has a suggestion is kept", () => {
  const here = { ...finding(10, "handbook/leave.md"), suggestions: [] };
  const there = { ...finding(10, "handbook/onboarding.md"), path: "handbook/leave.md" };
  const other = finding(30, "handbook/travel.md");
  expect(onePerPair([here, there, other, finding(50)])).toEqual([there, other, finding(50)]);
});

test("of two pages that are reported against each other alike, the later one is kept", () => {
  const here = finding(10, "handbook/leave.md");
  const there = { ...finding(10, "handbook/onboarding.md"), path: "handbook/leave.md" };
  expect(onePerPair([here, there])).toEqual([here]);
});

test("of two pages that are reported against each other alike, the one that a change wrote is kept", () => {
  const here = finding(10, "handbook/leave.md");
  const there = { ...finding(10, "handbook/onboarding.md"), path: "handbook/leave.md" };
  expect(onePerPair([here, there], (it) => it === there)).toEqual([there]);
  expect(onePerPair([here, there], (it) => it === here)).toEqual([here]);
  expect(onePerPair([here, there], () => true)).toEqual([here]);
});

test("a finding of a page about itself has no counterpart", () => {
  const own = { ...finding(10, "handbook/onboarding.md"), suggestions: [] };
  expect(onePerPair([own])).toEqual([own]);
});

test("of two pages that are reported against each other, a later one with a suggestion is kept", () => {
  const here = finding(10, "handbook/leave.md");
  const there = {
    ...finding(10, "handbook/onboarding.md"),
    path: "handbook/leave.md",
    suggestions: [],
  };
  expect(onePerPair([there, here])).toEqual([here]);
  const other = { ...there, rule: "duplication/no-other" as const };
  expect(onePerPair([other, here])).toEqual([other, here]);
});

test("a group names each place once", () => {
  const same = [
    finding(10, "leave.md"),
    { ...finding(30, "leave.md"), related: finding(10).related },
  ];
  expect(groupFindings(same)[0]?.related).toEqual(finding(10).related);
  const many = Array.from({ length: 11 }, (_, at) => finding(at * 20, "leave.md"));
  expect(groupFindings(many)[0]?.related.map(({ span }) => span.start)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((at) => at * 20),
  );
  const elsewhere = finding(10).related.map((place) => ({ ...place, path: "handbook/pay.md" }));
  const two = [finding(10, "leave.md"), { ...finding(30, "leave.md"), related: elsewhere }];
  expect(groupFindings(two)[0]?.related).toEqual([...finding(10).related, ...elsewhere]);
});

test("findings of a cause that another one explains are left out, others are not", () => {
  const explained = { ...finding(10), cause: "a" };
  const other = { ...finding(20), cause: "b" };
  const explaining = { ...finding(30), explains: ["a", "c"] };
  expect(onePerCause([explained, other, explaining])).toEqual([other, explaining]);
  const none = [explained, other];
  expect(onePerCause(none)).toBe(none);
});
