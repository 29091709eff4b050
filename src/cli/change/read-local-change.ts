import { join } from "node:path";

import type { ChangedFile } from "../../change/change.ts";
import {
  configFileName,
  defaultHandbookConfig,
  type HandbookConfig,
} from "../../config/handbook-config.ts";
import { existing, type Location, standpoints } from "../locate.ts";
import type { OpenRules } from "../open-rules.ts";
import { readConfig } from "../read-config.ts";
import { readBytes, statOf } from "../read-files.ts";
import { findCommits } from "./compared-commits.ts";
import { openGit } from "./git.ts";
import { pipelineOf } from "./pipeline.ts";
import { readFolderChange } from "./read-folder-change.ts";
import { remark } from "../remark.ts";
import { type LocalChange, type OpenEngine, readGitChange } from "./read-git-change.ts";

/**
 * Reads what is new in a handbook against a git revision or another copy of it. `onDisk` compares the files as
 * they are on disk, to the byte, whatever is checked out and however git would store them.
 * @throws UsageError when they cannot be compared, saying what to do
 */
export async function readLocalChange(
  base: string,
  location: Location,
  rules: OpenRules,
  { onDisk }: { readonly onDisk: boolean },
): Promise<LocalChange> {
  const { root } = location;
  const openEngine: OpenEngine = (text) =>
    rules.engine(configFor(base, text, location, rules), { slow: true });
  const folder = existing(base, standpoints(process.cwd(), process.env));
  if (folder !== undefined && statOf(folder)?.isDirectory()) {
    return readFolderChange(root, folder, openEngine);
  }
  const pipeline = onDisk ? undefined : pipelineOf(process.env);
  const commits = await findCommits(openGit(root), base, pipeline);
  for (const each of commits.remarks) remark(each);
  const change = await readGitChange(root, commits, openEngine);
  if (!onDisk) return change;
  const files = change.read.files.map((file) => asOnDisk(root, file));
  return { ...change, read: { ...change.read, files } };
}

/** The configuration that a change is judged by: the target's, unless another one is named. */
function configFor(
  base: string,
  text: string | undefined,
  location: Location,
  rules: OpenRules,
): HandbookConfig {
  if (location.isConfigNamed) return readConfig(location, rules);
  if (text !== undefined) return rules.parseConfig(`${base}:${configFileName}`, text);
  remark(`${base} has no ${configFileName}; defaults are used.`);
  return defaultHandbookConfig;
}

/** Git may store line ends otherwise than the file on disk has them. */
function asOnDisk(root: string, file: ChangedFile): ChangedFile {
  return file.after === undefined ? file : { ...file, after: readBytes(join(root, file.path)) };
}
