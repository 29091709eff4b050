import { valeCounterparts } from "../../lint/foreign/vale-names.ts";
import { addTo, addWords, type Draft, setRule } from "./draft.ts";
import { entriesOf, readIni, readLines, readSettings, textsIn, valueAt } from "./read-settings.ts";
import type { Surroundings } from "./surroundings.ts";

const files = [".vale.ini", "_vale.ini", "vale.ini"];

/** Styles that everybody can install. Their word lists are not the handbook's own decision. */
const published = new Set([
  "vale",
  "google",
  "microsoft",
  "write-good",
  "alex",
  "proselint",
  "joblint",
  "readability",
  "redhat",
]);

/** Of one style so many terms; a configuration is for people. */
const termsMax = 300;
const severities: Readonly<Record<string, string>> = {
  suggestion: "info",
  warning: "warning",
  error: "error",
};

/** Carries what Vale checks over: rules that are off, vocabularies, and word lists of the handbook's own styles. */
export function carryVale(draft: Draft, around: Surroundings): void {
  const file = files.find((name) => around.has(name));
  if (file === undefined) return;
  const lines = readIni(around.text(file) ?? "");
  const styles = new Set<string>();
  let folder = "styles";
  for (const { key, value } of lines) {
    const values = value.split(",").map((item) => item.trim());
    if (key === "StylesPath") folder = value.replace(/^\.\//, "").replace(/\/$/, "");
    else if (key === "BasedOnStyles") for (const style of values) styles.add(style);
    else if (/^[\w-]+\.[\w-]+$/.test(key)) carryCheck(draft, around, file, key, value);
    else if (!/^(?:MinAlertLevel|Packages|Vocab)$/.test(key)) draft.left.push(`${file}: ${key}`);
  }
  for (const { value } of lines.filter(({ key }) => key === "Vocab")) {
    for (const name of value.split(",").map((item) => item.trim()))
      carryVocabulary(draft, around, folder, name);
  }
  for (const style of styles) {
    if (style === "" || style.toLowerCase() === "vale") continue;
    if (!published.has(style.toLowerCase())) carryStyle(draft, around, `${folder}/${style}`);
    else if (valeCounterparts(style).length === 0)
      draft.left.push(`${file}: the style ${style}; keep Vale for it`);
  }
}

function carryCheck(
  draft: Draft,
  around: Surroundings,
  file: string,
  check: string,
  value: string,
): void {
  const rules = valeCounterparts(check).filter((rule) => around.knows(rule));
  const isWhole = rules.some((rule) => !rule.includes("/"));
  if (rules.length === 0 || (isWhole && value !== "NO")) {
    if (value !== "YES") draft.left.push(`${file}: ${check} = ${value}`);
    return;
  }
  for (const rule of rules) {
    const level = value === "NO" ? "off" : severities[value];
    // A style switched off by one check would be too much.
    if (level === undefined || (isWhole && !rule.includes("/"))) continue;
    if (level === "off" ? around.isOn(rule) : true)
      setRule(draft, rule, { value: level, why: `${check} = ${value} in ${file}` });
  }
}

function carryVocabulary(draft: Draft, around: Surroundings, styles: string, name: string): void {
  const places = [`${styles}/config/vocabularies/${name}`, `${styles}/Vocab/${name}`];
  for (const place of places) {
    const accepted = readLines(around.text(`${place}/accept.txt`) ?? "");
    const words = accepted.filter(isPlain);
    addWords(draft, words, `${place}/accept.txt`);
    const rejected = readLines(around.text(`${place}/reject.txt`) ?? "");
    for (const word of rejected.filter(isPlain))
      addTo(draft, "terms", { value: { avoid: [word] }, why: `${place}/reject.txt` });
    const others = [...accepted, ...rejected].filter((word) => !isPlain(word)).length;
    if (others > 0) draft.left.push(`${place}: ${others} patterns left out`);
  }
}

/** Word lists of a style: what to write for what, and what not to write. */
function carryStyle(draft: Draft, around: Surroundings, folder: string): void {
  const paths = around.files.filter(
    (path) => path.startsWith(`${folder}/`) && /\.ya?ml$/.test(path),
  );
  let terms = 0;
  for (const path of paths) {
    const rule = readSettings(around.text(path) ?? "");
    const swaps = entriesOf(valueAt(rule, "swap"));
    const tokens = textsIn(valueAt(rule, "tokens"));
    const kind = valueAt(rule, "extends");
    const isList = kind === "substitution" || (kind === "existence" && tokens.length > 0);
    if (!isList) {
      draft.left.push(`${path}: a check of the kind ${String(kind)}`);
      continue;
    }
    const entries = [
      ...swaps.map(([avoid, write]) => ({ avoid, write: String(write) })),
      ...tokens.map((avoid) => ({ avoid, write: undefined })),
    ];
    const usable = entries.filter(
      ({ avoid, write }) =>
        isPlain(avoid) && (write === undefined || (isPlain(write) && write.length <= 40)),
    );
    const taken = usable.slice(0, Math.max(0, termsMax - terms));
    terms += taken.length;
    for (const { avoid, write } of taken)
      addTo(draft, "terms", {
        value: { avoid: [avoid], ...(write !== undefined && { write }) },
        why: path,
      });
    if (taken.length < entries.length)
      draft.left.push(`${path}: ${entries.length - taken.length} left out, patterns or too many`);
  }
}

/** Words and no pattern. */
function isPlain(text: string): boolean {
  return text.length >= 2 && text.length <= 60 && /^[\p{L}\p{N}][\p{L}\p{N}'’ -]*$/u.test(text);
}
