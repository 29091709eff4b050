import { describe, expect, it } from "vitest";
import { harderToRead, worseOf } from "../../src/readability/readability.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const plain = "You can take the leave that you need. Ask for it in the week before. ".repeat(10);
const heavy =
  "Notwithstanding the aforementioned considerations regarding the administration of discretionary " +
  "absences, organizational stakeholders are responsible for communicating the documentation of their " +
  "individual availability to the appropriate administrative representatives in the department. ";

function harder(before: string | undefined, after: string | undefined, path = "leave.md") {
  const read = (text: string | undefined) =>
    text === undefined ? undefined : parsePage(path, text);
  return harderToRead({ before: read(before), after: read(after) });
}

describe("harderToRead", () => {
  it("gives words a sentence and the grade before and after where the change made a page harder", () => {
    const found = harder(plain, plain + heavy.repeat(4));
    expect(found?.path).toBe("leave.md");
    expect(found?.before.sentenceWords).toBe(7.5);
    expect(found?.before.grade).toBe(0);
    expect(found?.after.grade).toBeGreaterThan(10);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ["a page that is new", undefined, heavy.repeat(6)],
    ["a page that goes", plain, undefined],
    ["a page that becomes easier", plain + heavy.repeat(4), plain],
    ["a few words more", plain, `${plain} ${heavy}`],
    ["an edit of a hard page that stays as hard", heavy.repeat(8), heavy.repeat(10)],
    ["what is no running text", plain, `${plain}\n\n> ${heavy.repeat(4)}`],
    ["code", plain, `${plain}\n\n~~~\n${heavy.repeat(4)}\n~~~\n`],
    [
      "another language",
      "Wer Urlaub will, fragt vorher. ".repeat(30),
      "Unverzüglichkeit. ".repeat(99),
    ],
    ["a page of a few words", "You can take leave.", heavy.repeat(2)],
  ])("says nothing about %s", (_, before, after) => {
    expect(harder(before, after)).toBeUndefined();
  });

  it("keeps the page that worsened most", () => {
    const some = harder(plain, plain + heavy.repeat(3), "some.md");
    const most = harder(plain, plain + heavy.repeat(8), "most.md");
    expect([worseOf(some, most), worseOf(most, some)].map((it) => it?.path)).toEqual([
      "most.md",
      "most.md",
    ]);
    expect(worseOf(undefined, some)).toBe(some);
  });
});
