import * as fc from "fast-check";

const word = fc.constantFrom(
  "leave",
  "Policy",
  "People",
  "Operations",
  "é",
  "naïve",
  "日本語",
  "🎉",
  "a_b",
  "2022",
  "e.g.",
);

const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));

const inline = fc.oneof(
  { weight: 6, arbitrary: phrase },
  phrase.map((text) => `**${text}**`),
  phrase.map((text) => `_${text}_`),
  phrase.map((text) => `~~${text}~~`),
  phrase.map((text) => `\`${text}\``),
  phrase.map((text) => `[${text}](/handbook/leave/)`),
  phrase.map((text) => `[**${text}** off](</handbook/leave (old)/> "Leave")`),
  phrase.map((text) => `[${text}][leave]`),
  phrase.map((text) => `![${text}](/images/leave.png)`),
  phrase.map((text) => `<b class="note">${text}</b>`),
  phrase.map((text) => `<a href="/pay/" id="pay">${text}</a>`),
  phrase.map((text) => `[${text}](/a_(b)/\\)c/)`),
  fc.constantFrom(
    "<https://example.com/leave>",
    "<people@example.com>",
    "&amp;",
    "&nbsp;",
    "\\*",
    "\\_",
    "<!-- note -->",
    "<br>",
    "[^leave]",
    "{{< figure >}}",
    "<%= days %>",
    "[call](<%= url %>)",
    "[call](/{{ path }}/)",
    '{: target="_blank"}',
    "{{my.title}}",
  ),
);

const line = fc.array(inline, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(" "));

const code = fc.array(phrase, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((part, index) => (part === "" ? "" : (index === 0 ? first : rest) + part))
    .join("\n");
}

const leaf = fc.oneof(
  { weight: 4, arbitrary: line },
  fc.tuple(line, line).map(([a, b]) => `${a}\n${b}`),
  fc.tuple(line, line).map(([a, b]) => `${a}  \n${b}`),
  fc.tuple(fc.integer({ min: 1, max: 6 }), phrase).map(([n, text]) => `${"#".repeat(n)} ${text}`),
  fc.tuple(fc.constantFrom("#", "##"), line).map(([marks, text]) => `${marks} ${text} {#leave}`),
  phrase.map((text) => `## ${text}\n{: .no_toc #days}`),
  phrase.map((text) => `${text}\n---`),
  code.map((text) => `\`\`\`yaml\n${text}\n\`\`\``),
  fc
    .tuple(line, line, line, line)
    .map(([a, b, c, d]) => `| ${a} | ${b} |\n|---|---|\n| ${c} | ${d} |`),
  phrase.map((text) => `<div class="panel">\n  ${text}\n</div>`),
  phrase.map((text) => `<!-- ${text} -->`),
  phrase.map((text) => `- [ ] ${text}\n- [x] ${text}`),
  fc.constantFrom(
    "---",
    '{{% panel header="Leave" %}}',
    "<% if open %>",
    '<%= partial "leave.erb" %>',
    "{:toc}",
    "{::options parse_block_html='true' /}",
    '<a name="pay"></a>',
    '[leave]: /handbook/leave/ "Leave"',
    "[^leave]: See *there*",
    '<iframe src="https://example.com/x"></iframe>',
  ),
);

const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("block").map((text) => prefixed(text, "> ", "> ")),
    fc
      .tuple(fc.constantFrom("- ", "* ", "+ "), tie("block"))
      .map(([bullet, text]) => prefixed(text, bullet, "  ")),
    tie("block").map((text) => prefixed(text, "1. ", "   ")),
  ),
}));

/** Pages as people write them, with every construct a page knows. */
export const markdown = fc
  .array(block, { maxLength: 8 })
  .map((blocks) => `${blocks.join("\n\n")}\n`);

const frontMatter = fc.constantFrom(
  "",
  "---\ntitle: Leave policy\n---\n\n",
  "---\ntitle: Pay\nlayout: job_page\n",
  "\uFEFF---\r\ntitle: Leave\r\n---\r\n",
);

const junk = fc.constantFrom(
  "*",
  "_",
  "[",
  "]",
  "(",
  ")",
  "<",
  ">",
  "`",
  "\n",
  "\\",
  "|",
  "{",
  "%",
  "\0",
  "\ud800",

  "\t",
  "#",
  "&",
);

/** Pages with front matter, good or bad, in which some characters have been replaced at random. */
export const mangledPage = fc
  .tuple(frontMatter, markdown, fc.array(fc.tuple(fc.nat(), junk), { maxLength: 12 }))
  .map(([front, text, edits]) => {
    let page = front + text;
    for (const [place, char] of edits) {
      const at = place % page.length;
      page = page.slice(0, at) + char + page.slice(at + 1);
    }
    return page;
  });
