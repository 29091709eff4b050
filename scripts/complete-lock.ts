/**
 * Completes package-lock.json with the packages of other platforms: `node scripts/complete-lock.ts [--check]`.
 * Where a registry mirror lacks some of them, npm leaves them out when it writes the file; `npm ci` then
 * refuses the file everywhere, and on the platforms left out nothing would be installed for them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { compareText } from "../src/text/compare-text.ts";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

const missing = new Map<string, LockedPackage>();
for (const [owner, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(owner, name)) continue;
    missing.set(`node_modules/${name}`, {
      version,
      ...platformOf(name),
      ...(dev === true ? { dev } : {}),
      optional: true,
    });
  }
}

if (missing.size === 0) {
  console.log("package-lock.json names the packages of every platform.");
} else if (process.argv.includes("--check")) {
  console.error(
    `package-lock.json lacks ${missing.size} packages of other platforms. Run: node scripts/complete-lock.ts`,
  );
  process.exitCode = 1;
} else {
  const packages = Object.entries(lock.packages).concat([...missing]);
  packages.sort(([a], [b]) => compareText(a, b));
  const completed = { ...lock, packages: Object.fromEntries(packages) };
  writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`);
  console.log(`Added ${missing.size} packages of other platforms to package-lock.json.`);
}

/** Looks where Node would: in the owner's own folder, and in each folder above it. */
function isLocked(owner: string, name: string): boolean {
  for (
    let folder = owner;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    if (`${folder}/node_modules/${name}`.replace(/^\//, "") in lock.packages) return true;
    if (folder === "") return false;
  }
}

/** `@oxlint/binding-linux-x64-gnu` runs on Linux, x64, glibc. */
function platformOf(name: string): Record<string, string[]> {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const pick = (...known: string[]): string | undefined =>
    words.find((word) => known.includes(word));
  const os = pick("darwin", "linux", "win32", "freebsd", "android", "openharmony");
  const cpu = pick("arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "wasm32");
  const libc = pick("gnu", "gnueabihf", "musl", "musleabihf");
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined ? {} : { libc: [libc.startsWith("gnu") ? "glibc" : "musl"] }),
    ...(os === undefined ? {} : { os: [os] }),
  };
}
