/**
 * Copies text so that it no longer keeps alive the longer text it was cut from. V8 makes a cut of 13
 * characters or more a view of the whole; what outlives a page must be detached, or the page stays.
 */
export function detach(text: string): string {
  const copy: unknown = JSON.parse(JSON.stringify(text));
  return typeof copy === "string" ? copy : text;
}
