/**
 * A plugin of Stryker that lets a random sample of the mutants through. Stryker can mutate ranges of lines but
 * not draw mutants, and a drawn range always brings the mutants inside it along. What is not drawn is reported as
 * a mutant that does not compile, which Stryker leaves out of every figure.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Mutant, type Sample, isDrawnAgain, rankOf } from "./sample.ts";

type CheckResult = { status: "passed" } | { status: "compileError"; reason: string };

interface Tested extends Mutant {
  readonly status: string;
}

class SampleChecker {
  readonly #sample = JSON.parse(process.env["MUTATION_SAMPLE"] ?? "{}") as Sample;
  #drawn: ReadonlySet<string> = new Set();

  async init(): Promise<void> {}

  /** Stryker gives all mutants at once, but for static ones. */
  async group(mutants: readonly Mutant[]): Promise<string[][]> {
    const named = mutants.map((mutant) => ({
      ...mutant,
      fileName: relative(".", mutant.fileName),
    }));
    const drawn = this.#draw(named).map(({ id }) => id);
    this.#drawn = new Set(drawn);
    // One by one, so that they run in the random order: those that have run are a sample as well.
    const others = mutants.map(({ id }) => id).filter((id) => !this.#drawn.has(id));
    return [...drawn.map((id) => [id]), others];
  }

  async check(mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> {
    return Object.fromEntries(mutants.map(({ id }) => [id, this.#resultOf(id)]));
  }

  #resultOf(id: string): CheckResult {
    if (this.#drawn.has(id)) return { status: "passed" };
    return { status: "compileError", reason: "not in the sample" };
  }

  #draw(mutants: readonly Mutant[]): readonly Mutant[] {
    const { seed, size, again } = this.#sample;
    if (again !== undefined) {
      const survivors = JSON.parse(readFileSync(again, "utf8")) as readonly Mutant[];
      return mutants.filter((mutant) => isDrawnAgain(mutant, survivors));
    }
    return mutants.toSorted((a, b) => rankOf(a, seed) - rankOf(b, seed)).slice(0, size);
  }
}

/** Says at once what survives, and how many did so far: a run takes long enough to write the test meanwhile. */
class SurvivorReporter {
  #run = 0;
  #killed = 0;

  onMutantTested({ status, fileName, location, mutatorName, replacement }: Tested): void {
    if (["CompileError", "Ignored"].includes(status)) return;
    this.#run += 1;
    if (status === "Killed" || status === "Timeout") this.#killed += 1;
    else {
      const where = `${relative(".", fileName)}:${location.start.line}`;
      const what = replacement.replace(/\s+/g, " ").slice(0, 150);
      console.log(`${this.#killed}/${this.#run} ${status} ${where} ${mutatorName}: ${what}`);
    }
  }
}

export const strykerPlugins = [
  { kind: "Checker", name: "sample", injectableClass: SampleChecker },
  { kind: "Reporter", name: "survivors", injectableClass: SurvivorReporter },
];
