import { join } from "node:path";

import type { ChangedFile } from "../../change/change.ts";
import { bareConfigText } from "../../config/engine.ts";
import { configFileName, defaultHandbookConfig } from "../../config/handbook-config.ts";
import { cacheFileOf } from "../cache-file.ts";
import { existing, type Location, standpoints } from "../locate.ts";
import type { OpenRules } from "../open-rules.ts";
import { readConfig } from "../read-config.ts";
import { readBytes, statOf } from "../read-files.ts";
import { UsageError } from "../usage-error.ts";
import { findCommits } from "./compared-commits.ts";
import { openGit } from "./git.ts";
import { pipelineOf } from "./pipeline.ts";
import { readFolderChange } from "./read-folder-change.ts";
import { remark } from "../remark.ts";
import {
  type LocalChange,
  type OpenedEngine,
  type OpenEngine,
  readGitChange,
} from "./read-git-change.ts";

/**
 * Reads what is new in a handbook against a git revision or another copy of it. `onDisk` compares the files as
 * they are on disk, to the byte, whatever is checked out and however git would store them.
 * @throws UsageError when they cannot be compared; it says what to do
 */
export async function readLocalChange(
  base: string,
  location: Location,
  rules: OpenRules,
  { onDisk }: { readonly onDisk: boolean },
): Promise<LocalChange> {
  const { root } = location;
  const openEngine: OpenEngine = (text) => openEngineOf(base, text, location, rules);
  const folder = existing(base, standpoints(process.cwd(), process.env));
  if (folder !== undefined && statOf(folder)?.isDirectory()) {
    return readFolderChange(root, folder, openEngine);
  }
  const pipeline = onDisk ? undefined : pipelineOf(process.env);
  const commits = await findCommits(openGit(root), base, pipeline);
  for (const each of commits.remarks) remark(each);
  const indexFile = cacheFileOf(root, "index", process.env);
  const change = await readGitChange(root, commits, openEngine, indexFile);
  if (!onDisk) return change;
  const files = change.read.files.map((file) => asOnDisk(root, file));
  return { ...change, read: { ...change.read, files } };
}

/** The rules that a change is judged by: the target's, unless another configuration is named. */
async function openEngineOf(
  base: string,
  text: string | undefined,
  location: Location,
  rules: OpenRules,
): Promise<OpenedEngine> {
  const slow = true;
  if (location.isConfigNamed)
    return { engine: await rules.engine(readConfig(location, rules), { slow }) };
  if (text === undefined) {
    remark(`${base} has no ${configFileName}; defaults are used.`);
    return { engine: await rules.engine(defaultHandbookConfig, { slow }) };
  }
  try {
    const config = rules.parseConfig(configFileName, text, location.root);
    return { engine: await rules.engine(config, { slow }) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const bare = rules.parseConfig(configFileName, bareConfigText);
    return { engine: await rules.engine(bare, { slow }), broken: error.message };
  }
}

/** Git may store line ends otherwise than the file on disk has them. */
function asOnDisk(root: string, file: ChangedFile): ChangedFile {
  return file.after === undefined ? file : { ...file, after: readBytes(join(root, file.path)) };
}
