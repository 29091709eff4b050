import { expect } from "vitest";

import { comment, summary, type Handbook, type Wanted } from "./handbook.ts";

/** Three comments and a summary, as most tests want them. */
export const wanted: Wanted = {
  comments: [comment(10), comment(21), comment(23, 21)],
  summary: summary("2 things to look at."),
};

/** What was written, in short: `POST draft_notes`. */
export function writes({ standIn }: Handbook): string[] {
  return standIn.requests
    .filter(({ method }) => method !== "GET")
    .map(
      ({ method, path }) =>
        `${method} ${path.replace(/^.*?\/(?=draft_notes|discussions|notes|statuses)/, "")}`,
    );
}

/** Every thread once, one summary, one gate, nothing left over: what any run must end in. */
export function expectFinal(handbook: Handbook, { comments, summary: text }: Wanted = wanted) {
  const { standIn, key } = handbook;
  const notes = standIn.notes(key);
  expect(
    notes
      .filter(({ body }) => body.includes("finding"))
      .map(({ body }) => body)
      .sort(),
  ).toEqual(comments.map(({ body }) => body).sort());
  expect(notes.filter(({ body }) => body.includes("summary")).map(({ body }) => body)).toEqual(
    text === undefined ? [] : [text],
  );
  expect(standIn.drafts(key)).toEqual([]);
}
