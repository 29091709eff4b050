import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, globSync } from "node:fs";
import { join } from "node:path";

/** Makes a repository of a handbook with a branch that changes so many of its pages; gives its folder. */
export function makeChange(folder: string, scratch: string, pages: number): string {
  const repository = join(scratch, `change-${pages}`);
  cpSync(folder, repository, { recursive: true });
  const git = (...args: readonly string[]): void => {
    const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    execFileSync("git", [...identity, ...args], { cwd: repository, stdio: "ignore" });
  };
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message", "Handbook");
  git("checkout", "--quiet", "-b", "change");
  const all = globSync("**/*.md", { cwd: repository }).sort();
  const step = Math.max(1, Math.floor(all.length / pages));
  for (const path of all.filter((_, index) => index % step === 0).slice(0, pages)) {
    const text =
      "\n\nAsk the the manager, and click [here](https://example.com/form) for the form.\n";
    appendFileSync(join(repository, path), text);
  }
  git("commit", "--quiet", "--all", "--message", "Change");
  return repository;
}
