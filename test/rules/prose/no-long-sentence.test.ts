import { testRule } from "../test-rule.ts";

const clause = "and the manager then asks the team for a day that suits everybody ";
const long = `A team member asks for leave ${clause.repeat(3)}in the end.`;

testRule("prose/no-long-sentence", {
  accepts: [
    "A team member asks for leave, and the manager answers within two days.",
    // Three sentences and not one.
    "A team member asks for leave and the manager finds a day that suits everybody. ".repeat(3),
    // Semicolons and line breaks divide what is read at once.
    `A team member asks for leave ${clause};\n${clause}; ${clause}.`,
    `A team member asks for leave ${clause}<br>${clause}<br>${clause}.`,
    // An enumeration is read item by item.
    `Bring ${"a laptop, a badge, a signed contract, ".repeat(10)}and a pen.`,
    `> ${long}`,
    // Words of others stay as they are.
    `The law says of leave: “${clause} and ${clause} and ${clause}”, and we keep to it.`,
    `| ${long} |\n| --- |\n| yes |`,
    `# Terms and agreement\n\n${long}`,
    { text: long, path: "handbook/legal/bylaws.md" },
    // Lines that are titles and items, without marks that say so.
    `About the team\nA team member asks for leave ${clause.repeat(2)}.`,
    `- **Objective 1: Make it easy for every team to plan its leave in time**\n  A member asks ${clause.repeat(2)}.`,
    `Speaking of leave:\nAsk early\nA team member asks ${clause.repeat(2)}.`,
    // A list and a table that were written in one paragraph.
    `What to bring: - one laptop ${clause}- one badge ${clause}- one pen ${clause}`,
  ],
  rejects: [
    {
      text: long,
      findings: [
        "1:1-1:239 “A team member asks for leave …” has 48 words. Split it into two sentences.",
      ],
    },
    {
      // Wrapped, at a word with a capital.
      text: `If a member of the team in\nLisbon asks for leave ${clause.replaceAll(" that", "\nthat").repeat(3)}in the end.`,
      findings: ["1:1-5:33 “If a member of the team …” has 53 words. Split it into two sentences."],
    },
    {
      text: `About leave\n${long}`,
      findings: [
        "2:1-2:239 “A team member asks for leave …” has 48 words. Split it into two sentences.",
      ],
    },
    {
      text: `The \`leave\` form asks ${clause.repeat(3)}in the end.`,
      findings: [
        "1:1-1:232 “The leave form asks and the …” has 46 words. Split it into two sentences.",
      ],
    },
    {
      text: `Ask early. (See below.) ${long} Thank you.`,
      findings: [
        "1:23-1:263 “A team member asks for leave …” has 48 words. Split it into two sentences.",
      ],
    },
    {
      text: `- ${long}\n- Ask early.`,
      findings: [
        "1:3-1:241 “A team member asks for leave …” has 48 words. Split it into two sentences.",
      ],
    },
  ],
});
