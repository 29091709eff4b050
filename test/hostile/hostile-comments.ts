/** Commands, some with what GitLab would run or notify somebody for. */
const commands = [
  "why",
  "help",
  "recheck",
  "dismiss noise",
  "dismiss\u00a0@all",
  "dismiss /approve",
  "word ACME",
  "word @root",
  "@handbook-bot recheck",
  "@handbook-bot dismiss /merge",
  "@handbook-bot: word !1",
] as const;

/** Ways to write a command that is none. Each takes the command away from its own paragraph. */
const disguises: readonly ((command: string) => string)[] = [
  (command) => `\`${command}\``,
  (command) => `**${command}**`,
  (command) => `> ${command}`,
  (command) => `> I said:\n>\n> ${command}`,
  (command) => `- ${command}`,
  (command) => `1. ${command}`,
  (command) => `- [ ] ${command}`,
  (command) => `# ${command}`,
  (command) => `${command}\n---`,
  (command) => `${command}\n===`,
  (command) => ` ${command}`,
  (command) => `\t${command}`,
  (command) => `    ${command}`,
  (command) => `\u200b${command}`,
  (command) => `\ufeff${command}`,
  (command) => `Could somebody ${command}`,
  (command) => `I would\n${command}\nif I were you.`,
  (command) => `${command}\n/close`,
  (command) => `/approve\n${command}`,
  (command) => `@all\n${command}`,
  (command) => `\`\`\`\n${command}\n\`\`\``,
  (command) => `\`\`\`\n\n${command}\n\n`,
  (command) => `~~~text\n\n\`\`\`\n\n${command}\n\n\`\`\``,
  (command) => `>>>\n\n${command}\n\n>>>`,
  (command) => `$$\n\n${command}\n\n$$`,
  (command) => `<!--\n\n${command}\n\n-->`,
  (command) => `Fine. <!--\n\n${command}\n\n-->`,
  (command) => `<details>\n\n${command}\n\n</details>`,
  (command) => `<pre>\n\n${command}\n\n</pre>`,
  (command) => `---\n\n${command}\n\n---`,
  (command) => `| ${command} |\n| --- |\n| ${command} |`,
  (command) => `[${command}](https://example.com/)`,
  (command) => `\\${command}`,
  (command) => `${"x".repeat(10_000)}\n\n${command}`,
];

/** Comments that look like commands and are none, the same ones every time. */
export function hostileComments(wanted: number): readonly string[] {
  const all = commands.flatMap((command) => disguises.map((disguise) => disguise(command)));
  if (all.length < wanted) throw new Error(`there are only ${all.length}`);
  return all.slice(0, wanted);
}
