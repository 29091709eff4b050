import { gzipSync } from "node:zlib";

import { pack } from "tar-stream";
import { describe, expect, test } from "vitest";

import type { PreparedMergeRequest } from "../../src/gitlab/merge-request.ts";
import { pages, serveGitLab, type Received } from "./server.ts";

const head = "1".repeat(40);
const base = "3".repeat(40);

const fork: PreparedMergeRequest = {
  projectId: 12,
  iid: 31,
  sourceProjectId: 88,
  state: "opened",
  isDraft: false,
  author: undefined,
  title: "Leave",
  labels: [],
  sourceBranch: "leave",
  targetBranch: "main",
  headSha: head,
  diffRefs: { baseSha: base, startSha: base, headSha: head },
  changesCount: "1",
  updatedAt: undefined,
  projectUrl: undefined,
};

type Response = Parameters<Parameters<typeof import("./server.ts").serve>[0]>[1];

function bytes(content: string | Uint8Array) {
  return (_: Received, response: Response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.end(content);
  };
}

function text(content: unknown): string {
  return content instanceof Uint8Array ? Buffer.from(content).toString("utf8") : String(content);
}

describe("a file", () => {
  test("is read byte for byte, whatever its path holds", async () => {
    const path = "docs/R&D/50% off?/Über uns #1.md";
    const { gitlab, received } = await serveGitLab({
      [`projects/12/repository/files/${encodeURIComponent(path)}/raw`]: bytes("# Über uns\r\n"),
    });
    expect(text(await gitlab.file(12, path, head))).toBe("# Über uns\r\n");
    expect(received[0]?.url).toContain(`ref=${head}`);
  });

  test("that is not there is undefined", async () => {
    const { gitlab } = await serveGitLab({});
    expect(await gitlab.file(12, "docs/leave.md", head)).toBeUndefined();
  });

  test("that is empty is empty", async () => {
    const { gitlab } = await serveGitLab({
      "projects/12/repository/files/leave.md/raw": bytes(""),
    });
    expect(text(await gitlab.file(12, "leave.md", head))).toBe("");
  });

  test("that is huge is told apart from one that is not there", async () => {
    const { gitlab } = await serveGitLab({
      "projects/12/repository/files/leave.md/raw": bytes("x".repeat(5 * 1024 * 1024 + 1)),
    });
    expect(await gitlab.file(12, "leave.md", head)).toBe("too-large");
  });

  test.each(["../secrets.md", "docs/../../user", "..", "docs//leave.md", ""])(
    "outside the repository is not asked for: “%s”",
    async (path) => {
      const { gitlab, received } = await serveGitLab({});
      expect(await gitlab.file(12, path, head)).toBeUndefined();
      expect(received).toHaveLength(0);
    },
  );

  test("at the head of a fork is read from the target project", async () => {
    const { gitlab, received } = await serveGitLab({
      "projects/12/repository/files/leave.md/raw": bytes("leave"),
    });
    expect(text(await gitlab.headFile(fork, "leave.md"))).toBe("leave");
    expect(received).toHaveLength(1);
  });

  test("that only the fork has is read from there", async () => {
    const { gitlab } = await serveGitLab({
      "projects/88/repository/files/leave.md/raw": bytes("leave"),
    });
    expect(text(await gitlab.headFile(fork, "leave.md"))).toBe("leave");
  });

  test("in a private fork is not there for the bot", async () => {
    const { gitlab } = await serveGitLab({
      "projects/88/repository/files/leave.md/raw": (_: Received, response: Response) => {
        response.writeHead(403, { "content-type": "application/json" });
        response.end("{}");
      },
    });
    expect(await gitlab.headFile(fork, "leave.md")).toBeUndefined();
  });
});

describe("the tree", () => {
  test("is read page by page with the token of the next one", async () => {
    const blob = (path: string) => ({ id: `id-${path}`, path, type: "blob", mode: "100644" });
    const { gitlab, received } = await serveGitLab({
      "projects/12/repository/tree": pages(
        [blob("a.md"), { ...blob("docs"), type: "tree" }],
        [blob("docs/b.md")],
      ),
    });
    expect(await gitlab.tree(12, head)).toEqual([
      { path: "a.md", blobId: "id-a.md" },
      { path: "docs/b.md", blobId: "id-docs/b.md" },
    ]);
    expect(received[1]?.url).toContain("page_token=2");
    expect(received[1]?.url).toContain("recursive=true");
  });

  test("of a commit that is not there is undefined", async () => {
    const { gitlab } = await serveGitLab({});
    expect(await gitlab.tree(12, head)).toBeUndefined();
  });
});

