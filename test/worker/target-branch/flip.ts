import { readFileSync, writeFileSync } from "node:fs";

/** Changes one bit of a file; a negative place counts from its end. */
export function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const offset = at < 0 ? bytes.length + at : at;
  bytes[offset] = (bytes[offset] ?? 0) ^ 4;
  writeFileSync(path, bytes);
}
