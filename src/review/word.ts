/** Whether a text is a word or a short phrase that a configuration can name. */
export function isWord(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} '’.&+/-]{0,59}$/u.test(text);
}
