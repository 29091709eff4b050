import { applyPatch } from "diff";
import { array, assert, boolean, constantFrom, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import type { StartOptions } from "./options.ts";
import { createPatch, unfoldedNewLine } from "./patch.ts";
import { LEAVE, LEAVE_TEXT, openGitLab, openLeaveScene } from "./scenes.ts";

const words = array(constantFrom("Rest.", "Ask first.", "", "## Days", "Write it\r"), {
  maxLength: 30,
});
const texts = tuple(words, boolean()).map(([lines, ends]) => lines.join("\n") + (ends ? "\n" : ""));

describe("the diff of a page", () => {
  test("turns the old text into the new one when applied", () => {
    assert(
      property(texts, texts, (before, after) => {
        const { text } = createPatch(Buffer.from(before), Buffer.from(after));
        const patched =
          text === ""
            ? before
            : applyPatch(before, `--- a\n+++ b\n${text}`, { autoConvertLineEndings: false });
        expect(patched).toBe(after);
      }),
    );
  });

  test("knows where an unchanged line went", () => {
    assert(
      property(words, words, (before, after) => {
        const oldLines = before.map((line, index) => `${index} ${line}`);
        const newLines = [...after, ...oldLines.slice(2), ...after];
        const patch = createPatch(
          Buffer.from(`${oldLines.join("\n")}\n`),
          Buffer.from(`${newLines.join("\n")}\n`),
        );
        for (const [index, line] of oldLines.entries()) {
          const isRemoved = patch.lines.some(
            ({ kind, oldLine }) => kind === "removed" && oldLine === index + 1,
          );
          if (!isRemoved) expect(newLines[unfoldedNewLine(patch, index + 1) - 1]).toBe(line);
        }
      }),
    );
  });

  test("has git's form, with the line above the hunk repeated", async () => {
    const { api, path } = await openLeaveScene();
    const { json } = await api.get(`${path}/diffs`);
    expect(json[0].diff).toBe(
      [
        "@@ -7,8 +7,8 @@ We want people to rest.",
        " ## Days",
        " ",
        " Everybody has 25 days a year.",
        "+Half days count half.",
        " The year begins in January.",
        "-Days do not carry over.",
        " ",
        " ## Asking",
        " ",
        "",
      ].join("\n"),
    );
    const { json: unified } = await api.get(`${path}/diffs?unidiff=true`);
    expect(unified[0].diff).toMatch(/^--- a\/source.*\n\+\+\+ b\/source.*\n@@ /);
  });

  test("says when the last line has no line feed", () => {
    const { text } = createPatch(Buffer.from("Rest.\n"), Buffer.from("Rest."));
    expect(text).toBe("@@ -1 +1 @@\n-Rest.\n+Rest.\n\\ No newline at end of file\n");
  });
});

async function diffsOf(files: Record<string, string | null>, options: StartOptions) {
  const gitlab = await openGitLab({ preparation: { polls: 0 }, ...options });
  const project = gitlab.createProject({ path: "people/handbook", files: { [LEAVE]: LEAVE_TEXT } });
  gitlab.pushCommit(project.id, "change", { files });
  gitlab.openMergeRequest({ sourceProject: project.id, sourceBranch: "change", title: "Change" });
  const api = createClient(gitlab.url, gitlab.createBot({ projectId: project.id }).token);
  return { api, path: `/projects/${project.id}/merge_requests/1` };
}

describe("diff lists", () => {
  test("mark new, deleted and renamed files, and a pure rename has an empty diff", async () => {
    const { api, path } = await diffsOf(
      { [LEAVE]: null, "source/handbook/time-off.md": LEAVE_TEXT, "new.md": "New.\n" },
      {},
    );
    const { json } = await api.get(`${path}/diffs`);
    expect(json).toMatchObject([
      { new_path: "new.md", new_file: true, renamed_file: false, a_mode: "0" },
      { old_path: LEAVE, new_path: "source/handbook/time-off.md", renamed_file: true, diff: "" },
    ]);
  });

  test("leave out what is over a tenth of a limit and say so", async () => {
    const { api, path } = await diffsOf(
      {
        "long.md": "A line.\n".repeat(30),
        "huge.md": "A line.\n".repeat(300),
        "short.md": "A line.\n",
      },
      { diffLimits: { patchBytes: 1500 } },
    );
    const { json } = await api.get(`${path}/diffs`);
    expect(json).toMatchObject([
      { new_path: "huge.md", diff: "", collapsed: false, too_large: true },
      { new_path: "long.md", diff: "", collapsed: true, too_large: false },
      {
        new_path: "short.md",
        diff: "@@ -0,0 +1 @@\n+A line.\n",
        collapsed: false,
        too_large: false,
      },
    ]);
    const { json: raw } = await api.get(`${path}/changes?access_raw_diffs=true`);
    expect(raw.changes[1].diff).toMatch(/^@@ -0,0 \+1,30 @@/);
  });

  test("end at the limit of files, and only raw changes name them all", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, page) => [`page-${page}.md`, "New.\n"]),
    );
    const { api, path } = await diffsOf(files, { diffLimits: { files: 10 } });
    const { json: listed } = await api.get(`${path}/diffs?per_page=100`);
    const { json: shown } = await api.get(path);
    const { json: versions } = await api.get(`${path}/versions`);
    const { json: changes } = await api.get(`${path}/changes`);
    const { json: raw } = await api.get(`${path}/changes?access_raw_diffs=true`);
    expect(listed).toHaveLength(10);
    expect(shown.changes_count).toBe("10+");
    expect(versions[0]).toMatchObject({ state: "overflow", real_size: "10+" });
    expect(changes).toMatchObject({ overflow: true });
    expect(raw.changes).toHaveLength(12);
  });
});
