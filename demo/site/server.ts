import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { blobPage } from "./blob-page.ts";
import { GitLabRefusal, type GitLabApi } from "./gitlab-api.ts";
import { html, type Html } from "./html.ts";
import { etagOf, layout, projectRoot } from "./layout.ts";
import { listPage } from "./list-page.ts";
import { mergeRequestPage, openSuggestions, type ShownMergeRequest } from "./merge-request-page.ts";

export interface SiteGiven {
  readonly gitlab: GitLabApi;
  /** Path of the project, such as `larkspur/handbook`. */
  readonly project: string;
  readonly person: string;
  readonly port: number;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly location?: string;
}

const SECURITY_HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

/** Serves the web pages of the demo. */
export async function startSite(
  given: SiteGiven,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answerSafely(given, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(given.port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : given.port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerSafely(
  given: SiteGiven,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerRequest(given, request);
  } catch (error) {
    const isMissing = error instanceof GitLabRefusal && error.status === 404;
    const words = error instanceof Error ? error.message : String(error);
    answer = page(given, isMissing ? 404 : 500, "Not found", html`<h1>${words}</h1>`, false);
  }
  const etag = etagOf(answer.body);
  const isSame = answer.status === 200 && request.headers["if-none-match"] === etag;
  response.writeHead(isSame ? 304 : answer.status, {
    ...SECURITY_HEADERS,
    "Content-Type": `${answer.type}; charset=utf-8`,
    "Cache-Control": "no-cache",
    ETag: etag,
    ...(answer.location === undefined ? {} : { Location: answer.location }),
  });
  response.end(isSame ? undefined : answer.body);
}

function page(
  { project, person }: SiteGiven,
  status: number,
  title: string,
  main: Html,
  live: boolean,
): Answer {
  const home = `${projectRoot(project)}/merge_requests`;
  return { status, type: "text/html", body: layout({ title, main, home, person, live }) };
}

async function answerRequest(given: SiteGiven, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const root = projectRoot(given.project);
  if (url.pathname === "/") return redirect(`${root}/merge_requests`);
  const asset = /^\/assets\/(style\.css|live\.js)$/.exec(url.pathname)?.[1];
  if (asset !== undefined) return readAsset(asset);
  if (!url.pathname.startsWith(`${root}/`)) return missing(given);
  const rest = url.pathname.slice(root.length);
  const isPart = url.searchParams.has("part");
  if (request.method === "POST") return act(given, request, rest);
  if (rest === "/merge_requests") return showList(given, root, isPart);
  const iid = /^\/merge_requests\/(\d+)$/.exec(rest)?.[1];
  if (iid !== undefined) return showMergeRequest(given, Number(iid), isPart);
  const blob = /^\/blob\/([^/]+)\/(.+)$/.exec(rest);
  if (blob !== null)
    return showBlob(given, decodeURIComponent(blob[1] ?? ""), decodeURIComponent(blob[2] ?? ""));
  return missing(given);
}

function redirect(location: string): Answer {
  return { status: 303, type: "text/plain", body: "", location };
}

function missing(given: SiteGiven): Answer {
  return page(given, 404, "Not found", html`<h1>There is nothing here.</h1>`, false);
}

function readAsset(name: string): Answer {
  const body = readFileSync(new URL(`assets/${name}`, import.meta.url), "utf8");
  return { status: 200, type: name.endsWith(".css") ? "text/css" : "text/javascript", body };
}

/** The whole page, or only its main part for a page that is open already. */
function whole(given: SiteGiven, title: string, main: Html, isPart: boolean): Answer {
  if (isPart) return { status: 200, type: "text/html", body: main.markup };
  return page(given, 200, title, main, true);
}

async function showList(given: SiteGiven, root: string, isPart: boolean): Promise<Answer> {
  const { gitlab } = given;
  const listed = await Promise.all(
    (await gitlab.mergeRequests()).map(async (mergeRequest) => ({
      mergeRequest,
      discussions: await gitlab.discussions(mergeRequest.iid),
      statuses: await gitlab.statuses(mergeRequest.sha),
    })),
  );
  return whole(given, "Merge requests", listPage(root, listed), isPart);
}

async function readMergeRequest(gitlab: GitLabApi, iid: number): Promise<ShownMergeRequest> {
  const mergeRequest = await gitlab.mergeRequest(iid);
  const { sha } = mergeRequest;
  const [discussions, diffs, statuses] = await Promise.all([
    gitlab.discussions(iid),
    gitlab.diffs(iid),
    gitlab.statuses(sha),
  ]);
  const texts = await Promise.all(
    diffs
      .filter(({ deleted_file }) => !deleted_file)
      .map(async ({ new_path }) => {
        const text = await gitlab.file(sha, new_path);
        return [new_path, text.split("\n")] as const;
      }),
  );
  return { mergeRequest, discussions, diffs, statuses, texts: new Map(texts) };
}

async function showMergeRequest(given: SiteGiven, iid: number, isPart: boolean): Promise<Answer> {
  const shown = await readMergeRequest(given.gitlab, iid);
  const base = `${projectRoot(given.project)}/merge_requests/${iid}`;
  const title = `${shown.mergeRequest.title} (!${iid})`;
  return whole(given, title, mergeRequestPage(shown, base), isPart);
}

async function showBlob(given: SiteGiven, ref: string, path: string): Promise<Answer> {
  const text = await given.gitlab.file(ref, path);
  return page(given, 200, path, blobPage(path, ref, text), false);
}

/** The buttons. Only the site's own pages may press them. */
async function act(given: SiteGiven, request: IncomingMessage, rest: string): Promise<Answer> {
  const { host, origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return page(given, 403, "Refused", html`<h1>That came from another site.</h1>`, false);
  const [, iidText, what, id, verb] =
    /^\/merge_requests\/(\d+)\/(suggestions|discussions)\/(\w+?)(?:\/(\w+))?$/.exec(rest) ?? [];
  const iid = Number(iidText);
  const base = `${projectRoot(given.project)}/merge_requests/${iid}`;
  try {
    if (what === "suggestions") {
      const discussions = await given.gitlab.discussions(iid);
      const ids = id === "apply_all" ? openSuggestions(discussions) : [Number(id)];
      await given.gitlab.applySuggestions(ids);
      const thread = discussions.find(({ notes }) =>
        notes.some((note) => note.suggestions?.some((one) => one.id === ids[0])),
      );
      return redirect(ids.length === 1 ? `${base}#thread-${thread?.id}` : base);
    }
    if (what === "discussions" && verb === "resolve" && id !== undefined) {
      const form = new URLSearchParams((await buffer(request)).toString("utf8"));
      await given.gitlab.resolve(iid, id, form.get("resolved") !== "false");
      return redirect(`${base}#thread-${id}`);
    }
    if (what === "discussions" && verb === "say" && id !== undefined) {
      const form = new URLSearchParams((await buffer(request)).toString("utf8"));
      await given.gitlab.say(iid, id === "new" ? undefined : id, form.get("body") ?? "");
      return redirect(id === "new" ? `${base}#comment` : `${base}#thread-${id}`);
    }
  } catch (error) {
    if (!(error instanceof GitLabRefusal)) throw error;
    const shown = await readMergeRequest(given.gitlab, iid);
    const main = mergeRequestPage(shown, base, error.message);
    return page(given, 409, shown.mergeRequest.title, main, true);
  }
  return missing(given);
}
