/** Starts a text with a capital, as a sentence starts; code and quotation marks stay. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
