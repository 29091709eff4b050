/** A page that somebody wrote to keep a reviewer busy, as large as a page may be where size is what costs. */
export interface ExpensivePage {
  readonly name: string;
  readonly text: () => string;
  /** Front matter and templates are read by the kind of the file. */
  readonly path: string;
  /** The page as it was; without it the page is new. */
  readonly before?: () => string;
}

/** A little below the most that a page may have. */
export const pageBytes = 490_000;

/** A little below the most that front matter may have. */
export const yamlBytes = 32_000;

export function page(
  name: string,
  text: () => string,
  path = "content/handbook/leave.md",
): ExpensivePage {
  return { name, text, path };
}

/** A page that was rewritten. */
export function change(name: string, before: () => string, text: () => string): ExpensivePage {
  return { ...page(name, text), before };
}

/** Fills a page with a text over and over. */
export function full(unit: string, bytes = pageBytes): string {
  return unit.repeat(Math.floor(bytes / new TextEncoder().encode(unit).length));
}

/** Fills a page with texts that differ. */
export function fullOf(unit: (nth: number) => string, bytes = pageBytes): string {
  const pieces: string[] = [];
  let length = 0;
  for (let nth = 0; ; nth += 1) {
    const piece = unit(nth);
    length += piece.length;
    if (length > bytes) return pieces.join("");
    pieces.push(piece);
  }
}

/** A page with front matter. */
export function front(yaml: string): string {
  return `---\n${yaml}\n---\n\n# Leave\n\nAsk.\n`;
}
