import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

import { parse } from "acorn";
import { simple } from "acorn-walk";

import type { Module } from "./modules.ts";

interface Import {
  readonly specifier: string;
  readonly isOfTypes: boolean;
}

/** What only modules at the edge may touch: each makes the same input give another answer some day. */
const impureGlobals: ReadonlyMap<string, string> = new Map([
  ["process", "the environment"],
  ["Buffer", "Node"],
  ["require", "Node"],
  ["globalThis", "the environment"],
  ["navigator", "the environment"],
  ["console", "the terminal"],
  ["performance", "the clock"],
  ["setTimeout", "the clock"],
  ["setInterval", "the clock"],
  ["setImmediate", "the clock"],
  ["queueMicrotask", "the clock"],
  ["crypto", "randomness"],
  ["fetch", "the network"],
  ["WebSocket", "the network"],
  ["XMLHttpRequest", "the network"],
  ["EventSource", "the network"],
  ["Intl", "the locale"],
]);

const impureMethods: ReadonlyMap<string, string> = new Map([
  ["Date.now", "the clock"],
  ["Math.random", "randomness"],
]);

const localeMethod = /^(?:localeCompare|toLocale\w+)$/;

/** Everything in one file that the table of modules does not allow, a sentence each. */
export function checkFile(
  path: string,
  source: string,
  modules: readonly Module[],
): readonly string[] {
  const own = moduleOf(path, modules);
  if (own === undefined) return [`${path} belongs to no module of ARCHITECTURE.md`];
  const code = stripTypeScriptTypes(source);
  const found = [...typeImports(source, code), ...valueImports(code)].flatMap((it) =>
    it.specifier.startsWith(".") ? checkOwn(path, own, it, modules) : checkPackage(path, own, it),
  );
  return own.packages === "any"
    ? found
    : [...found, ...touched(code).map((what) => `${path} touches ${what}`)];
}

/** The modules and packages that a file imports, as the table names them. */
export function importsOf(
  path: string,
  source: string,
  modules: readonly Module[],
): readonly string[] {
  const code = stripTypeScriptTypes(source);
  return [...typeImports(source, code), ...valueImports(code)].map(({ specifier }) =>
    specifier.startsWith(".")
      ? (moduleOf(join(path, "..", specifier), modules)?.folder ?? "")
      : packageOf(specifier),
  );
}

function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "";
}

/** The module that a file belongs to. */
export function moduleOf(path: string, modules: readonly Module[]): Module | undefined {
  return modules.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));
}

function checkOwn(
  path: string,
  own: Module,
  { specifier, isOfTypes }: Import,
  modules: readonly Module[],
): readonly string[] {
  const target = join(path, "..", specifier);
  const other = moduleOf(target, modules);
  if (other === own) return [];
  const allowed =
    other === undefined
      ? undefined
      : "allBut" in own.imports
        ? own.imports.allBut.includes(other.folder)
          ? undefined
          : "values"
        : own.imports.get(other.folder);
  if (allowed === "values" || (allowed === "types" && isOfTypes)) return [];
  return [`${path} imports ${allowed === "types" ? "more than types of " : ""}${target}`];
}

function checkPackage(
  path: string,
  own: Module,
  { specifier, isOfTypes }: Import,
): readonly string[] {
  const isAllowed = own.packages === "any" || own.packages.has(packageOf(specifier));
  const isType = isOfTypes && !specifier.startsWith("node:");
  return isAllowed || isType ? [] : [`${path} imports the package ${specifier}`];
}

/** Imports that are there for their types: written so, or gone with the types. */
function typeImports(source: string, code: string): readonly Import[] {
  const values = new Set(valueImports(code).map(({ specifier }) => specifier));
  const pattern =
    /\b(?:import|export)\s+type\s[^;]{0,2000}?\sfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)/g;
  return Array.from(source.matchAll(pattern), ([, from, inline]) => ({
    specifier: from ?? inline ?? "",
    isOfTypes: true,
  })).filter(({ specifier }) => !values.has(specifier));
}

function valueImports(code: string): readonly Import[] {
  const found: Import[] = [];
  const add = (value: unknown): void => {
    found.push({ specifier: String(value), isOfTypes: false });
  };
  simple(parse(code, { ecmaVersion: "latest", sourceType: "module" }), {
    ImportDeclaration: ({ source }) => add(source.value),
    ExportNamedDeclaration: ({ source }) => source && add(source.value),
    ExportAllDeclaration: ({ source }) => add(source.value),
    ImportExpression: ({ source }) => {
      add(source.type === "Literal" ? source.value : "an address made at run time");
    },
  });
  return found;
}

/** Names of the world outside that code uses. */
function touched(code: string): readonly string[] {
  const found: string[] = [];
  const nameOf = (node: { readonly type: string }): string =>
    "name" in node ? String(node.name) : "";
  simple(parse(code, { ecmaVersion: "latest", sourceType: "module" }), {
    Identifier: ({ name }) => {
      const what = impureGlobals.get(name);
      if (what !== undefined) found.push(`${what}: ${name}`);
    },
    MemberExpression: ({ object, property }) => {
      const name = nameOf(property);
      const what = impureMethods.get(`${nameOf(object)}.${name}`);
      if (what !== undefined) found.push(`${what}: ${nameOf(object)}.${name}`);
      if (localeMethod.test(name)) found.push(`the locale: ${name}`);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (nameOf(callee) === "Date" && given.length === 0) found.push("the clock: new Date()");
    },
    CallExpression: ({ callee }) => {
      if (nameOf(callee) === "Date") found.push("the clock: Date()");
    },
    MetaProperty: () => found.push("the environment: import.meta"),
  });
  return found;
}
