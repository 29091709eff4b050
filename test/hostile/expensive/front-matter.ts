import { type ExpensivePage, front, full, fullOf, page, yamlBytes } from "./expensive-page.ts";

/** Front matter. */
export const frontMatter: readonly ExpensivePage[] = [
  page("aliases", () => front(`a: &a x\n${fullOf((nth) => `k${nth}: *a\n`, yamlBytes)}`)),
  page("aliases in a list", () => front(`a: &a x\nb: [${full("*a, ", yamlBytes)}*a]`)),
  page("aliases of aliases", () =>
    front(`a0: &a0 [x]\n${fullOf((nth) => `a${nth + 1}: &a${nth + 1} [*a${nth}]\n`, yamlBytes)}`),
  ),
  page("aliases of lists", () =>
    front(`a: &a [x,x,x,x,x,x,x,x]\n${fullOf((nth) => `k${nth}: [*a,*a,*a,*a]\n`, yamlBytes)}`),
  ),
  page("merge keys", () =>
    front(`a: &a {x: 1}\n${fullOf((nth) => `k${nth}: {<<: *a, y: 1}\n`, yamlBytes)}`),
  ),
  page("merge keys of lists", () =>
    front(`a: &a {x: 1}\n${fullOf((nth) => `k${nth}: {<<: [*a, *a], y: 1}\n`, yamlBytes)}`),
  ),
  page("anchors", () => front(fullOf((nth) => `k${nth}: &k${nth} x\n`, yamlBytes))),
  page("nested brackets", () => front(`a: ${full("[", yamlBytes)}`)),
  page("nested braces", () => front(`a: ${full("{a: ", yamlBytes)}`)),
  page("nested keys", () => front(fullOf((nth) => `${" ".repeat(nth)}a:\n`, yamlBytes))),
  page("nested items", () => front(full("- ", yamlBytes))),
  page("questions", () => front(full("? ", yamlBytes))),
  page("keys alike", () => front(full("a: 1\n", yamlBytes))),
  page("keys", () => front(fullOf((nth) => `k${nth}: 1\n`, yamlBytes))),
  page("keys in braces", () => front(`a: {${fullOf((nth) => `k${nth}: 1, `, yamlBytes)}b: 1}`)),
  page("open quotes in front matter", () => front(full('a: "\n', yamlBytes))),
  page("a value of many lines", () => front(`a: ${full("b\n  ", yamlBytes)}`)),
  page("a block of many lines", () =>
    front(`a: |\n${full("  - Ask the guys to utilize it.\n", yamlBytes)}`),
  ),
  page("comments in front matter", () => front(`${full("# a\n", yamlBytes)}a: 1`)),
  page("tags in front matter", () => front(fullOf((nth) => `k${nth}: !t${nth} 1\n`, yamlBytes))),
  page("lines that nearly close it", () => `---\ntitle: a\n${full("----\n")}`),
  page(
    "lines that nearly close it, between keys",
    () =>
      `---\n${fullOf((nth) => `${nth % 5000 === 4999 ? "----\n" : ""}k${nth}: 1\n`, yamlBytes)}`,
  ),
  page("front matter that never ends", () => `---\n${full("a: b\n")}`),
  page(
    "front matter that nobody opened",
    () => `${fullOf((nth) => `k${nth}: b\n`, yamlBytes)}---\n`,
  ),
  page("blank lines before front matter", () => `${full("\n")}---\na: b\n---\n`),
  page("tables in TOML", () => `+++\n${fullOf((nth) => `[a${nth}]\nb = 1\n`, yamlBytes)}+++\n`),
  page(
    "dotted keys in TOML",
    () => `+++\n${fullOf((nth) => `${"a.".repeat(nth % 40)}b${nth} = 1\n`, yamlBytes)}+++\n`,
  ),
  page("arrays of tables in TOML", () => `+++\n${full("[[a]]\nb = 1\n", yamlBytes)}+++\n`),
  page("nested arrays in TOML", () => `+++\na = ${full("[", yamlBytes)}\n+++\n`),
];
