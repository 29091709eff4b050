import { html, type Html } from "./html.ts";

/** A file with an anchor at each line, for links from comments. */
export function blobPage(path: string, ref: string, text: string): Html {
  const rows = text.split("\n").map(
    (line, index) =>
      html`<tr id="L${index + 1}">
        <td class="number">${index + 1}</td>
        <td class="code">${line}</td>
      </tr>`,
  );
  return html`<h1 class="path">${path}</h1>
    <p class="facts">at <code>${ref}</code></p>
    <table class="diff blob">
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
