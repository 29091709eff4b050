import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../src/cli/detect-language.ts";
import { languageOfPath } from "../../src/page/declared-language.ts";
import { isEnglish, isEnglishPage } from "../../src/page/language.ts";
import { parsePage as parse, type ParsePageOptions } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

function parsePage(path: string, source: string, options: ParsePageOptions = {}): Page {
  return parse(path, source, { detectLanguage, ...options });
}

const english =
  "The team writes down what it has agreed on, so that everybody who joins later can read it and ask about it.";
const spanish =
  "El equipo escribe lo que ha acordado para que las personas que llegan más tarde puedan leerlo.";
const french =
  "L'équipe utilise un formulaire et commence à 9 h. Si vous vous absentez, écrivez au service.";

const passages: readonly (readonly [language: string, text: string])[] = [
  ["en", english],
  ["en", "You work with the people of the support team."],
  ["es", spanish],
  ["fr", french],
  ["de", "Die, die die Regeln kennen, sagen den anderen, dass das das Richtige ist."],
  ["nl", "Als je ziek bent, meld je je voor negen uur bij je leidinggevende en het team."],
  ["it", "Le ferie sono concordate con il responsabile e comunicate alla squadra nel calendario."],
  ["pt", "As férias são combinadas com a pessoa responsável e não precisam de outra autorização."],
  ["pl", "Każdy człowiek ma prawo do pracy i do swobodnego wyboru pracy, do dobrych warunków."],
  ["fi", "Jokaisella on oikeus saada opetusta, ja opetuksen on oltava ainakin aluksi maksutonta."],
  ["ru", "Каждый сотрудник обязан сообщить руководителю GitLab о конфликте интересов."],
  ["ja", "リモートワークのチームで、確実にコミュニケーションをとるために Slack を使います。"],
  ["ja", "GitLab Handbook は Single Source of Truth です。"],
  ["ko", "모든 팀원은 휴가를 미리 신청해야 합니다."],
  ["zh", "所有团队成员都必须提前申请休假。"],
  ["ar", "يجب على كل موظف إبلاغ مديره عن أي تضارب في المصالح."],
  ["el", "Κάθε εργαζόμενος πρέπει να ενημερώνει τον προϊστάμενό του."],
];

describe("the language of a page", () => {
  test.each(passages)("is read from its text: %s, %s", (language, text) => {
    expect(parsePage("leave.md", `# ${text}\n\n${text}\n`).language).toBe(language);
  });

  test.each([
    ["lang: fr", "fr"],
    ["language: French", "fr"],
    ["language: Français", "fr"],
    ["locale: pt_BR", "pt"],
    ["lang: zh-Hant-TW", "zh"],
    ["language: python", undefined],
    ["lang: php", undefined],
    ["lang: ts", undefined],
    ["lang: 7", undefined],
  ])("is what its front matter declares where the text is too short: %s", (line, language) => {
    expect(parsePage("leave.md", `---\n${line}\n---\n\n# Design\n`).language).toBe(language);
  });

  test("is what the text plainly is, whatever is declared", () => {
    const long = `${english}\n\n`.repeat(3);
    expect(parsePage("docs/de/leave.md", `---\nlang: de\n---\n\n${long}`).language).toBe("en");
    expect(parsePage("content/en/leave.md", `---\nlang: en\n---\n\n${french}`).language).toBe("fr");
  });

  test("is what the configuration says where page and text say nothing", () => {
    const languages = [
      { language: "ja", paths: (path: string) => path.startsWith("content/ja/") },
      { language: "fr" },
    ];
    const of = (path: string, source: string) => parsePage(path, source, { languages }).language;
    expect(of("content/ja/design.md", "# Design\n")).toBe("ja");
    expect(of("content/design.md", "# Design\n")).toBe("fr");
    expect(of("content/design.md", "---\nlang: de\n---\n\n# Design\n")).toBe("de");
    expect(of("content/design.md", english)).toBe("en");
  });

  test("is not known of a page without text", () => {
    const page = parsePage("leave.md", "```sh\nnpm install\n```\n");
    expect(page.language).toBeUndefined();
    expect(isEnglishPage(page)).toBe(true);
  });
});

test.each([
  ["content/fr/leave.md", "fr"],
  ["docs/de/leave.md", "de"],
  ["leave.fr.md", "fr"],
  ["leave.pt-BR.mdx", "pt"],
  ["README_ja.md", "ja"],
  ["README.zh-CN.md", "zh"],
  ["i18n/it/docusaurus-plugin-content-docs/current/leave.md", "it"],
  ["handbook/pt-br/leave.md", "pt"],
  ["es/leave.md", "es"],
  ["src/leave.md", undefined],
  ["docs/it/laptops.md", undefined],
  ["content/handbook/hr/leave.md", undefined],
  ["handbook/se-former/la-marche.md", undefined],
  ["updown.io.md", undefined],
  ["node.js.md", undefined],
  ["team/de/leave.md", undefined],
])("the path %s names the language %s", (path, language) => {
  expect(languageOfPath(path)).toBe(language);
});

describe("the language of a passage", () => {
  function languagesOf(source: string): readonly (string | undefined)[] {
    const page = parsePage("leave.md", source);
    return page.blocks.map(({ span }) => page.languageAt(span.start));
  }

  test("differs from that of its page where it says so plainly", () => {
    expect(languagesOf(`${english}\n\n${spanish}\n\n- ${english}\n- ${french}\n`)).toEqual([
      "en",
      "es",
      "en",
      "fr",
    ]);
    expect(
      languagesOf(`${spanish}\n\n${english}\n\n- ${spanish}\n- ${spanish}\n\n## Design\n`),
    ).toEqual(["es", "en", "es", "es", "es"]);
  });

  test.each([
    "Mario de la Ossa is the owner",
    "Carolyn Van Slyck, Microsoft",
    "AL, AK, AZ, CA, CO, CT, DE, MD, MA, MI, LA, ME",
    "Discretionary bonus per employee per month",
    "fluentd, kube-proxy, etcd",
    "χ² test",
    "The word 改善 stands for the habit of making things better",
    "Renée Müller and José Núñez are on call",
  ])("stays English on an English page: %s", (text) => {
    expect(languagesOf(`${english}\n\n${text}\n`)).toEqual(["en", "en"]);
  });

  test.each(["Design", "API Gateway", "目的", "Senior Manager"])(
    "is that of a Japanese page where it is short: %s",
    (text) => {
      const japanese = "チームは決めたことを書き残します。後から入る人が読めるようにするためです。";
      expect(languagesOf(`${japanese}\n\n${text}\n`)).toEqual(["ja", "ja"]);
    },
  );

  test("is asked by span, and counts as English where nobody can tell", () => {
    const source = `${english}\n\n${spanish}\n`;
    const page = parsePage("leave.md", source);
    const at = source.indexOf(spanish);
    expect(isEnglish(page, { start: 0, end: 3 })).toBe(true);
    expect(isEnglish(page, { start: at + 5, end: at + 9 })).toBe(false);
    expect(isEnglish(parsePage("leave.md", "Design\n"), { start: 0, end: 6 })).toBe(true);
  });

  test("is known not to be English where no detector is at hand", () => {
    const page = parse("leave.md", `${english}\n\n${spanish}\n`);
    expect(page.blocks.map(({ span }) => page.languageAt(span.start))).toEqual(["en", "und"]);
  });
});
