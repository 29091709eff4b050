import { Document, isScalar, visit } from "yaml";
import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** An option below one of the keys of a configuration. */
export interface ConfigOption {
  /** From the top: `links.layout`, `terms[].except[].reason`. */
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Rules with the same option that are named one by one. */
const listedMax = 6;

/** Lists all options of a configuration but those of rules, in the order of the schema. */
export function optionsOf(schema: JsonSchema, path = ""): readonly ConfigOption[] {
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const { items, additionalProperties, properties = {} } = schema;
  return [
    ...variants.flatMap((variant) => optionsOf(variant, path)),
    ...(isSchema(items) ? optionsOf(items, `${path}[]`) : []),
    ...(isSchema(additionalProperties) ? optionsOf(additionalProperties, `${path}.NAME`) : []),
    ...Object.entries(properties).flatMap(([key, value]) => {
      if (!isSchema(value)) return [];
      const own = path === "" ? key : `${path}.${key}`;
      return [{ path: own, schema: value }, ...optionsOf(value, own)];
    }),
  ];
}

/** Writes the page that explains every key of `.handbook-bot.yml`, from the schema alone. */
export function configurationReference(schema: JsonSchema): string {
  const all = optionsOf(schema);
  const sections = Object.entries(schema.properties ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, value]) => (isSchema(value) ? [sectionOf(key, value, all)] : []));
  const rules = schema.$defs?.["rules"];
  return [
    "# Configuration reference",
    "",
    "<!-- Written by `npm run generate` from the schema by which the file is checked. -->",
    "",
    "Every key of `.handbook-bot.yml`, in alphabetical order. What the keys are for and how they work together is in",
    "[Configuration](configuration.md).",
    "",
    ...sections,
    ...(isSchema(rules) ? [rulesSection(rules)] : []),
  ].join("\n");
}

function sectionOf(key: string, schema: JsonSchema, all: readonly ConfigOption[]): string {
  const names = [schema, ...(schema.anyOf ?? [])]
    .flatMap(({ propertyNames }) => (isSchema(propertyNames) ? [propertyNames] : []))
    .filter((each) => each.enum !== undefined)
    .map((each) => `\`NAME\` is one of ${typeOf(each)}.\n`);
  const below = all.filter(
    ({ path }) => path.startsWith(key) && /^[.[]/.test(path.slice(key.length)),
  );
  const [example] = schema.examples ?? [];
  const rows = below.map(({ path, schema: option }) =>
    row([
      `\`${path}\``,
      option.description ?? "",
      typeOf(option),
      "default" in option ? `\`${JSON.stringify(option.default)}\`` : "",
    ]),
  );
  const table = [
    "| option | what it is | values | default |",
    "| --- | --- | --- | --- |",
    ...rows,
  ];
  return [
    `## \`${key}\``,
    "",
    schema.description ?? "",
    ...(rows.length === 0 ? ["", `Values: ${typeOf(schema)}.`] : []),
    "",
    "```yaml",
    yamlOf({ [key]: example }),
    "```",
    "",
    ...(rows.length === 0 ? [] : [...table, ""]),
    ...names,
  ].join("\n");
}

/** Lists of words and numbers go into one line, as people write them. */
function yamlOf(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq(_, list) {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 100, flowCollectionPadding: false }).trimEnd();
}

/** The options of rules, equal ones together; those that a key of the configuration fills are that key's. */
function rulesSection(rules: JsonSchema): string {
  const options = Object.entries(rules.properties ?? {}).flatMap(([id, rule]) =>
    (isSchema(rule) ? optionsOf(rule) : [])
      .filter(({ path, schema }) => !isOfEveryRule(path) && !isFilled(schema))
      .map(({ path, schema }) => ({
        link: `[\`${id}\`](../rules/${id}.md)`,
        cells: [
          `\`${path}\``,
          schema.description ?? "",
          typeOf(schema),
          "default" in schema ? `\`${shorten(JSON.stringify(schema.default))}\`` : "",
        ],
      })),
  );
  const equal = [...Map.groupBy(options, ({ cells }) => cells.join("\n")).values()];
  return [
    "## Options of rules",
    "",
    "Every rule and family takes `severity` (`error`, `warning`, `info`, `on`, `off`) and `atMost` (`error`, `warning`, `info`). Some rules",
    "have options of their own; the page of each rule shows the lines to write.",
    "",
    "| option | what it is | values | default | rules |",
    "| --- | --- | --- | --- | --- |",
    ...equal.map((members) =>
      row([...(members[0]?.cells ?? []), listRules(members.map(({ link }) => link))]),
    ),
    "",
  ].join("\n");
}

function listRules(links: readonly string[]): string {
  if (links.length <= listedMax) return links.join(", ");
  return `${links.length} rules that look for words, such as ${links.slice(0, 2).join(" and ")}`;
}

function isOfEveryRule(path: string): boolean {
  return path === "severity" || path === "atMost" || /[.[]/.test(path);
}

function isFilled({ description = "" }: JsonSchema): boolean {
  return description.startsWith("Filled from");
}

/** What may be written there, for people. */
function typeOf(schema: JsonSchema): string {
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (each) => each.type !== "null",
  );
  if (variants.length > 0) return [...new Set(variants.map(typeOf))].join(" or ");
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((each) => `\`${String(each)}\``).join(", ");
  if (schema.$ref !== undefined) return "rules or families, each with a severity or a mapping";
  switch (schema.type) {
    case "boolean":
      return "`true`, `false`";
    case "integer":
    case "number":
      return rangeOf(schema);
    case "array":
      return isSchema(schema.items) ? listOf(schema.items) : "a list";
    case "object":
      return "a mapping";
    default:
      return "text";
  }
}

function listOf(items: JsonSchema): string {
  const of = typeOf(items);
  if (/^(?:text|a mapping)\b/.test(of)) {
    return `a list of ${of.replaceAll(/\btext\b/g, "texts").replaceAll("a mapping", "mappings")}`;
  }
  return `a list of ${of}`;
}

function rangeOf({ type, minimum, maximum }: JsonSchema): string {
  const kind = type === "integer" ? "a whole number" : "a number";
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const isFromBelow = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  if (isBounded && isFromBelow) return `${kind} from ${minimum} to ${maximum}`;
  return isFromBelow ? `${kind}, at least ${minimum}` : kind;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
