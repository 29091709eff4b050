import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a data folder with the folders above it. @throws with what to set where that cannot be. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await make(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    throw new Error(
      `The data folder ${folder} cannot be used (${code}). Set HANDBOOK_BOT_DATA_DIR to a folder that the bot may write to.`,
      { cause: error },
    );
  }
}

/**
 * Not `recursive`: Node tries for ever where a folder is there and yet takes nothing, as in /proc (24.21, 2026-11).
 */
async function make(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await make(above);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process has made it meanwhile.
    if (codeOf(error) !== "EEXIST" || !(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
