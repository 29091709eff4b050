import { Marked, type Tokens } from "marked";
import type { GitLabNote, GitLabSuggestion } from "./gitlab-api.ts";
import { escapeHtml, html, trusted, type Html } from "./html.ts";

/** Tags without attributes that GitLab lets through as well; everything else is shown as text. */
const HARMLESS_TAG = /^<\/?(?:details|summary|br|kbd|sub|sup)\s*\/?>$/;

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|\/|#)/i;

/** Renders the Markdown of a note. Suggestion blocks become what `showSuggestion` makes of them. */
export function noteBody(
  note: Pick<GitLabNote, "body" | "suggestions">,
  showSuggestion: (suggestion: GitLabSuggestion) => Html,
): Html {
  const suggestions = [...(note.suggestions ?? [])];
  const marked = new Marked({
    gfm: true,
    renderer: {
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        return text.replaceAll(/<!--[\s\S]*?-->|<[^>]*>|[^<]+|</g, (part) =>
          part.startsWith("<!--") ? "" : HARMLESS_TAG.test(part) ? part : escapeHtml(part),
        );
      },
      code({ text, lang }: Tokens.Code): string {
        const suggestion = /^suggestion(?::|$)/.test(lang ?? "") ? suggestions.shift() : undefined;
        if (suggestion !== undefined) return showSuggestion(suggestion).markup;
        return `<pre><code>${escapeHtml(text)}</code></pre>`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        return SAFE_ADDRESS.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
      },
      image({ text }: Tokens.Image): string {
        return escapeHtml(text);
      },
    },
  });
  return trusted(marked.parse(note.body, { async: false }));
}

/** A suggestion as the lines that go and the lines that come. */
export function suggestionTable(suggestion: GitLabSuggestion): Html {
  const { from_content, to_content, from_line } = suggestion;
  const rows = [
    ...linesOf(from_content).map((text, index) => row("removed", from_line + index, text)),
    ...linesOf(to_content).map((text, index) => row("added", from_line + index, text)),
  ];
  return html`<table class="diff">
    <caption class="hidden">
      Suggested change
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function row(kind: "added" | "removed", line: number, text: string): Html {
  const [sign, word] = kind === "added" ? ["+", "becomes"] : ["−", "instead of"];
  return html`<tr class="${kind}">
    <td class="number">${line}</td>
    <td class="code">${codeCell(sign, word, text)}</td>
  </tr>`;
}

/** What a line of code holds; white space counts in it, so nothing may stand around the parts. */
export function codeCell(sign: string, word: string | undefined, text: string): Html {
  const spoken = word === undefined ? undefined : html`<span class="hidden">${word}: </span>`;
  return html`<span class="sign">${sign}</span>${spoken}${text}`;
}
