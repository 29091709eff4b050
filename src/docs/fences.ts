/** A stretch of Markdown: text, or a fenced block of code. */
export interface Stretch {
  readonly text: string;
  /** The ticks and the words behind them; undefined: text. */
  readonly fence?: { readonly ticks: string; readonly info: string; readonly body: string };
}

/** Splits a page of the documentation into text and fenced blocks at the start of a line; joined they are the page. */
export function stretchesOf(page: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let text: string[] = [];
  let open: { readonly ticks: string; readonly info: string; readonly lines: string[] } | undefined;
  const flush = (): void => {
    if (text.length > 0) stretches.push({ text: text.join("") });
    text = [];
  };
  for (const line of page.split(/(?<=\n)/)) {
    const ticks = /^`{3,20}/.exec(line)?.[0];
    const isEnd = ticks !== undefined && open?.ticks === ticks && line.trimEnd() === ticks;
    if (open !== undefined && isEnd) {
      const { info, lines } = open;
      const [first = "", ...body] = lines;
      const fence = { ticks: open.ticks, info, body: body.join("") };
      stretches.push({ text: [first, ...body, line].join(""), fence });
      open = undefined;
    } else if (open !== undefined) {
      open.lines.push(line);
    } else if (ticks === undefined) {
      text.push(line);
    } else {
      flush();
      open = { ticks, info: line.slice(ticks.length).trim(), lines: [line] };
    }
  }
  text.push(...(open?.lines ?? []));
  flush();
  return stretches;
}
