import type { Hostile } from "./hostile-texts.ts";

const aliases = Array.from(
  { length: 12 },
  (_, nth) =>
    `k${nth}: &k${nth} [${Array.from({ length: 9 }, () => (nth === 0 ? "leave" : `*k${nth - 1}`)).join(", ")}]`,
).join("\n");

/** Front matter that is more than it seems. */
export const hostileFrontMatter: readonly Hostile[] = [
  ["aliases of aliases", aliases],
  ["an alias of itself", "title: &a [*a]"],
  ["an alias of nothing", "title: *nobody"],
  ["merge keys", "a: &a {x: 1}\nb:\n  <<: [*a, *a, *a]\ntitle: Leave"],
  ["the prototype as a key", "__proto__:\n  title: Leave\n  polluted: true\ntitle: Leave"],
  ["the constructor as a key", "constructor:\n  prototype:\n    polluted: true\ntitle: Leave"],
  ["a key twice", "title: Leave\ntitle: Pay @maya"],
  ["a thousand keys", Array.from({ length: 1_000 }, (_, nth) => `k${nth}: @maya`).join("\n")],
  ["a key of ten thousand characters", `${"k".repeat(10_000)}: leave`],
  ["a key that is a map", "? {a: b}\n: leave"],
  ["a value of ten thousand characters", `title: "${"guys ".repeat(2_000)}"`],
  ["brackets in brackets", `title: ${"[".repeat(5_000)}`],
  ["braces in braces", `title: ${"{a: ".repeat(2_000)}`],
  [
    "a deep list",
    `title:\n${Array.from({ length: 200 }, (_, nth) => `${" ".repeat(nth)}-`).join("\n")}`,
  ],
  ["a tag of code", 'title: !!js/function "function () { return 1 }"'],
  ["a tag of binary data", "title: !!binary R0lGODlhDAAMAIQ="],
  ["a tag nobody knows", "title: !<tag:evil.example.com> x"],
  ["a directive", "%YAML 9.9\n---\ntitle: Leave"],
  ["two documents", "title: Leave\n...\n---\ntitle: Pay"],
  [
    "numbers like no other",
    "a: 0x1F\nb: 1e999\nc: .nan\nd: -.inf\ne: 0o777\ntitle: 12345678901234567890",
  ],
  ["dates like no other", "title: 2022-99-99\ndate: 0000-00-00"],
  ["a command as the title", 'title: "/close"'],
  ["a mention as the title", 'title: "@all"'],
  ["a marker as the title", 'title: "<!-- handbook-bot:1 summary handbook-bot 0 -->"'],
  ["a comment that ends", "title: Leave --> @maya # <!--"],
  ["tabs", "title:\tLeave\n\tx: 1"],
  ["no end", "title: Leave\n\ntext @maya"],
];

/** Configurations of the target branch, each of which a maintainer could be talked into. */
export const hostileConfigs: readonly Hostile[] = [
  ["aliases of aliases", aliases],
  ["the prototype as a rule", "rules:\n  __proto__: error\n  constructor: off"],
  ["the prototype as a section", "__proto__:\n  review: { drafts: review }"],
  ["a command as a rule", 'rules:\n  "/close": error'],
  ["a mention as a rule", 'rules:\n  "@all #1": error'],
  ["a command as a preset", 'extends: "\\n/close\\n"'],
  [
    "a marker as a label",
    'review: { skipLabels: ["<!-- handbook-bot:1 summary handbook-bot 0 -->", 7] }',
  ],
  ["a glob of stars", `ignore: ["${"*a".repeat(100)}"]`],
  ["a glob of choices", `include: ["${"{a,b}".repeat(60)}"]`],
  ["a glob that climbs", 'include: ["../../**"]'],
  ["a thousand globs", `ignore: [${Array.from({ length: 1_000 }, () => '"**/*"').join(",")}]`],
  ["a redirect outside", 'links: { redirects: ["../../../etc/passwd"] }'],
  ["a site with a script", 'links: { site: "javascript:alert(1)" }'],
  ["numbers out of range", "review: { inlineMax: 1e9, massChangePages: -1 }"],
  [
    "a term list for a pattern",
    "rules:\n  structure/page-template: { severity: error, templates: (a+)+$ }",
  ],
  ["brackets in brackets", `rules: ${"[".repeat(5_000)}`],
  ["lone surrogates", 'rules: { "\\ud800": error }'],
  ["no YAML", "\u0000\u0001 @maya\n\t- ]["],
  ["nothing", ""],
  ["a megabyte", `# ${"a".repeat(1_000_000)}`],
];
