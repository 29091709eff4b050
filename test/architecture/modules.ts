/** A row of the table of modules in ARCHITECTURE.md. */
export interface Module {
  /** `src/lint`, `rules`. */
  readonly folder: string;
  /** The folders it may import, and whether types alone; `everything` but some where it wires others. */
  readonly imports:
    | ReadonlyMap<string, "values" | "types">
    | { readonly allBut: readonly string[] };
  /** The packages it may import. Only where it is `any` may it reach Node, the clock and the world. */
  readonly packages: ReadonlySet<string> | "any";
}

/**
 * Reads the table of modules: folder, what it is, what it may import, its packages.
 * @throws Error that names the row that cannot be understood.
 */
export function readModules(architecture: string): readonly Module[] {
  const [, section = ""] = /\n## Modules\n([^]*?)\n## /.exec(architecture) ?? [];
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const folders = cells.map(([, folder = ""]) => names(folder)[0] ?? "");
  return cells.map(([, , , imports = "", packages = ""], index) => ({
    folder: folders[index] ?? "",
    imports: readImports(imports, folders),
    packages: packages === "any" ? "any" : new Set(names(packages)),
  }));
}

function readImports(cell: string, folders: readonly string[]): Module["imports"] {
  const find = (name: string): string => {
    const found = folders.find((folder) => folder === name || folder === `src/${name}`);
    if (found === undefined) throw new Error(`ARCHITECTURE.md: there is no module ${name}`);
    return found;
  };
  if (cell.startsWith("everything")) return { allBut: names(cell).map(find) };
  if (cell === "nothing") return new Map();
  return new Map(
    cell.split(", ").map((item) => {
      const [, name = "", types] = /^`([\w./-]+)`( \(types\))?$/.exec(item) ?? [];
      return [find(name), types === undefined ? "values" : "types"];
    }),
  );
}

function names(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
}
