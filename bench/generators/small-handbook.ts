/** Texts of a small handbook by path. */
export type Files = Readonly<Record<string, string>>;

/** The names that pages have with one generator. */
export interface PageNames {
  readonly root: string;
  readonly people: string;
  readonly leave: string;
  readonly guide: string;
  readonly finance: string;
  readonly expenses: string;
  readonly booking: string;
}

/** What the small handbook is like with one generator. */
export interface HandbookShape {
  /** The folder of the pages, with its `/`. */
  readonly content: string;
  readonly names: PageNames;
  /** What stands above the text of every page. */
  readonly frontMatter?: (title: string, page: string) => string;
  /** Configuration files, and pages that show what only this generator has. */
  readonly extra?: Files;
  /** More targets, which every page links to. */
  readonly targets?: readonly string[];
  /** Whether links are written to files alone: the generator knows no addresses in them. */
  readonly hasFileLinksOnly?: boolean;
  /** Whether pages are served under names that end in `.html`. */
  readonly hasHtmlNames?: boolean;
  /** Headings that this generator cannot read. */
  readonly without?: RegExp;
}

/** Headings whose anchors generators make in different ways. */
const HEADINGS = [
  "Parental leave",
  "Sick leave & injury",
  "Who may ask?",
  "Set up {#setup}",
  "Équipe et réponse",
  "Parental leave",
  "2. Second step",
  "The `config.yml` file",
  "**Bold** and *emphasis*",
  "See [the guide](https://example.com/guide)",
  "snake_case name",
  "Ends with a colon:",
  "Before -- after",
  "C++ and C#",
  "Ask “why” – twice",
  "It's 50% off!",
  "Größe und Straße",
  "日本語の見出し",
  "UPPER Case",
  "Parental leave",
  "Spaced ids { #spaced }",
  "Attribute list {: #listed}",
  "A.B/C, d",
  "  Many   spaces  ",
  "1.2 Numbers 2026",
  "Tag <em>inside</em> it",
] as const;

/** Anchors of those headings by one rule or another, and some by none. */
const ANCHORS = [
  ..."parental-leave parental-leave-1 parental-leave_1 parental-leave-2 parental-leave_2 parental-leave-3".split(
    " ",
  ),
  ..."sick-leave--injury sick-leave-injury sick-leave-amp-injury sick-leave-and-injury".split(" "),
  ..."who-may-ask who-may-ask? who-may-ask- setup set-up set-up-setup".split(" "),
  ..."équipe-et-réponse equipe-et-reponse quipe-et-rponse".split(" "),
  ..."2-second-step second-step _2-second-step id1".split(" "),
  ..."the-configyml-file the-config-yml-file the-config.yml-file".split(" "),
  ..."bold-and-emphasis see-the-guide see-the-guidehttpsexamplecomguide".split(" "),
  ..."snake_case-name snake-case-name ends-with-a-colon ends-with-a-colon: before----after before-after before--after before-–-after before---after".split(
    " ",
  ),
  ..."c-and-c c-and-c-1 c-and-c# ask-why--twice ask-why-twice ask-“why”-–-twice".split(" "),
  ..."its-50-off it-s-50-off größe-und-straße grosse-und-strasse große-und-straße groe-und-strae grosse-und-straße".split(
    " ",
  ),
  ..."日本語の見出し upper-case UPPER-Case spaced spaced-ids spaced-ids--spaced- listed attribute-list".split(
    " ",
  ),
  ..."abc-d a-b-c-d many-spaces many---spaces 12-numbers-2026 numbers-2026 _1-2-numbers-2026 1-2-numbers-2026 tag-inside-it".split(
    " ",
  ),
  ..."old-name chart nothing-here parental-leav top".split(" "),
];

/** Makes the small handbook: every page links to every other in every form that authors use. */
export function smallHandbook(shape: HandbookShape): Files {
  const { content, names, extra = {} } = shape;
  const files: Record<string, string> = { ...extra };
  let number = 0;
  for (const [key, name] of Object.entries(names)) {
    const path = `${content}${name}`;
    const title = key === "root" ? "Handbook" : key;
    const links = [
      ...targetsFrom(name, names, shape.hasHtmlNames === true, shape.hasFileLinksOnly === true),
      ...(shape.targets ?? []),
      ...(key === "leave" ? ANCHORS.map((anchor) => `#${anchor}`) : []),
      ...(key === "people" ? ["#parental-leave", "#contacts", "#contact"] : []),
    ];
    const list = links.map((target) => `- [L${(number += 1)}](${spell(target)})`).join("\n");
    const headings = HEADINGS.filter((heading) => !shape.without?.test(heading));
    const own =
      key === "leave"
        ? `${headings.map((heading) => `## ${heading}\n\nText.`).join("\n\n")}\n\n<a name="old-name"></a>\n`
        : "## Contacts\n\nText.\n";
    const top = shape.frontMatter?.(title, name) ?? "";
    files[path] = `${top}# ${title}\n\n${marker(path)}\n\n${own}\n## Links\n\n${list}\n`;
  }
  for (const [path, text] of Object.entries(extra)) {
    if (!/\.(?:md|mdx|markdown)$/.test(path) || path.endsWith("SUMMARY.md")) continue;
    files[path] = `${text.trimEnd()}\n\n${marker(path)}\n`;
  }
  return files;
}

/** A word that names the page in what is built of it. */
export function marker(path: string): string {
  return `Marker${Buffer.from(path).toString("hex")}.`;
}

function spell(target: string): string {
  return /[\s()]/.test(target) ? `<${target}>` : target;
}

function targetsFrom(
  from: string,
  names: PageNames,
  hasHtmlNames: boolean,
  hasFileLinksOnly: boolean,
): readonly string[] {
  const here = from.split("/").slice(0, -1);
  const up = "../".repeat(here.length);
  const bare = (name: string): string => name.replace(/\.mdx?$/, "");
  const folderOf = (name: string): string => name.split("/").slice(0, -1).join("/");
  const urls = (name: string): readonly string[] => {
    const stem = /(?:^|\/)(?:_?index|README)$/i.test(bare(name)) ? folderOf(name) : bare(name);
    const html = hasHtmlNames && stem === bare(name) ? [`/${stem}.html`] : [];
    const forms = stem === "" ? ["/"] : [`/${stem}/`, `/${stem}`, ...html];
    const relative =
      stem === "" ? [up === "" ? "./" : up] : [`${up}${stem}/`, `${up}${stem}`, `../${up}${stem}/`];
    // Whether a file is served under the name of a folder, too, is for the host to say.
    const isFile = hasHtmlNames && stem === bare(name);
    return [...forms, ...relative].filter((form) => !isFile || !form.endsWith("/"));
  };
  const files = (name: string): readonly string[] => [`${up}${name}`, `/${name}`];
  const all = Object.values(names).filter((name) => name !== from);
  return [
    ...all.flatMap((name) => [...files(name), ...(hasFileLinksOnly ? [] : urls(name))]),
    `${up}${names.leave}#parental-leave`,
    `${up}${names.leave}#who-may-ask`,
    `${up}${names.leave}#nothing-here`,
    `${up}people/nothere.md`,
    `${up}nofolder/page.md`,
    `nothere.md#top`,
    `${up}people/laeve.md`,
    ...(hasFileLinksOnly
      ? []
      : [
          `/${bare(names.leave)}${hasHtmlNames ? "" : "/"}#parental-leave`,
          `/${bare(names.leave)}${hasHtmlNames ? "" : "/"}#nothing-here`,
          "/people/nothere/",
          "/nofolder/nothere/",
        ]),
  ];
}
