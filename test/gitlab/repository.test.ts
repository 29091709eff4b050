import { describe, expect, test } from "vitest";
import { countWork } from "../count-work.ts";
import { createObjectStore, mergeBase, updateTree, writeBlob, writeCommit } from "./repository.ts";
import { changedFiles } from "./tree-diff.ts";
import { openGitLab } from "./scenes.ts";

const author = {
  name: "Sofia",
  email: "sofia@users.example.com",
  at: new Date("2026-11-02T08:00:00Z"),
};

function write(
  store: ReturnType<typeof createObjectStore>,
  files: Record<string, string | null>,
  parents: string[] = [],
): string {
  const before = parents[0] === undefined ? undefined : store.commits.get(parents[0])?.tree;
  const changes = new Map(
    Object.entries(files).map(([path, text]) => [path, text === null ? null : Buffer.from(text)]),
  );
  const tree = updateTree(store, before, changes);
  return writeCommit(store, {
    tree,
    parents,
    message: "Write the handbook",
    author,
    committer: author,
  });
}

describe("the object store", () => {
  test("gives blobs, trees and commits the ids that git gives them", () => {
    const store = createObjectStore();
    const commit = write(store, {
      "source/handbook/leave/index.html.md": "# Leave\n\nTake the days you need.\n",
      "README.md": "The handbook\n",
    });
    expect(writeBlob(store, Buffer.from("The handbook\n"))).toBe(
      "23eeccd6a860e81cc902f3674be0e3a9d520a37a",
    );
    expect(store.commits.get(commit)?.tree).toBe("1d295de45ab90c4f2c46656d1e1fedfaa9874a22");
    expect(commit).toBe("bcaf5a016a23d748028d7d06562ac5cce5a8be24");
  });

  test("shares every tree that a commit does not touch", () => {
    const store = createObjectStore();
    const first = write(store, { "leave/a.md": "a\n", "pay/b.md": "b\n" });
    const trees = store.trees.size;
    write(store, { "leave/a.md": "A\n" }, [first]);
    expect(store.trees.size - trees).toBe(2);
  });

  test("drops a folder with its last file", () => {
    const store = createObjectStore();
    const first = write(store, { "leave/a.md": "a\n", "pay/b.md": "b\n" });
    const second = write(store, { "pay/b.md": null }, [first]);
    expect([...(store.trees.get(store.commits.get(second)?.tree ?? "")?.keys() ?? [])]).toEqual([
      "leave",
    ]);
  });

  test("finds the merge base after both sides went on and after a merge", () => {
    const store = createObjectStore();
    const root = write(store, { "a.md": "1\n" });
    const main = write(store, { "b.md": "2\n" }, [root]);
    const branch = write(store, { "c.md": "3\n" }, [root]);
    expect(mergeBase(store, main, branch)).toBe(root);
    const merged = write(store, { "d.md": "4\n" }, [branch, main]);
    const later = write(store, { "e.md": "5\n" }, [main]);
    expect(mergeBase(store, later, merged)).toBe(main);
  });

  test("holds a project of 2,200 pages and 200 merge requests, each of little work", async () => {
    const gitlab = await openGitLab({ preparation: { polls: 0 } });
    const files = Object.fromEntries(
      Array.from({ length: 2200 }, (_, page) => [
        `source/handbook/area-${page % 40}/page-${page}/index.html.md`,
        `# Page ${page}\n\n${"A line of the page.\n".repeat(60)}`,
      ]),
    );
    let id = 0;
    const making = await countWork(() => {
      id = gitlab.createProject({ path: "people/handbook", files }).id;
    }, /\/test\/gitlab\//);
    const opening = await countWork(() => {
      for (const [index, path] of Object.keys(files).slice(0, 200).entries()) {
        const sourceBranch = `change-${index}`;
        gitlab.pushCommit(id, sourceBranch, { files: { [path]: "# Page\n" } });
        gitlab.openMergeRequest({ sourceProject: id, sourceBranch, title: `Change ${index}` });
      }
    }, /\/test\/gitlab\//);
    // 35 a page and 579 a merge request today; one that looked at every page would take 2,200 and more.
    expect(making / 2200).toBeLessThan(150);
    expect(opening / 200).toBeLessThan(1_500);
    expect(gitlab.mergeRequest({ projectId: id, iid: 200 }).sourceBranch).toBe("change-199");
  });
});

describe("the difference of two commits", () => {
  const long = Array.from({ length: 20 }, (_, line) => `Line ${line} of the policy.`).join("\n");

  test.each([
    ["a moved page", { "old.md": long }, { "old.md": null, "new.md": long }, ["old.md → new.md"]],
    [
      "a page moved and edited in part",
      { "old.md": long },
      { "old.md": null, "new.md": `${long.slice(0, 400)}\nThe rest is new.` },
      ["old.md → new.md"],
    ],
    [
      "a page replaced by another one",
      { "old.md": long },
      { "old.md": null, "new.md": "Nothing of it was kept.\n" },
      ["new.md → new.md", "old.md → old.md"],
    ],
    [
      "two moves, each paired with its like",
      { "a.md": long, "b.md": long.toUpperCase() },
      { "a.md": null, "b.md": null, "c.md": `${long.toUpperCase()}!`, "d.md": `${long}!` },
      ["b.md → c.md", "a.md → d.md"],
    ],
  ])("sees %s", (_, before, after, expected) => {
    const store = createObjectStore();
    const first = write(store, { ...before, "kept.md": "Kept.\n" });
    const second = write(store, after, [first]);
    const seen = changedFiles(store, first, second);
    expect(seen.map(({ oldPath, newPath }) => `${oldPath} → ${newPath}`)).toEqual(expected);
  });
});
