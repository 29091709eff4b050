import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** Pictographs, their modifiers and `:shortcodes:`; not digits, ©, ™ and arrows, which are text. */
const emoji =
  /\s?(?:(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:[\p{Emoji_Modifier}\uFE0F\u200D]|\p{Extended_Pictographic}){0,8}|:[a-z][a-z0-9_+]{1,39}:)/gu;

const identifier = /^[^a-z0-9]*[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/** Headings contain no emoji. */
export const noEmojiHeading: PageRule<Record<string, never>> = {
  id: "style/no-emoji-heading",
  scope: "page",
  summary: "Headings contain no emoji.",
  why: "An emoji ends up in anchors and menus, and screen readers read its name aloud.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ headings, source }) {
    for (const { textSpan, text, isOpaque } of headings) {
      const written = source.slice(textSpan.start, textSpan.end);
      // Code and other markup may contain a name such as “🐭specify_model”.
      if (isOpaque || /[`<>]/.test(written) || identifier.test(written)) continue;
      for (const { index, 0: found } of written.matchAll(emoji)) {
        const start = textSpan.start + index;
        const end = start + found.length;
        const isAlone = found.trim() === text.trim();
        const isFirst = index === 0 && written[found.length] === " ";
        const span = { start, end: isFirst ? end + 1 : end };
        yield {
          span: { start: end - found.trim().length, end },
          message: `${quote(found)} is an emoji in a heading. Remove it.`,
          ...(!isAlone && {
            suggestions: [
              { label: "Remove the emoji", edits: [{ span, text: "" }], isSafe: false },
            ],
          }),
        };
      }
    }
  },
};
