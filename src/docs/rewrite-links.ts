import { stretchesOf } from "./fences.ts";

/** A span of code, in which nothing is a link; or an inline link or image, whose text may hold code. */
const codeOrLink =
  /``[^\n]{1,300}?``|`[^`\n]{1,300}`|(!?)\[((?:[^[\]`]|`[^`\n]{1,200}`){0,300})\]\(([^()\s]{1,500})\)/g;

/**
 * Gives every inline link and image of a documentation page the target that `rewrite` says. Where it says
 * undefined, the text of the link stays, and the image goes.
 */
export function rewriteLinks(
  page: string,
  rewrite: (target: string) => string | undefined,
): string {
  return stretchesOf(page)
    .map(({ text, fence }) =>
      fence === undefined
        ? text.replace(
            codeOrLink,
            (whole: string, mark: string, label: string, target?: string) => {
              if (target === undefined) return whole;
              const to = rewrite(target);
              if (to === undefined) return mark === "!" ? "" : label;
              return `${mark}[${label}](${to})`;
            },
          )
        : text,
    )
    .join("");
}
