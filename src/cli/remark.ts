import { say } from "./own-progress.ts";

const said = new Set<string>();

/** Says something on standard error, once, however often it is met. */
export function remark(text: string | undefined): void {
  if (text === undefined || said.has(text)) return;
  said.add(text);
  say(text);
}