describe("the archive", () => {
  async function tarball(
    entries: readonly { name: string; content?: string; type?: "symlink" | "directory" }[],
  ): Promise<Buffer> {
    const tar = pack();
    for (const { name, content = "", type } of entries) {
      tar.entry({ name, ...(type ? { type, linkname: "/etc/passwd" } : {}) }, content);
    }
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) {
      chunks.push(chunk as Buffer);
    }
    return gzipSync(Buffer.concat(chunks));
  }

  async function read(
    archive: Uint8Array,
    limits?: { fileBytesMax?: number; totalBytesMax?: number; entriesMax?: number },
  ) {
    const { gitlab, received } = await serveGitLab({
      "projects/12/repository/archive.tar.gz": bytes(archive),
    });
    const files: Record<string, string> = {};
    const isPage = (path: string) => path.endsWith(".md");
    for await (const { path, bytes: content } of gitlab.archive(12, head, isPage, limits)) {
      files[path] = text(content);
    }
    return { files, received };
  }

  test("gives the wanted files below its folder, also with long names", async () => {
    const long = `${"deep/".repeat(60)}page.md`;
    const { files, received } = await read(
      await tarball([
        { name: `handbook-${head}/`, type: "directory" },
        { name: `handbook-${head}/leave.md`, content: "# Leave" },
        { name: `handbook-${head}/logo.png`, content: "png" },
        { name: `handbook-${head}/${long}`, content: "deep" },
        { name: `handbook-${head}/docs/Über uns.md`, content: "uns" },
      ]),
    );
    expect(files).toEqual({ "leave.md": "# Leave", [long]: "deep", "docs/Über uns.md": "uns" });
    expect(received[0]?.url).toContain(`sha=${head}`);
  });

  test("leaves out links and whatever climbs out of the folder", async () => {
    const { files } = await read(
      await tarball([
        { name: "h/link.md", type: "symlink" },
        { name: "h/../../up.md", content: "up" },
        { name: "alone.md", content: "no folder" },
        { name: "h/leave.md", content: "ok" },
      ]),
    );
    expect(files).toEqual({ "leave.md": "ok" });
  });

  test("leaves out a file above the limit and goes on", async () => {
    const { files } = await read(
      await tarball([
        { name: "h/big.md", content: "x".repeat(2000) },
        { name: "h/leave.md", content: "ok" },
      ]),
      { fileBytesMax: 1000 },
    );
    expect(files).toEqual({ "leave.md": "ok" });
  });

  test("is refused when it unpacks to too much or to too many", async () => {
    const archive = await tarball([
      { name: "h/a.md", content: "x".repeat(800) },
      { name: "h/b.md", content: "x".repeat(800) },
    ]);
    await expect(read(archive, { totalBytesMax: 1000 })).rejects.toThrow("more than 1000 bytes");
    await expect(read(archive, { entriesMax: 1 })).rejects.toThrow("more than 1 files");
  });

  test("that breaks off is an error to be tried again, not half a handbook", async () => {
    const archive = await tarball([{ name: "h/a.md", content: "x".repeat(100_000) }]);
    await expect(read(archive.subarray(0, archive.length - 40))).rejects.toMatchObject({
      name: "GitLabError",
      retryable: true,
    });
    await expect(read(Buffer.from("<html>"))).rejects.toMatchObject({ name: "GitLabError" });
  });

  test("may be left early", async () => {
    const archive = await tarball([
      { name: "h/a.md", content: "a" },
      { name: "h/b.md", content: "b" },
    ]);
    const { gitlab } = await serveGitLab({
      "projects/12/repository/archive.tar.gz": bytes(archive),
    });
    for await (const { path } of gitlab.archive(12, head, () => true)) {
      expect(path).toBe("a.md");
      break;
    }
  });
});

describe("what differs between two commits", () => {
  const diff = (path: string, fields: object = {}) => ({
    old_path: path,
    new_path: path,
    diff: "@@ -1 +1 @@",
    ...fields,
  });
  const compare = "projects/12/repository/compare";

  test("is listed, from one to the other and not from their common past", async () => {
    const { gitlab, received } = await serveGitLab({
      [compare]: { diffs: [diff("leave.md"), diff("new.md", { new_file: true })] },
    });
    expect(await gitlab.changedPaths(12, base, head)).toMatchObject([
      { status: "modified", newPath: "leave.md" },
      { status: "added", newPath: "new.md" },
    ]);
    expect(received[0]?.url).toContain("straight=true");
  });

  test.each<[string, unknown]>([
    ["a commit is gone after a force push", undefined],
    ["GitLab ran out of time", { diffs: [diff("leave.md")], compare_timeout: true }],
    [
      "as many files are listed as GitLab lists",
      { diffs: Array.from({ length: 1000 }, () => diff("a.md")) },
    ],
    [
      "so much is held back that files may be missing",
      { diffs: Array.from({ length: 30 }, () => diff("a.md", { diff: "", collapsed: true })) },
    ],
  ])("is unknown when %s", async (_, answer) => {
    const { gitlab } = await serveGitLab({ [compare]: answer });
    expect(await gitlab.changedPaths(12, base, head)).toBe("unknown");
  });

  test("is known although one long page is held back", async () => {
    const { gitlab } = await serveGitLab({
      [compare]: { diffs: [diff("long.md", { diff: "", collapsed: true })] },
    });
    expect(await gitlab.changedPaths(12, base, head)).toHaveLength(1);
  });
});

test("the head of a branch is found by its name, slashes and all", async () => {
  const { gitlab } = await serveGitLab({
    "projects/12/repository/branches/release%2F2027": {
      name: "release/2027",
      commit: { id: head },
    },
  });
  expect(await gitlab.branchHead(12, "release/2027")).toBe(head);
  expect(await gitlab.branchHead(12, "gone")).toBeUndefined();
});
