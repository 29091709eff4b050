/**
 * Completes package-lock.json: `node scripts/complete-lock.ts [--check]`.
 * Where a registry mirror lacks packages of other platforms, npm leaves them out when it writes the file, or
 * writes them without a checksum. `npm ci` refuses the first everywhere and verifies nothing of the second.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { compareText } from "../src/text/compare-text.ts";

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

const missing = findMissing();
const unverified = Object.entries(lock.packages)
  .filter(([folder, { integrity, link }]) => folder !== "" && link !== true && !isHash(integrity))
  .map(([folder]) => folder);

if (missing.size + unverified.length === 0) {
  console.log("package-lock.json names the packages of every platform, each with its checksum.");
} else if (process.argv.includes("--check")) {
  for (const folder of missing.keys()) console.error(`${folder} is missing.`);
  for (const folder of unverified) console.error(`${folder} has no checksum.`);
  console.error("package-lock.json is incomplete. Run: node scripts/complete-lock.ts");
  process.exitCode = 1;
} else {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  for (const [folder, locked] of missing) packages[folder] = locked;
  for (const folder of [...missing.keys(), ...unverified]) {
    packages[folder] = withIntegrity(folder, packages[folder] ?? {});
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => compareText(a, b));
  const completed = { ...lock, packages: Object.fromEntries(sorted) };
  writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`);
  console.log(`Added ${missing.size} packages and ${unverified.length} checksums.`);
}

function findMissing(): Map<string, LockedPackage> {
  const found = new Map<string, LockedPackage>();
  for (const [owner, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(owner, name)) continue;
      found.set(`node_modules/${name}`, {
        version,
        ...platformOf(name),
        ...(dev === true ? { dev } : {}),
        optional: true,
      });
    }
  }
  return found;
}

function isHash(integrity: string | undefined): boolean {
  return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "");
}

/** Asks the registry that npm is set up with. The checksum stands behind the version, as npm writes it. */
function withIntegrity(folder: string, { version, ...rest }: LockedPackage): LockedPackage {
  const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
  const view = ["view", `${name}@${version ?? ""}`, "dist.integrity"];
  const integrity = execFileSync("npm", view, { encoding: "utf8" }).trim();
  if (!isHash(integrity)) throw new Error(`The registry gives no checksum of ${folder}.`);
  return { ...(version === undefined ? {} : { version }), integrity, ...rest };
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
