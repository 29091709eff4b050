import { lineEnd, nextLine, trimmedLineEnd } from "./line-ends.ts";

/** A line that opens or closes front matter, or that was meant to. */
export interface Fence {
  readonly format: "yaml" | "toml";
  /** Of the line, its indentation included. */
  readonly start: number;
  /** Without white space at the end of the line. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  /** Three marks in the first column, as every site generator wants it. Not `----`, not ` ---`. */
  readonly isExact: boolean;
}

/** The fence at the line that begins at `at`: `---`, `+++`, or nearly one. */
export function fenceAt(source: string, at: number): Fence | undefined {
  const first = source[at];
  if (first !== "-" && first !== "+" && first !== " ") return undefined;
  const end = trimmedLineEnd(source, at);
  const [, indent = "", marks = ""] =
    /^( {0,3})(-{3,20}|\+{3})$/.exec(source.slice(at, Math.min(end, at + 30))) ?? [];
  if (marks === "") return undefined;
  return {
    format: marks.startsWith("+") ? "toml" : "yaml",
    start: at,
    end,
    next: nextLine(source, at),
    isExact: indent === "" && marks.length === 3,
  };
}

/** The first exact fence from a line on. */
export function closingFence(
  source: string,
  from: number,
  format: Fence["format"],
): Fence | undefined {
  for (let at = from; at < source.length; at = nextLine(source, at)) {
    const fence = fenceAt(source, at);
    if (fence?.isExact === true && fence.format === format) return fence;
  }
  return undefined;
}

// Lines that nearly close front matter: each is tried by reading the YAML above it.
const NEAR_MAX = 5;

/** Lines before `to` that may close YAML as well: `...`, which YAML itself knows, `----` and ` ---`. */
export function nearFences(source: string, from: number, to: number): readonly Fence[] {
  const near: Fence[] = [];
  for (let at = from; at < to && near.length < NEAR_MAX; at = nextLine(source, at)) {
    const isEnd = source.startsWith("...", at) && trimmedLineEnd(source, at) === at + 3;
    const fence = isEnd ? documentEnd(source, at) : fenceAt(source, at);
    if (fence?.format === "yaml") near.push(fence);
  }
  return near;
}

function documentEnd(source: string, at: number): Fence {
  const end = Math.min(at + 3, lineEnd(source, at));
  return { format: "yaml", start: at, end, next: nextLine(source, at), isExact: true };
}
