import { setFlagsFromString } from "node:v8";

/**
 * Does work during which V8 optimizes no WebAssembly, and what is compiled then stays as it is. Optimizing the
 * largest function of the embedded database holds 500 MB for a moment: its first start 1,060 MB instead of 560, later ones
 * 735 instead of 210. Adding a job costs the same without, taking one a fifth more (Node 24, PGlite 0.5.16, 2026-11).
 */
export async function withoutOptimizing<T>(work: () => Promise<T>): Promise<T> {
  // What --liftoff-only stands for: it has no effect of its own once V8 runs.
  set("liftoff-only", "no-wasm-dynamic-tiering", "no-wasm-tier-up");
  try {
    return await work();
  } finally {
    set("no-liftoff-only", "wasm-dynamic-tiering", "wasm-tier-up");
  }
}

function set(...flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(`--${flag}`);
}
