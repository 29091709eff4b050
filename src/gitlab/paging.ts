import { z } from "zod";

import { parseAnswer } from "./connection.ts";
import { GitLabError } from "./gitlab-error.ts";
import type { Query } from "./outgoing.ts";
import type { Answer, Requester } from "./requester.ts";
import { OversizedAnswer } from "./response.ts";

/** The entries of a list, and whether they are all. */
export interface Listed<T> {
  readonly entries: readonly T[];
  /** False where the list went on beyond the bounds, or a page of it was too large to read. */
  readonly complete: boolean;
}

export interface ListOptions<T> {
  readonly query?: Query;
  /** Of one entry. */
  readonly schema: z.ZodType<T>;
  /** For error messages: "the discussions". */
  readonly what: string;
  /** Pages to read at most, of a hundred entries each. */
  readonly pagesMax: number;
}

/** GitLab gives so many entries at most, and so many where nothing else is asked. docs.gitlab.com/api/rest, 2026-11 */
const perPage = 100;
const perPageDefault = 20;

/**
 * Reads a list page by page. GitLab says in headers where it goes on; where a proxy drops them, the next page is
 * asked for until one is not full. Never gives a part for all: see `complete`.
 */
export async function readList<T>(
  send: Pick<Requester, "get">,
  endpoint: string,
  { query = {}, schema, what, pagesMax }: ListOptions<T>,
): Promise<Listed<T>> {
  const entries: T[] = [];
  const list = z.array(schema);
  let next: Query | undefined = { ...query, per_page: perPage };
  let before = "";
  for (let page = 0; page < pagesMax; page += 1) {
    let answer: Answer;
    try {
      answer = await send.get(endpoint, { query: next });
    } catch (error) {
      if (error instanceof OversizedAnswer) return { entries, complete: false };
      throw error;
    }
    const found = parseAnswer(list, answer.body, what);
    const content = JSON.stringify(found);
    if (found.length > 0 && content === before) throw repeated(endpoint);
    before = content;
    if (query["pagination"] === "keyset" && found.length >= perPage && isBare(answer.headers)) {
      // Only a header says where such a list goes on, and pages by number come in another order.
      const numbered = { ...query, pagination: undefined };
      return readList(send, endpoint, { query: numbered, schema, what, pagesMax });
    }
    entries.push(...found);
    next = nextPage(answer.headers, next, found.length);
    if (next === undefined) return { entries, complete: true };
  }
  return { entries, complete: false };
}

/** Without a word on paging. */
function isBare(headers: Headers): boolean {
  return !headers.has("link") && !headers.has("x-next-page");
}

/** The address of the next page in a `Link` header: `<https://…>; rel="next", <https://…>; rel="last"`. */
function nextTarget(link: string): string | undefined {
  for (const part of link.split("<").slice(1)) {
    const [target = "", parameters = ""] = part.split(">", 2);
    if (/;\s?rel="?next"?/.test(parameters)) return target;
  }
  return undefined;
}

/** The query of the next page; undefined after the last one. */
function nextPage(headers: Headers, query: Query, length: number): Query | undefined {
  const link = headers.get("link");
  if (link !== null) {
    const target = nextTarget(link);
    if (target === undefined) return undefined;
    // The address may name a host that only GitLab itself knows; what counts is its query.
    const params = new URL(target, "https://gitlab.invalid").searchParams;
    return { ...query, ...Object.fromEntries(params) };
  }
  const named = headers.get("x-next-page");
  if (named !== null) return /^\d{1,9}$/.test(named) ? { ...query, page: named } : undefined;
  if (query["pagination"] === "keyset") return undefined;
  // A proxy that drops `per_page` too makes GitLab give its default.
  const isFull = length >= perPage || length === perPageDefault;
  return isFull ? { ...query, page: Number(query["page"] ?? 1) + 1 } : undefined;
}

function repeated(endpoint: string): GitLabError {
  return new GitLabError({
    message: `GET ${endpoint} gives the same page again and again. A proxy between the bot and GitLab seems to drop the query.`,
    method: "GET",
    path: endpoint,
    actor: "operator",
    retryable: true,
  });
}
