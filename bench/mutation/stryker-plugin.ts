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
    this.#drawn = new Set(this.#draw(named).map(({ id }) => id));
    return [mutants.map(({ id }) => id)];
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

/** Says at once what survives: a run takes long enough to write the test meanwhile. */
class SurvivorReporter {
  onMutantTested({ status, fileName, location, mutatorName, replacement }: Tested): void {
    if (status !== "Survived") return;
    const line = location.start.line;
    console.log(`${relative(".", fileName)}:${line} ${mutatorName}: ${replacement.slice(0, 200)}`);
  }
}

export const strykerPlugins = [
  { kind: "Checker", name: "sample", injectableClass: SampleChecker },
  { kind: "Reporter", name: "survivors", injectableClass: SurvivorReporter },
];
