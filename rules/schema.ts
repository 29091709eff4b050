import { z } from "zod";
import type { DataFile } from "../src/lint/data-file.ts";
import { jurisdictionSchema } from "./jurisdictions/jurisdiction.ts";
import { pageTemplateSchema } from "./structure/page-template.ts";
import { isMeanings, isTemplate } from "./structure/read-templates.ts";
import { sectionMeaningsSchema } from "./structure/section-meanings.ts";
import { termListSchema } from "./terms/term-list.ts";

/** The JSON schemas of the YAML files below `rules/`, for editors; written by `npm run generate`. */
export const ruleSchemas: readonly { readonly path: string; readonly schema: object }[] = [
  { path: "rules/schema/term-list.schema.json", schema: toJson(termListSchema) },
  { path: "rules/schema/page-template.schema.json", schema: toJson(pageTemplateSchema) },
  { path: "rules/schema/section-meanings.schema.json", schema: toJson(sectionMeaningsSchema) },
  { path: "rules/schema/jurisdiction.schema.json", schema: toJson(jurisdictionSchema) },
];

/** The schema of a file below `rules/`. */
export function schemaOf(file: Pick<DataFile, "path">): z.ZodType {
  if (isTemplate(file)) return pageTemplateSchema;
  if (isMeanings(file)) return sectionMeaningsSchema;
  return file.path.includes("/jurisdictions/") ? jurisdictionSchema : termListSchema;
}

/** What people write, in which everything with a default may be left out. */
function toJson(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: "input" });
}
