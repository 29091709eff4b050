import fc from "fast-check";

/** Fewer examples: a mutant that one in a hundred would notice is noticed by a table too, or not at all. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 40 });
