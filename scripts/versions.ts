import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files that name a version of this program, in an example or in a manifest. */
export const versionedFiles: readonly string[] = [
  "Dockerfile",
  "deploy/kubernetes/kustomization.yaml",
  "deploy/systemd/handbook-bot.service",
  "docs/guide/ci-gate.md",
  "docs/guide/getting-started.md",
  "docs/guide/kubernetes.md",
  "docs/guide/systemd.md",
  "templates/gate.yml",
];

/** What stands before a version of this program: a package, an image, a component by its tag. */
const named = /(\bhandbook-bot[@:-]|\/gate@v?|\bnewTag: |\bARG VERSION=)\d+\.\d+\.\d+\b/g;

/** The files with the version that package.json has. */
export function versionedTexts(root: string): Readonly<Record<string, string>> {
  const { version }: { version: string } = JSON.parse(read("package.json"));
  return Object.fromEntries(versionedFiles.map((path) => [path, stamp(read(path), version)]));

  function read(path: string): string {
    return readFileSync(join(root, path), "utf8");
  }
}

/** The text with another version of this program in each place that names one. */
export function stamp(text: string, version: string): string {
  return text.replace(named, (_, before: string) => before + version);
}
