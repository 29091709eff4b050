/** A source of numbers from 0 to below 1. */
export type Random = () => number;

/** Pieces that mean something to a parser or a rule, in places where nobody expects them. */
const pieces = [
  ..."\n \t\\`*_~#>|[](){}<>!&:;-+=$%^\"'.0".split(""),
  ...["\n\n", "\r\n", "\r", "\0", "\u2028", "\u202E", "\u200B", "\uFEFF", "\uD800", "\uDFFF", "😀"],
  ...[
    "---\n",
    "\n---\n",
    "title: ",
    "```",
    "~~~",
    "    ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "###### ",
    "| --- |",
  ],
  ...["<!--", "-->", "<div>", "</div>", "<br/>", "<script>", "<%", "%>", "<%= x %>", "{{<", ">}}"],
  ...[
    "{{% panel %}}",
    "{{% /panel %}}",
    "{:.no_toc}",
    "{: #id}",
    "$$",
    "[a]: b",
    "[^1]",
    "[^1]: n",
  ],
  ...["[click here](#a)", "](", "![", "](/handbook/)", "http://", "&nbsp;", "&#0;", "<<<<<<< HEAD"],
  ...["the the", "guys", "he or she", "TODO", "must not", "25 days", "in order to", "blacklist"],
  ...[
    "<!-- handbook-bot-disable all -->",
    "<!-- handbook-bot:finding -->",
    "/close",
    "@all",
    "\n/label ~x\n",
  ],
];

/** Changes a text in one to eight ways, as slips, merges and malice do. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let mutated = text;
  const times = 1 + Math.floor(random() * 8);
  for (let done = 0; done < times; done += 1) {
    const way = ways[Math.floor(random() * ways.length)];
    mutated = way?.(mutated, others, random) ?? mutated;
  }
  return mutated.slice(0, 60_000);
}

const ways: readonly ((text: string, others: readonly string[], random: Random) => string)[] = [
  insertPiece,
  insertPiece,
  insertPiece,
  repeatPiece,
  dropStretch,
  repeatStretch,
  moveStretch,
  spliceOther,
  swapLines,
  changeCase,
];

function insertPiece(text: string, _others: readonly string[], random: Random): string {
  return insert(text, pieces[below(pieces.length, random)] ?? "", random);
}

/** A long run of one piece: what makes parsers slow. */
function repeatPiece(text: string, _others: readonly string[], random: Random): string {
  const piece = pieces[below(pieces.length, random)] ?? "";
  return insert(text, piece.repeat(1 + below(300, random)), random);
}

function dropStretch(text: string, _others: readonly string[], random: Random): string {
  const [start, end] = stretch(text, random);
  return text.slice(0, start) + text.slice(end);
}

function repeatStretch(text: string, _others: readonly string[], random: Random): string {
  const [start, end] = stretch(text, random);
  return text.slice(0, end) + text.slice(start, end) + text.slice(end);
}

function moveStretch(text: string, _others: readonly string[], random: Random): string {
  const [start, end] = stretch(text, random);
  return insert(text.slice(0, start) + text.slice(end), text.slice(start, end), random);
}

function spliceOther(text: string, others: readonly string[], random: Random): string {
  const other = others[below(others.length, random)] ?? "";
  const [start, end] = stretch(other, random);
  return insert(text, other.slice(start, end), random);
}

function swapLines(text: string, _others: readonly string[], random: Random): string {
  const lines = text.split("\n");
  const a = below(lines.length, random);
  const b = below(lines.length, random);
  return lines
    .with(a, lines[b] ?? "")
    .with(b, lines[a] ?? "")
    .join("\n");
}

function changeCase(text: string, _others: readonly string[], random: Random): string {
  const [start, end] = stretch(text, random);
  return text.slice(0, start) + text.slice(start, end).toUpperCase() + text.slice(end);
}

function insert(text: string, piece: string, random: Random): string {
  const at = below(text.length + 1, random);
  return text.slice(0, at) + piece + text.slice(at);
}

function stretch(text: string, random: Random): readonly [number, number] {
  const start = below(text.length + 1, random);
  return [start, Math.min(text.length, start + below(400, random))];
}

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
