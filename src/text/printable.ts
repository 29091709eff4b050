/**
 * Control characters but tab and line feed, and characters that show nothing or turn the direction of what
 * follows: they may steer a terminal, or make a reader see another text than the one that is there.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/;

const ALL_UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

/** Whether a text has characters that are not seen. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** Leaves out what is not seen. */
export function withoutUnseen(text: string): string {
  return text.toWellFormed().replace(ALL_UNSEEN, "");
}

/** Makes what is not seen visible, as `\uFFFD`; lines and tabs stay. */
export function showUnseen(text: string): string {
  return text.toWellFormed().replace(ALL_UNSEEN, "\uFFFD");
}

/** One line for a terminal: names and texts are strangers', and nothing in them may steer it or begin a line. */
export function printable(text: string): string {
  return showUnseen(text).replace(/[\t\n]/g, "\uFFFD");
}
