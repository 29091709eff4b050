import { createHash } from "node:crypto";
import {
  booleanField,
  callCommit,
  callProject,
  callRepository,
  field,
  integerField,
  isVisible,
  ok,
  PAGING,
  paginate,
  requiredField,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { changesBetween, diffJson, limitDiffs } from "../diffs.ts";
import { commitJson } from "../json.ts";
import { badParameter, notFound } from "../refusal.ts";
import {
  ancestors,
  commitsBetween,
  findEntry,
  mergeBase,
  readBlob,
  readCommit,
  readTree,
  walkTree,
  type Sha,
  type TreeEntry,
} from "../repository.ts";
import type { Project } from "../world.ts";

const REPOSITORY = "/projects/:id/repository";
const FILE = `${REPOSITORY}/files/:file_path`;

export const repositoryRoutes: readonly Route[] = [
  { method: "GET", path: FILE, accepts: ["ref"], scope: "read_repository", run: showFile },
  { method: "HEAD", path: FILE, accepts: ["ref"], scope: "read_repository", run: headFile },
  {
    method: "GET",
    path: `${FILE}/raw`,
    accepts: ["ref", "lfs"],
    scope: "read_repository",
    run: rawFile,
  },
  {
    method: "GET",
    path: `${REPOSITORY}/tree`,
    accepts: [...PAGING, "ref", "path", "recursive", "pagination", "page_token"],
    run: listTree,
  },
  { method: "GET", path: `${REPOSITORY}/blobs/:sha/raw`, accepts: [], run: rawBlob },
  {
    method: "GET",
    path: `${REPOSITORY}/compare`,
    accepts: ["from", "to", "straight", "from_project_id", "unidiff"],
    run: compare,
  },
  { method: "GET", path: `${REPOSITORY}/merge_base`, accepts: ["refs"], run: showMergeBase },
  {
    method: "GET",
    path: `${REPOSITORY}/branches`,
    accepts: [...PAGING, "search", "regex"],
    run: (call) => {
      const project = callRepository(call);
      return paginate(call, [...project.branches], ([name, sha]) =>
        branchJson(call, project, name, sha),
      );
    },
  },
  { method: "GET", path: `${REPOSITORY}/branches/:branch`, accepts: [], run: showBranch },
  { method: "GET", path: `${REPOSITORY}/tags/:tag`, accepts: [], run: showTag },
];

interface OpenedFile {
  readonly project: Project;
  readonly path: string;
  readonly ref: string;
  readonly commit: Sha;
  readonly entry: TreeEntry;
  readonly content: Buffer;
}

function openFile(call: Call): OpenedFile {
  const project = callRepository(call);
  const path = call.path["file_path"] ?? "";
  const ref = field(call, "ref") ?? "HEAD";
  const commit = callCommit(call, project, ref, "Commit");
  const entry = findEntry(call.world.objects, commit, path);
  if (entry === undefined || entry.mode === "040000") throw notFound("File");
  return { project, path, ref, commit, entry, content: readBlob(call.world.objects, entry.sha) };
}

function lastCommitOf(call: Call, { commit, path, entry }: OpenedFile): Sha {
  let found = commit;
  for (const sha of ancestors(call.world.objects, commit)) {
    if (findEntry(call.world.objects, sha, path)?.sha !== entry.sha) break;
    found = sha;
  }
  return found;
}

function fileJson(call: Call, file: OpenedFile): Record<string, string | number | boolean> {
  return {
    file_name: file.path.split("/").at(-1) ?? "",
    file_path: file.path,
    size: file.content.length,
    encoding: "base64",
    content_sha256: createHash("sha256").update(file.content).digest("hex"),
    ref: file.ref,
    blob_id: file.entry.sha,
    commit_id: file.commit,
    last_commit_id: lastCommitOf(call, file),
    execute_filemode: file.entry.mode === "100755",
  };
}

function fileHeaders(call: Call, file: OpenedFile): Record<string, string> {
  const names = Object.entries(fileJson(call, file)).map(([key, value]) => {
    const words = key.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
    return [`X-Gitlab-${words.join("-")}`, encodeURI(String(value))] as const;
  });
  return Object.fromEntries(names);
}

function showFile(call: Call): Answer {
  const file = openFile(call);
  return ok({ ...fileJson(call, file), content: file.content.toString("base64") });
}

function headFile(call: Call): Answer {
  return { status: 200, headers: fileHeaders(call, openFile(call)) };
}

function rawFile(call: Call): Answer {
  const file = openFile(call);
  const isText = !file.content.includes(0);
  const type = isText ? "text/plain; charset=utf-8" : "application/octet-stream";
  return {
    status: 200,
    bytes: file.content,
    headers: { ...fileHeaders(call, file), "Content-Type": type },
  };
}

function rawBlob(call: Call): Answer {
  callRepository(call);
  const content = call.world.objects.blobs.get(call.path["sha"] ?? "");
  if (content === undefined) throw notFound("Blob");
  return { status: 200, bytes: content, headers: { "Content-Type": "text/plain" } };
}

function listTree(call: Call): Answer {
  const project = callRepository(call);
  const commit = callCommit(call, project, field(call, "ref") ?? "HEAD", "Tree");
  const path = (field(call, "path") ?? "").replace(/\/$/, "");
  const { objects } = call.world;
  const entry: TreeEntry | undefined =
    path === ""
      ? { mode: "040000", sha: readCommit(objects, commit).tree }
      : findEntry(objects, commit, path);
  if (entry?.mode !== "040000") throw notFound("invalid revision or path");
  const prefix = path === "" ? "" : `${path}/`;
  const found = booleanField(call, "recursive")
    ? [...walkTree(objects, entry.sha, prefix)]
    : [...readTree(objects, entry.sha)].map(([name, inside]) => ({
        path: prefix + name,
        name,
        entry: inside,
      }));
  // Folders come before files, as Gitaly lists them.
  const sorted = [
    ...found.filter((one) => one.entry.mode === "040000"),
    ...found.filter((one) => one.entry.mode !== "040000"),
  ];
  if (field(call, "pagination") !== "keyset") return paginate(call, sorted, treeJson);
  return keysetPage(call, sorted);
}

interface TreeItem {
  readonly path: string;
  readonly name: string;
  readonly entry: TreeEntry;
}

function treeJson({ path, name, entry }: TreeItem): unknown {
  const type = entry.mode === "040000" ? "tree" : "blob";
  return { id: entry.sha, name, type, path, mode: entry.mode };
}

function keysetPage(call: Call, items: readonly TreeItem[]): Answer {
  const perPage = Math.min(integerField(call, "per_page") ?? 20, 100);
  const token = field(call, "page_token");
  const after =
    token === undefined ? -1 : items.findIndex(({ entry, path }) => tokenOf(entry, path) === token);
  if (token !== undefined && after === -1) throw badParameter("page_token is invalid");
  const shown = items.slice(after + 1, after + 1 + perPage);
  const last = shown.at(-1);
  const headers: Record<string, string> = { "X-Per-Page": String(perPage) };
  if (last !== undefined && after + 1 + perPage < items.length) {
    const next = new URL(call.url);
    next.searchParams.set("page_token", tokenOf(last.entry, last.path));
    headers["Link"] = `<${next.href}>; rel="next"`;
    headers["X-Next-Page"] = "";
  }
  return { status: 200, json: shown.map(treeJson), headers };
}

function tokenOf(entry: TreeEntry, path: string): string {
  return createHash("sha1").update(`${entry.sha}${path}`).digest("hex");
}

function compare(call: Call): Answer {
  const project = callRepository(call);
  const fromProjectId = integerField(call, "from_project_id");
  const fromProject =
    fromProjectId === undefined ? project : call.world.projects.get(fromProjectId);
  if (fromProject === undefined || !isVisible(fromProject, call.user)) throw notFound("Project");
  const from = callCommit(call, fromProject, requiredField(call, "from"), "Ref");
  const to = callCommit(call, project, requiredField(call, "to"), "Ref");
  const { objects } = call.world;
  const base = booleanField(call, "straight") ? from : (mergeBase(objects, from, to) ?? from);
  const commits = commitsBetween(objects, from, to).reverse();
  const { items } = limitDiffs(call.world, changesBetween(call.world, base, to));
  return ok({
    commit: commits.length === 0 ? null : commitJson(call.world, project, to),
    commits: commits.map(({ sha }) => commitJson(call.world, project, sha)),
    diffs: items.map((item) => diffJson(call.world, item, booleanField(call, "unidiff"))),
    compare_timeout: false,
    compare_same_ref: from === to,
  });
}

function showMergeBase(call: Call): Answer {
  const project = callRepository(call);
  const refs = call.fields["refs"];
  if (!Array.isArray(refs) || refs.length < 2) throw badParameter("refs is missing");
  const [left = "", right = ""] = refs.map((ref) => callCommit(call, project, String(ref), "Ref"));
  const base = mergeBase(call.world.objects, left, right);
  if (base === undefined) throw notFound("Merge Base");
  return ok(commitJson(call.world, project, base));
}

function branchJson(call: Call, project: Project, name: string, sha: Sha): unknown {
  return {
    name,
    merged: false,
    protected: project.protectedBranches.has(name),
    developers_can_push: false,
    developers_can_merge: false,
    default: name === project.defaultBranch,
    web_url: `${call.world.webUrl}/${project.path}/-/tree/${name}`,
    commit: commitJson(call.world, project, sha),
  };
}

/** docs.gitlab.com/api/tags */
function showTag(call: Call): Answer {
  const project = callRepository(call);
  const name = call.path["tag"] ?? "";
  const sha = project.tags.get(name);
  if (sha === undefined) throw notFound("Tag");
  return ok({ name, target: sha, message: "", protected: false, commit: { id: sha } });
}

function showBranch(call: Call): Answer {
  const project = callProject(call);
  const name = call.path["branch"] ?? "";
  const sha = project.branches.get(name);
  if (sha === undefined) throw notFound("Branch");
  return ok(branchJson(call, project, name, sha));
}
