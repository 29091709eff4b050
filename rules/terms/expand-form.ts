/** Marks stand directly behind a letter, so that `(s)he` is a form and `crash(es)` two. */
const mark = /(?<=[a-z])\(([a-z'|]{1,60})\)/;

/** Expands `crash(es|ed)` to crash, crashes, crashed, and every further mark likewise. */
export function expandForm(form: string): string[] {
  const found = mark.exec(form);
  if (found === null) return [form];
  const [whole, endings = ""] = found;
  const start = form.slice(0, found.index);
  const rest = expandForm(form.slice(found.index + whole.length));
  return ["", ...endings.split("|")].flatMap((ending) => rest.map((tail) => start + ending + tail));
}

/**
 * Expands a form and its replacement mark for mark; a replacement without marks holds for all.
 * @throws RangeError when their marks differ.
 */
export function expandPair(form: string, text: string): [form: string, text: string][] {
  const forms = expandForm(form);
  const texts = expandForm(text);
  if (texts.length > 1 && texts.length !== forms.length) {
    throw new RangeError(`“${form}” and “${text}” do not have the same number of endings`);
  }
  return forms.map((form, index) => [form, texts[index] ?? texts[0] ?? text]);
}
