/** Contents of files in memory that all threads see. */
export interface SharedFiles {
  readonly memory: SharedArrayBuffer;
  /** Where each file begins and ends in it. */
  readonly places: ReadonlyMap<string, readonly [start: number, end: number]>;
}

/** Puts files into one piece of memory. `read` is asked for each once. */
export function shareFiles(
  paths: readonly string[],
  read: (path: string) => Uint8Array,
): SharedFiles {
  const contents = paths.map(read);
  const memory = new SharedArrayBuffer(contents.reduce((sum, { length }) => sum + length, 0));
  const bytes = new Uint8Array(memory);
  const places = new Map<string, [number, number]>();
  let at = 0;
  for (const [index, content] of contents.entries()) {
    bytes.set(content, at);
    places.set(paths[index] ?? "", [at, at + content.length]);
    at += content.length;
  }
  return { memory, places };
}

/** The content of a file; undefined for one that is not among them. */
export function sharedFile({ memory, places }: SharedFiles, path: string): Uint8Array | undefined {
  const place = places.get(path);
  return place && new Uint8Array(memory, place[0], place[1] - place[0]);
}
