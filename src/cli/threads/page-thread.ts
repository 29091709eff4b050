import { enableCompileCache } from "node:module";

// Each thread compiles for itself, unless it finds what was compiled before.
enableCompileCache();
await import("./run-page-thread.ts");
