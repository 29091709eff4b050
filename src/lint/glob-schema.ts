import { z } from "zod";
import { compileGlob } from "../text/glob.ts";

/** Characters of one glob: the longest path that git hosts show is about as long. */
const globCharactersMax = 300;

/** A glob as configurations hold it: not empty, not endless, and one that can be read. */
export const globSchema = z
  .string()
  .min(1)
  .max(globCharactersMax)
  .superRefine((text, context) => {
    try {
      compileGlob(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "" });
    }
  });
