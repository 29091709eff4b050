/** A fence of three or more, or a span of code, in which nothing is a link; or the target of an inline link or image. */
const codeOrTarget =
  /^(`{3,})[^\n]*\n(?:[^]*?\n)?\1`*$|(?<!`)(`+)(?!`)[^`\n]{0,2000}?(?<!`)\2(?!`)|(?<=\]\()([^()\s]{1,500})(?=\))/gm;

/** Replaces the target of every inline link and image of a documentation page by what `map` says. */
export function mapTargets(text: string, map: (target: string) => string): string {
  return text.replace(
    codeOrTarget,
    (whole: string, _fence: unknown, _ticks: unknown, target: string | undefined) =>
      target === undefined ? whole : map(target),
  );
}

/** A link whose text is no image. */
const link = /(?<!!)\[((?:[^[\]`]|`[^`\n]*`){1,300})\]\(([^()\s]{1,500})\)/g;

/** Takes links off of which `isServed` says no, and leaves their texts. */
export function unlink(text: string, isServed: (target: string) => boolean): string {
  const pieces = text.split(/^(`{3,}[^\n]*\n[^]*?^`{3,}`*)$/m);
  return pieces
    .map((piece) =>
      piece.startsWith("```")
        ? piece
        : piece.replace(link, (whole: string, label: string, target: string) =>
            isServed(target) ? whole : label,
          ),
    )
    .join("");
}
