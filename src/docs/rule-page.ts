import { stretchesOf, type Stretch } from "./fences.ts";
import type { RuleFacts } from "./rule-facts.ts";

/**
 * Makes the page of a rule for readers from the one that is kept in the repository: what the rule is like comes
 * first, each example says whether it is reported, and the lines that configure and suppress the rule follow the
 * options. The frames around examples are HTML, everything else is Markdown. `toGuide` leads from the page to the
 * folder of the guides.
 */
export function rulePage(facts: RuleFacts, text: string, toGuide: string): string {
  const examples = stretchesOf(text).map(frame).join("");
  const titleEnd = examples.indexOf("\n") + 1;
  const intro = `\n${facts.summary}\n\n${factList(facts)}\n`;
  const configure = facts.isConfigurable ? howToConfigure(facts, toGuide) : "";
  return (examples.slice(0, titleEnd) + intro + examples.slice(titleEnd)).replace(
    /^## When to turn it off$/m,
    `${configure}## When to turn it off`,
  );
}

function factList(facts: RuleFacts): string {
  const { severity, isFixable, pages, presets, isConfigurable } = facts;
  const consequence = {
    error: "fails the gate and is commented",
    warning: "is commented",
    info: "is counted in the summary",
  }[severity];
  const on = presets.length === 0 ? "in none" : `on in ${presets.join(", ")}`;
  return [
    `- **Severity:** ${severity}, ${consequence}`,
    `- **Pages:** ${pages === null ? "all" : pages.join(", ")}`,
    `- **Fix:** ${isFixable ? "findings may come with a suggestion" : "by hand"}`,
    `- **Runs:** ${runsWhen(facts)}`,
    ...(isConfigurable ? [`- **Presets:** ${on}`] : []),
    "",
  ].join("\n");
}

function runsWhen({ status, isSlow, isConfigurable }: RuleFacts): string {
  if (!isConfigurable) return "always";
  const when =
    status === "stable" ? "by default" : `only where a configuration asks for it (${status})`;
  if (!isSlow) return when;
  return `${when}; over a whole handbook only when it is asked for by name`;
}

/** An example with a caption that says in words what colour says beside it. */
function frame({ text, fence }: Stretch): string {
  if (fence === undefined) return text;
  const { ticks, info, body } = fence;
  const [language, kind, word] = info.split(" ");
  const on = word === undefined ? "" : `, on a page of the type ${word}`;
  if (language === "findings") {
    const lines = body.replace(/^(\d{1,6}):[\d:-]{1,30} [\w/-]{1,80} /gm, "Line $1: ");
    return figure("said", "What the bot says", `${ticks}text\n${lines}${ticks}`);
  }
  if (language === "yaml" && kind === "configuration") {
    return figure("given", "With this configuration", `${ticks}yaml\n${body}${ticks}`);
  }
  if (language !== "markdown") return text;
  const code = `${ticks}markdown\n${body}${ticks}`;
  switch (kind) {
    case "bad":
      return figure("bad", `Bad: this is reported${on}`, code);
    case "good":
      return figure("good", `Good: nothing is reported${on}`, code);
    case "before":
      return figure("given", "The page before the change", code);
    case "other":
      return figure("given", `Another page of the handbook: ${word ?? ""}`, code);
    default:
      return text;
  }
}

function figure(kind: string, caption: string, code: string): string {
  return `<figure class="example ${kind}">\n<figcaption>${caption}</figcaption>\n\n${code}\n\n</figure>\n`;
}

function howToConfigure(
  { id, severity, options, isSuppressible }: RuleFacts,
  toGuide: string,
): string {
  const other = severity === "warning" ? "error" : "warning";
  const own = Object.entries(options).map(([name, value]) => `    ${name}: ${inYaml(value)}`);
  const withOptions = [
    "With its options, here as they are by default:",
    "",
    "```yaml",
    "rules:",
    `  ${id}:`,
    `    severity: ${severity}`,
    ...own,
    "```",
    "",
  ];
  const suppression = [
    "For one line of a page, in a comment above it, with your reason:",
    "",
    "```markdown",
    `<!-- handbook-bot-disable-next-line ${id} -- the reason -->`,
    "```",
    "",
    `[More ways to switch a rule off](${toGuide}comments.md#switch-a-rule-off)`,
    "",
  ];
  return [
    "## Configure it",
    "",
    "In `.handbook-bot.yml`, with `error`, `warning`, `info`, `on` or `off`:",
    "",
    "```yaml",
    "rules:",
    `  ${id}: ${other}`,
    "```",
    "",
    ...(own.length === 0 ? [] : withOptions),
    ...(isSuppressible ? suppression : []),
    `[How the configuration works](${toGuide}configuration.md)`,
    "",
    "",
  ].join("\n");
}

/** JSON is YAML; a list reads better with spaces. */
function inYaml(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
}
