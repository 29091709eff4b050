import { describe, expect, test } from "vitest";
import { z } from "zod";

import { readList } from "../../src/gitlab/paging.ts";
import { createRequester } from "../../src/gitlab/requester.ts";
import { openHandbook, run } from "./handbook.ts";
import { expectFinal, wanted } from "./outcome.ts";
import { fakeClock, pages, sendJson, serve, token, type Received } from "./server.ts";

const schema = z.object({ id: z.int() });
const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_, nth) => ({ id: first + nth }));

/** A list behind a proxy that leaves nothing of GitLab's headers. */
async function readBare(
  all: readonly { readonly id: number }[],
  perPageMax: number,
  pagesMax = 50,
) {
  const { url, received } = await serve((request, response) => {
    const query = queryOf(request);
    const page = Number(query.get("page") ?? "1");
    sendJson(response, 200, all.slice((page - 1) * perPageMax, page * perPageMax));
  });
  return { listed: await read(url, pagesMax), received };
}

function read(url: string, pagesMax: number, query = {}) {
  const send = createRequester({ baseUrl: `${url}/api/v4/`, token }, { clock: fakeClock() });
  return readList(send, "projects/12/things", { schema, what: "the things", pagesMax, query });
}

function queryOf({ url }: Received): URLSearchParams {
  return new URL(url, "http://gitlab").searchParams;
}

describe("a list without a word on where it goes on", () => {
  test.each([
    [0, 100, 1],
    [99, 100, 1],
    [100, 100, 2],
    [101, 100, 2],
    [250, 100, 3],
    // The proxy drops the query too.
    [19, 20, 1],
    [20, 20, 2],
    [45, 20, 3],
  ])(
    "of %i entries, %i a page, is read to its end with %i requests",
    async (count, perPage, asked) => {
      const all = numbers(1, count);
      const { listed, received } = await readBare(all, perPage);
      expect(listed).toEqual({ entries: all, complete: true });
      expect(received).toHaveLength(asked);
    },
  );

  test("that gives the same page for ever is an error, and nothing posted again", async () => {
    const { url } = await serve((_, response) => sendJson(response, 200, numbers(1, 100)));
    await expect(read(url, 50)).rejects.toThrow("the same page again and again");
  });
});

describe("a list that never ends", () => {
  test("is left at the last page that is read, and said to be incomplete", async () => {
    const { listed, received } = await readBare(numbers(1, 10_000), 100, 7);
    expect(listed.entries).toHaveLength(700);
    expect(listed.complete).toBe(false);
    expect(received).toHaveLength(7);
  });

  test("is incomplete where a page of it is too large", async () => {
    const { url } = await serve((request, response) => {
      const isFirst = queryOf(request).get("page") === null;
      const page = isFirst ? numbers(1, 100) : [{ id: 1, body: "x".repeat(34 * 1024 * 1024) }];
      sendJson(response, 200, page, isFirst ? { "x-next-page": "2" } : {});
    });
    expect(await read(url, 50)).toEqual({ entries: numbers(1, 100), complete: false });
  });
});

test("the page that a header names is the next one, whatever host it names", async () => {
  const { url, received } = await serve(pages(numbers(1, 2), numbers(3, 1)));
  expect((await read(url, 50)).entries).toEqual(numbers(1, 3));
  expect(received).toHaveLength(2);
});

test("a list by keys whose header is lost is read anew by numbers", async () => {
  const { url, received } = await serve((request, response) => {
    const query = queryOf(request);
    const page = Number(query.get("page") ?? "1");
    const order =
      query.get("pagination") === "keyset" ? numbers(900, 100) : numbers(page * 100, 100);
    sendJson(response, 200, page > 2 ? [] : order);
  });
  const { entries } = await read(url, 50, { pagination: "keyset" });
  expect(entries).toEqual([...numbers(100, 100), ...numbers(200, 100)]);
  expect(received.map((request) => queryOf(request).get("pagination"))).toEqual([
    "keyset",
    null,
    null,
    null,
  ]);
});

test("behind such a proxy nothing is posted twice under many comments", async () => {
  const handbook = await openHandbook({ dropsPagingHeaders: true });
  const { standIn, key } = handbook;
  for (let nth = 0; nth < 230; nth += 1) standIn.comment(key, `Remark ${nth}`, "amara");
  await run(handbook, wanted);
  standIn.forget();
  await run(handbook, wanted);
  expect(standIn.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expectFinal(handbook);
});
