/** How to write a page that repeats itself. Plain data, so that one that was found can be kept. */
export interface Recipe {
  readonly path: string;
  readonly head: string;
  /** Repeated in the middle; `#` of a unit that is counted becomes a number. */
  readonly unit: readonly string[];
  readonly isCounted: boolean;
  /** Repeated after it as often, as closing marks are. */
  readonly close: readonly string[];
  readonly characters: number;
  readonly isInFrontMatter: boolean;
  /** Whether the page was there before, in capitals. */
  readonly isChange: boolean;
}

type Random = () => number;

const pieces: readonly string[] = [
  ..."\n \t\\`*_~>|[](){}<>!&:;-+=$%^\"'.,?@0a".split(""),
  ...["\n\n", "\r\n", "\r", "  ", "    ", "“", "”", "‘", "—", "\u00a0", "é", "\u200b"],
  ...["- ", "1. ", "> ", "- [ ] ", "## ", "\n# ", "\n---\n", "\n===\n", "\n```\n", "\n~~~\n"],
  ...[
    "|a",
    "|-",
    "\n|",
    "| --- |",
    "[a](b)",
    "![a](b)",
    "[a][b]",
    "\n[a]: b\n",
    "[^1]",
    "\n[^1]: n\n",
  ],
  ...[
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<br/>",
    "<a href='",
    "<td>",
    "<!DOCTYPE ",
    "<![CDATA[",
    "<?",
  ],
  ...["<%", "%>", "{{<", ">}}", "{{% a %}}", "{:.a}", "{: #b}", "{::comment}", "$$", ":::", "{#"],
  ...["http://", "www.", "a@b.c", "https://a.b/c", "&nbsp;", "&#0;", "&a"],
  ...[
    "Ask ",
    "the ",
    "guys ",
    "he or she ",
    "must ",
    "must not ",
    "25 days ",
    "in order to ",
    "utilize ",
  ],
  ...[
    "He ",
    "his ",
    "chairman",
    "whitelist ",
    "mispelt",
    "1 January 2027 ",
    "10+ years ",
    "e.g. ",
    "§ 4 ",
  ],
  ...[
    "You ",
    "may ",
    "within ",
    "unless ",
    "and ",
    "A. ",
    "ninja ",
    "sanity check ",
    "click here ",
  ],
  ...["title: ", "a: ", "? ", "*a ", "&a ", "<<: ", "!!map ", "{a: ", "| \n", "# a\n"],
  ...["<!-- handbook-bot-disable all -->", "/close\n", "word-", "a's ", "A", "Maria Lopez ", "é́"],
];

export function drawRecipe(random: Random): Recipe {
  return {
    path: random() < 0.1 ? "content/leave.html.md.erb" : "content/handbook/leave.md",
    head: random() < 0.3 ? some(random, 2).join("") : "",
    unit: some(random, 5),
    isCounted: random() < 0.4,
    close: random() < 0.25 ? some(random, 2) : [],
    characters: random() < 0.5 ? 490_000 : 20_000 + Math.floor(random() * 400_000),
    isInFrontMatter: random() < 0.15,
    isChange: random() < 0.15,
  };
}

export function changeRecipe(recipe: Recipe, random: Random): Recipe {
  const at = Math.floor(random() * recipe.unit.length);
  const other = drawRecipe(random);
  switch (Math.floor(random() * 8)) {
    case 0:
      return { ...recipe, unit: recipe.unit.with(at, other.unit[0] ?? "a") };
    case 1:
      return { ...recipe, unit: recipe.unit.toSpliced(at, 0, other.unit[0] ?? "a") };
    case 2:
      return recipe.unit.length === 1 ? other : { ...recipe, unit: recipe.unit.toSpliced(at, 1) };
    case 3:
      return { ...recipe, unit: [...recipe.unit, ...recipe.unit].slice(0, 12) };
    case 4:
      return { ...recipe, isCounted: !recipe.isCounted };
    case 5:
      return { ...recipe, close: other.close, head: other.head };
    case 6:
      return { ...recipe, characters: other.characters };
    default:
      return { ...recipe, isChange: !recipe.isChange };
  }
}

export function writeRecipe({ head, unit, close, isCounted, ...recipe }: Recipe): string {
  const most = recipe.isInFrontMatter ? 32_000 : recipe.characters;
  const one = unit.join("");
  const size = one.length + close.join("").length + (isCounted ? 4 : 0);
  const times = Math.max(1, Math.floor(most / size));
  const middle = isCounted
    ? Array.from({ length: times }, (_, nth) => `${one}${nth}`).join("")
    : one.repeat(times);
  const text = head + middle + close.join("").repeat(close.length === 0 ? 0 : times);
  return recipe.isInFrontMatter ? `---\n${text}\n---\n\n# Leave\n\nAsk.\n` : text;
}

function some(random: Random, most: number): readonly string[] {
  return Array.from(
    { length: 1 + Math.floor(random() * most) },
    () => pieces[Math.floor(random() * pieces.length)] ?? "a",
  );
}
