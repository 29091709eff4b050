import { escapeHtml } from "../escape-html.ts";

/** A page as a reader sees it. */
interface LaidOutPage {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** From the page to the root of the bot: `../`. */
  readonly toRoot: string;
  /** Where the page is, from the home page down, with the way to each place above it. */
  readonly trail: readonly { readonly name: string; readonly way: string }[];
}

const style = `
:root { color-scheme: light dark; --line: rgb(128 128 128 / 40%); --tint: light-dark(#f1f2f4, #25272b);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e2f, #7bd88f); }
html { background: light-dark(#ffffff, #17181b); color: light-dark(#1c1d20, #e7e8ea); }
a { color: light-dark(#0b57c9, #8cb6ff); }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
header { border-bottom: 1px solid var(--line); padding-bottom: .5rem; margin-bottom: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
nav.trail { margin-top: 1rem; }
nav.trail ul { gap: .25rem .5rem; }
nav.trail li + li::before { content: "/ "; }
main > p, main > ul, main > ol { max-width: 46rem; }
h1, h2, h3 { line-height: 1.25; }
h1 { overflow-wrap: anywhere; }
pre { background: var(--tint); padding: .75rem 1rem; overflow-x: auto; border-radius: .4rem; }
code { font-size: .9em; }
:not(pre) > code { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
td, th { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td code { overflow-wrap: normal; }
figure { margin: 1rem 0; padding: 0 0 0 .75rem; border-left: .3rem solid var(--line); }
figure pre { margin: .25rem 0 0; }
figcaption { font-weight: 600; }
figure.bad { border-color: var(--bad); }
figure.bad > figcaption { color: var(--bad); }
figure.bad > figcaption::before { content: "✗ " / ""; }
figure.good { border-color: var(--good); }
figure.good > figcaption { color: var(--good); }
figure.good > figcaption::before { content: "✓ " / ""; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: .3rem solid var(--line); }
@media (max-width: 40rem) {
  table, tbody { display: block; }
  thead { display: block; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; border: 1px solid var(--line); margin-bottom: .5rem; padding: .25rem .5rem; }
  td { display: block; border: 0; padding: .1rem 0; }
  td:empty { display: none; }
  td + td::before { content: attr(data-label) ": "; color: light-dark(#5a5d63, #a9adb5); }
  td, td code { overflow-wrap: anywhere; }
}
`;

/** Puts the text of a page between the ways to others. Everything is in the one file: nothing else is asked for. */
export function layOut({ title, body, toRoot, trail }: LaidOutPage): string {
  const here = toRoot === "" ? "./" : toRoot;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · handbook-bot</title>
<style>${style}</style>
</head>
<body>
<header>
<nav aria-label="Pages"><ul>
<li><a href="${here}">handbook-bot</a></li>
<li><a href="${toRoot}guide/comments.md">Comments</a></li>
<li><a href="${toRoot}rules/">Rules</a></li>
<li><a href="${toRoot}guide/configuration.md">Configuration</a></li>
</ul></nav>
${trail.length === 0 ? "" : renderTrail(trail)}
</header>
<main>
${body}
</main>
</body>
</html>
`;
}

function renderTrail(trail: LaidOutPage["trail"]): string {
  const places = trail.map(({ name, way }) => `<li><a href="${way}">${escapeHtml(name)}</a></li>`);
  return `<nav class="trail" aria-label="Where this page is"><ul>${places.join("")}</ul></nav>`;
}
