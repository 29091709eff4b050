import { createHash } from "node:crypto";

/** A mutant, as the checker and the report of Stryker both describe it once `normalize` has read it. */
export interface Mutant {
  readonly id: string;
  /** Path below the project. */
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  /** 0-based, as the checker counts. */
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** How the mutants of a run are drawn. */
export interface Sample {
  readonly seed: string;
  readonly size: number;
  /** File with the survivors of an earlier run, which alone are run again. */
  readonly again?: string;
}

/** Place of a mutant in the random order of a seed, from 0 to 1. It stays the same while the lines above it do. */
export function rankOf(mutant: Mutant, seed: string): number {
  const hash = createHash("sha256")
    .update(`${seed}\n${keyOf(mutant)}`)
    .digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

export function isDrawnAgain(mutant: Mutant, survivors: readonly Mutant[]): boolean {
  return survivors.some((survivor) => keyOf(survivor) === keyOf(mutant));
}

function keyOf({ fileName, mutatorName, replacement, location }: Mutant): string {
  return `${fileName}\n${location.start.line}:${location.start.column}\n${mutatorName}\n${replacement}`;
}
