import { parse } from "yaml";

/** Settings as a tree of plain values. */
export type Settings = ReadonlyMap<string, unknown>;

/** Reads a YAML or JSON file of settings; empty where it cannot be read. */
export function readYaml(text: string): Settings {
  try {
    return mapOf(parse(text, { maxAliasCount: 100, uniqueKeys: false, logLevel: "silent" }));
  } catch {
    return new Map();
  }
}

/**
 * Reads what a site needs of a TOML file: `key = value` with texts, numbers and truth values, below `[table]`
 * headers. What else there is in it is left out.
 */
export function readToml(text: string): Settings {
  const root = new Map<string, unknown>();
  let table = root;
  for (const line of text.split("\n")) {
    const header = /^\s*\[([\w."' -]{1,200})\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) {
      table = root;
      for (const name of header.split(".")) table = childOf(table, unquoted(name.trim()));
      continue;
    }
    if (/^\s*\[\[/.test(line)) table = new Map();
    const [, key, value] = /^([\w"'-]{1,100})[ \t]*=(.*)$/.exec(line.trim()) ?? [];
    if (key === undefined || value === undefined) continue;
    table.set(unquoted(key), tomlValue(value.trim()));
  }
  return root;
}

function tomlValue(value: string): unknown {
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')/.exec(value);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  const bare = (value.split("#")[0] ?? "").trim();
  return bare === "true" ? true : bare === "false" ? false : bare;
}

function unquoted(text: string): string {
  return text.replace(/^["']|["']$/g, "");
}

function childOf(table: Map<string, unknown>, name: string): Map<string, unknown> {
  const known = table.get(name);
  if (known instanceof Map) return known;
  const child = new Map<string, unknown>();
  table.set(name, child);
  return child;
}

function mapOf(value: unknown): Map<string, unknown> {
  return new Map(
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value)
      : [],
  );
}

/** The value at a path of keys; undefined where there is none. */
export function settingAt(settings: Settings, ...keys: readonly string[]): unknown {
  let value: unknown = settings;
  for (const key of keys) {
    value = value instanceof Map ? value.get(key) : mapOf(value).get(key);
  }
  return value;
}

/** The text at a path of keys; undefined where there is none. */
export function textAt(settings: Settings, ...keys: readonly string[]): string | undefined {
  const value = settingAt(settings, ...keys);
  return typeof value === "string" && value.length <= 500 ? value : undefined;
}

/** The names below a path of keys. */
export function namesAt(settings: Settings, ...keys: readonly string[]): readonly string[] {
  const value = settingAt(settings, ...keys);
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return value instanceof Map ? [...value.keys()].map(String) : [...mapOf(value).keys()];
}

/**
 * Reads a text or truth value out of a configuration that is a program: `key: "value"` or `key: true`. Programs
 * are not run, so what is computed is not known.
 */
export function literalOf(program: string, key: string): string | undefined {
  for (let at = program.indexOf(key); at !== -1; at = program.indexOf(key, at + 1)) {
    if (/[\w$]/.test(program[at - 1] ?? "")) continue;
    const rest = program.slice(at + key.length, at + key.length + 300);
    const found =
      /^["']?\s{0,9}[:=]\s{0,9}(?:'([^'\n]{0,200})'|"([^"\n]{0,200})"|`([^`$\n]{0,200})`|(true|false)\b)/.exec(
        rest,
      );
    if (found !== null) return found[1] ?? found[2] ?? found[3] ?? found[4];
  }
  return undefined;
}

/** The path of an address below which a site is served, `/handbook` of `https://example.com/handbook/`. */
export function basePathOf(address: string | undefined): string | undefined {
  const url = address?.trim() ?? "";
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const base = path.replace(/\/$/, "");
  return /^(?:\/[\w.~-]{1,100}){1,10}$/.test(base) ? base : undefined;
}

/** A folder as settings write it (`./docs/`, `../handbook`) from the root of its site: with a `/`, or empty. */
export function folderIn(root: string, folder: string | undefined): string {
  const parts: string[] = [];
  for (const part of `${root}${folder ?? ""}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.map((part) => `${part}/`).join("");
}
