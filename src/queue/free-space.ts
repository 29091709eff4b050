import { statfs } from "node:fs/promises";

const megabyte = 1024 * 1024;

/** What is wrong with the room on the disk of a folder; undefined: nothing, or there is no such folder. */
export async function spaceProblem(
  folder: string,
): Promise<{ readonly isFull: boolean; readonly message: string } | undefined> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch {
    return undefined;
  }
  if (free < megabyte) {
    return {
      isFull: true,
      message: `The disk of the data folder ${folder} is full. Free some space.`,
    };
  }
  // An index of a large handbook takes some thirty megabytes while it is written.
  return free < 64 * megabyte
    ? {
        isFull: false,
        message: `The disk of the data folder ${folder} has ${Math.floor(free / megabyte)} MB left.`,
      }
    : undefined;
}
