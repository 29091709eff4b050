import { realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

import { configFileName, misnamedConfigFiles } from "../config/handbook-config.ts";
import { statOf } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says about where to look. */
export interface LocationChoice {
  /** Pages and folders. */
  readonly named: readonly string[];
  readonly root?: string | undefined;
  readonly config?: string | undefined;
}

/** Where the handbook is, and which of its files are meant. */
export interface Location {
  /** Without symbolic links. */
  readonly root: string;
  /** The configuration that was named or found. */
  readonly config: string | undefined;
  /** Pages and folders that are meant, relative to the root, `/` between and after folders; undefined: all. */
  readonly chosen: readonly string[] | undefined;
  readonly isConfigNamed: boolean;
  /** Says that there is no configuration; undefined where there is one. */
  readonly absence: string | undefined;
  /** What was done that nobody asked for, one sentence each. */
  readonly remarks: readonly string[];
}

/** The folder in which a person stands, and another that a path may be meant from. */
export type Standpoints = readonly [string, ...string[]];

/**
 * Gives the folder in which a person stands. npm runs the scripts of a package in the package's own folder and
 * says where it was called: from there handbook-bot's own scripts are given their paths.
 */
export function standpoints(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Standpoints {
  const { INIT_CWD: called, npm_package_json: manifest, npm_package_name: name } = env;
  const isMoved = manifest !== undefined && dirname(manifest) === cwd;
  if (!isMoved || called === undefined || called === cwd) return [cwd];
  return name === "handbook-bot" ? [called, cwd] : [cwd, called];
}

/**
 * Finds the handbook: the folder that is named, else the one above what is named that holds a configuration,
 * else the folder in which the person stands.
 * @throws UsageError when something named is not there, or is not in the handbook.
 */
export function locate({ named, root, config }: LocationChoice, from: Standpoints): Location {
  const remarks: string[] = [];
  const folder =
    root === undefined ? findRoot(named, from, config) : realFolder(existing(root, from), root);
  const found = join(folder, configFileName);
  const configFile =
    config === undefined
      ? statOf(found)?.isFile() && found
      : (existing(config, from) ?? resolve(from[0], config));
  const chosen = named.map((name) => choose(name, folder, from, remarks));
  const below = toPosix(relative(folder, realpathSync(from[0])));
  const isBelow = below !== "" && !below.startsWith("../") && below !== "..";
  if (root === undefined && chosen.length === 0 && isBelow) {
    remarks.push(`Looking at the pages below ${below}, with ${toPosix(relative(from[0], found))}.`);
    chosen.push(`${below}/`);
  }
  return {
    root: folder,
    config: configFile || undefined,
    isConfigNamed: config !== undefined,
    absence: configFile ? undefined : absenceOf(folder, root !== undefined),
    chosen: chosen.length === 0 || chosen.includes("") ? undefined : chosen,
    remarks,
  };
}

/** Whether a path is one of those that are meant. */
export function isChosen({ chosen }: Pick<Location, "chosen">): (path: string) => boolean {
  if (chosen === undefined) return () => true;
  const files = new Set(chosen);
  const folders = chosen.filter((path) => path.endsWith("/"));
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}

/** The folder with a configuration above what is named, up to the root of its repository. */
function findRoot(named: readonly string[], from: Standpoints, config: string | undefined): string {
  const [first] = named;
  const path = first === undefined ? from[0] : (existing(first, from) ?? resolve(from[0], first));
  const start = statOf(path)?.isDirectory() === false ? dirname(path) : path;
  const isInside = named.every((name) => isBelowFolder(from[0], resolve(from[0], name)));
  const fallback = isInside ? from[0] : start;
  if (config !== undefined || statOf(start) === undefined) return realpathSync(fallback);
  return configuredFolder(realpathSync(start)) ?? realpathSync(fallback);
}

/** The nearest folder with a configuration; outside a repository a folder above is somebody else's. */
function configuredFolder(start: string): string | undefined {
  const above: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    above.push(folder);
    if (statOf(join(folder, ".git"))) break;
    if (folder === dirname(folder)) return hasConfig(start) ? start : undefined;
  }
  return above.find(hasConfig);
}

function hasConfig(folder: string): boolean {
  return statOf(join(folder, configFileName))?.isFile() === true;
}

function realFolder(path: string | undefined, named: string): string {
  if (path === undefined) throw new UsageError(`No such folder: ${named}.`);
  if (statOf(path)?.isDirectory() !== true) throw new UsageError(`${named} is not a folder.`);
  return realpathSync(path);
}

function absenceOf(folder: string, isNamed: boolean): string {
  const misnamed = misnamedConfigFiles.find((name) => statOf(join(folder, name)));
  if (misnamed !== undefined) {
    return `${misnamed} is not read. Rename it to ${configFileName}. Defaults are used.`;
  }
  return `No ${configFileName} found${isNamed ? ` in ${folder}` : ""}; defaults are used.`;
}

/** A path that is named, as the handbook knows it. */
function choose(name: string, root: string, from: Standpoints, remarks: string[]): string {
  const found = existing(name, from);
  const inside = found === undefined ? undefined : insideOf(root, found);
  if (inside !== undefined) return inside;
  const below = existing(name, [root]);
  const belowRoot = below === undefined ? undefined : insideOf(root, below);
  if (belowRoot !== undefined) {
    remarks.push(`${name} is taken from the root of the handbook: ${join(root, name)}.`);
    return belowRoot;
  }
  if (found === undefined) throw new UsageError(`There is no ${name}.`);
  throw new UsageError(`${name} is not inside ${root}; say where the handbook is with --root.`);
}

/** The path relative to the root, with `/` after a folder; empty for the root; undefined outside. */
function insideOf(root: string, path: string): string | undefined {
  const real = realpathSync(path);
  if (!isBelowFolder(root, real)) return undefined;
  const inside = toPosix(relative(root, real));
  return inside !== "" && statOf(real)?.isDirectory() ? `${inside}/` : inside;
}

function isBelowFolder(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && resolve(inside) !== inside;
}

/** A path that is meant from where the person stands; undefined where nothing is there. */
export function existing(name: string, from: Standpoints): string | undefined {
  return from.map((folder) => resolve(folder, name)).find((path) => statOf(path) !== undefined);
}

function toPosix(path: string): string {
  return path.split(sep).join("/");
}
