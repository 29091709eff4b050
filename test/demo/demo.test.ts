import { describe, expect, onTestFinished, test } from "vitest";
import { startDemo, type Demo } from "../../demo/start-demo.ts";

const PAGE = "/larkspur/handbook/-/merge_requests";
const FIRST = { projectId: 101, iid: 1 };
const GENERALIST = "source/jobs/people-operations-generalist/index.html.md";

/** The demo without a bot: what a bot would say is said by hand. */
async function openDemo(): Promise<Demo> {
  const silentBot = { url: "http://127.0.0.1:9", close: () => Promise.resolve() };
  const demo = await startDemo(() => Promise.resolve(silentBot), 0);
  onTestFinished(() => demo.close());
  return demo;
}

async function read(demo: Demo, path: string): Promise<string> {
  return (await fetch(demo.siteUrl + path)).text();
}

function post(demo: Demo, path: string, origin = demo.siteUrl): Promise<Response> {
  const headers = { Origin: origin };
  return fetch(demo.siteUrl + path, { method: "POST", headers, redirect: "manual" });
}

/** Comments on a line that the first merge request adds. */
async function comment(demo: Demo, body: string, newLine: number): Promise<string> {
  // The diff is made in the background: the page asks for it until it is there.
  await read(demo, `${PAGE}/1`);
  await read(demo, `${PAGE}/1`);
  const [newest] = demo.gitlab.mergeRequest(FIRST).versions;
  demo.gitlab.comment(FIRST, body, "sofia", {
    base_sha: newest?.base,
    start_sha: newest?.start,
    head_sha: newest?.head,
    position_type: "text",
    old_path: GENERALIST,
    new_path: GENERALIST,
    new_line: newLine,
  });
  return demo.gitlab.discussions(FIRST).at(-1)?.id ?? "";
}

const SUGGESTION = "Write it so:\n\n```suggestion\n## Requirements\n```";

describe("the pages of the demo", () => {
  test("list the open merge requests and show their changes", async () => {
    const demo = await openDemo();
    const list = await read(demo, "/");
    for (const title of ["People Operations Generalist", "ten days", "hotels", "calls"])
      expect(list).toContain(title);
    const page = await read(demo, `${PAGE}/4`);
    expect(page).toContain("## Calls");
    expect(page).toContain("not yet reviewed");
    expect((await fetch(`${demo.siteUrl}${PAGE}/9`)).status).toBe(404);
    expect((await fetch(`${demo.siteUrl}/elsewhere`)).status).toBe(404);
  });

  test("show a suggestion at its line, apply it, and show the thread resolved", async () => {
    const demo = await openDemo();
    const thread = await comment(demo, SUGGESTION, 27);
    const before = await read(demo, `${PAGE}/1`);
    expect(before).toContain(`<article class="thread" id="thread-${thread}"`);
    expect(before).toContain("Apply suggestion");
    const action = /action="([^"]+apply)"/.exec(before)?.[1] ?? "";
    const answer = await post(demo, action);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${PAGE}/1#thread-${thread}`);
    await read(demo, `${PAGE}/1`);
    const after = await read(demo, `${PAGE}/1`);
    expect(after).toContain("Resolved by Maya Lindqvist");
    expect(after).toContain("added 1 commit");
    expect(demo.gitlab.readFile(101, "generalist-for-onboarding", GENERALIST)).toMatch(
      /^## Requirements$/m,
    );
  });

  test("apply several suggestions in one commit, and only those on different lines", async () => {
    const demo = await openDemo();
    await comment(demo, SUGGESTION, 27);
    await comment(demo, SUGGESTION, 27);
    await comment(demo, "```suggestion\n### Onboarding\n```", 19);
    expect(await read(demo, `${PAGE}/1`)).toContain("Apply 2 suggestions in one commit");
    expect((await post(demo, `${PAGE}/1/suggestions/apply_all`)).status).toBe(303);
    expect(demo.gitlab.readFile(101, "generalist-for-onboarding", GENERALIST)).toMatch(
      /^### Onboarding$/m,
    );
  });

  test("say in GitLab's words why a suggestion was not applied", async () => {
    const demo = await openDemo();
    await comment(demo, SUGGESTION, 27);
    demo.gitlab.closeMergeRequest(FIRST);
    const answer = await post(demo, `${PAGE}/1/suggestions/1/apply`);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toMatch(/role="alert">This merge request was closed/);
  });

  test("resolve and reopen a thread", async () => {
    const demo = await openDemo();
    const thread = await comment(demo, "Why?", 19);
    await post(demo, `${PAGE}/1/discussions/${thread}/resolve`);
    expect(await read(demo, `${PAGE}/1`)).toContain("Reopen thread");
  });

  test("take no orders from other sites", async () => {
    const demo = await openDemo();
    const answer = await post(demo, `${PAGE}/1/suggestions/apply_all`, "https://example.com");
    expect(answer.status).toBe(403);
  });

  test("show hostile text as text", async () => {
    const demo = await openDemo();
    const hostile =
      '<script>alert(1)</script> <img src=x onerror=alert(1)> [go](javascript:alert(1)) ![x](https://example.com/"onerror=) <details open ontoggle=alert(1)> `<b>`';
    await comment(demo, hostile, 19);
    demo.gitlab.comment(FIRST, `<!-- hidden -->\n\n${hostile}`, "sofia");
    demo.gitlab.describe(FIRST, {
      title: "</title><script>alert(1)</script>",
      description: hostile,
    });
    for (const path of [PAGE, `${PAGE}/1`]) {
      const page = await read(demo, path);
      expect(page).not.toMatch(/<script>|<img|<details open|href="javascript:|<!-- hidden/);
      expect(page).toContain("&lt;script&gt;");
    }
  });

  test("are not sent again while nothing has changed", async () => {
    const demo = await openDemo();
    await read(demo, `${PAGE}/1`);
    const page = await read(demo, `${PAGE}/1`);
    const seen = /data-seen="&quot;([0-9a-f]+)&quot;"/.exec(page)?.[1];
    const part = `${demo.siteUrl}${PAGE}/1?part`;
    const headers = { "If-None-Match": `"${seen}"` };
    expect((await fetch(part, { headers })).status).toBe(304);
    await comment(demo, "Why?", 19);
    expect((await fetch(part, { headers })).status).toBe(200);
  });

  test("show the files that comments link to", async () => {
    const demo = await openDemo();
    const page = await read(
      demo,
      "/larkspur/handbook/-/blob/main/source/handbook/leave/index.html.md",
    );
    expect(page).toContain("## Purpose");
    expect(page).toContain('id="L7"');
  });
});
