import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { isChosen, locate, standpoints } from "../../src/cli/locate.ts";
import { folderOf } from "./run-cli.ts";

const page = "# Leave\n";
const absent = "No .handbook-bot.yml found; defaults are used.";

/** A handbook in a repository, with a folder of a tool beside it. */
function handbook(): string {
  return folderOf({
    "site/.git/HEAD": "ref: refs/heads/main\n",
    "site/.handbook-bot.yml": "",
    "site/handbook/people/leave.md": page,
    "site/handbook/pay.md": page,
    "plain/a.md": page,
    "plain/sub/b.md": page,
    "a.md": page,
  });
}

describe("locate", () => {
  test("finds the configuration from a folder below it, and looks at what is below that folder", () => {
    const folder = handbook();
    const location = locate({ named: [] }, [join(folder, "site/handbook/people")]);
    expect(location).toMatchObject({
      root: join(folder, "site"),
      config: join(folder, "site/.handbook-bot.yml"),
      chosen: ["handbook/people/"],
      absence: undefined,
      remarks: ["Looking at the pages below handbook/people, with ../../.handbook-bot.yml."],
    });
    const isMeant = isChosen(location);
    expect([isMeant("handbook/people/leave.md"), isMeant("handbook/pay.md")]).toEqual([
      true,
      false,
    ]);
  });

  test("looks at everything from the folder of the configuration", () => {
    const folder = handbook();
    const site = join(folder, "site");
    expect(locate({ named: [] }, [site])).toMatchObject({
      root: site,
      chosen: undefined,
      remarks: [],
    });
    expect(locate({ named: ["."] }, [site])).toMatchObject({ root: site, chosen: undefined });
  });

  test("finds the handbook of a page or folder that lies elsewhere", () => {
    const folder = handbook();
    const from = [join(folder, "plain")] as const;
    expect(locate({ named: ["../site/handbook/pay.md"] }, [...from])).toMatchObject({
      root: join(folder, "site"),
      chosen: ["handbook/pay.md"],
    });
    expect(locate({ named: [join(folder, "site")] }, [...from])).toMatchObject({
      root: join(folder, "site"),
      chosen: undefined,
    });
  });

  test("says that there is no configuration, and which file has the wrong name", () => {
    const folder = handbook();
    expect(locate({ named: [] }, [join(folder, "plain")])).toMatchObject({
      root: join(folder, "plain"),
      config: undefined,
      absence: absent,
    });
    const misnamed = folderOf({ ".handbook-bot.yaml": "", "a.md": page });
    expect(locate({ named: [] }, [misnamed]).absence).toBe(
      ".handbook-bot.yaml is not read. Rename it to .handbook-bot.yml. Defaults are used.",
    );
  });

  test("takes no configuration from above a folder that is in no repository", () => {
    const folder = folderOf({ ".handbook-bot.yml": "", "plain/a.md": page });
    const location = locate({ named: [] }, [join(folder, "plain")]);
    expect(location).toMatchObject({ root: join(folder, "plain"), config: undefined });
  });

  test("tries a name below the root too, and says so", () => {
    const folder = handbook();
    const root = join(folder, "plain");
    expect(locate({ named: ["sub"], root: "plain" }, [folder])).toMatchObject({
      root,
      chosen: ["sub/"],
      remarks: [`sub is taken from the root of the handbook: ${root}/sub.`],
    });
    // The one that is nearer is not in the handbook.
    expect(locate({ named: ["a.md"], root: "plain" }, [folder])).toMatchObject({
      chosen: ["a.md"],
      remarks: [`a.md is taken from the root of the handbook: ${root}/a.md.`],
    });
    expect(locate({ named: ["plain/a.md"], root: "plain" }, [folder])).toMatchObject({
      chosen: ["a.md"],
      remarks: [],
    });
  });

  test.each([
    [{ named: ["b.md"] }, "There is no b.md."],
    [{ named: ["site/handbook/pay.md"], root: "plain" }, "is not inside"],
    [{ named: [], root: "nowhere" }, "No such folder: nowhere."],
    [{ named: [], root: "a.md" }, "a.md is not a folder."],
  ])("refuses %j", (choice, message) => {
    expect(() => locate(choice, [handbook()])).toThrow(message);
  });
});

describe("standpoints", () => {
  const npm = { INIT_CWD: "/home/jo/handbook", npm_package_json: "/opt/bot/package.json" };

  test("are where npm was called, for a script of handbook-bot's own", () => {
    const env = { ...npm, npm_package_name: "handbook-bot" };
    expect(standpoints("/opt/bot", env)).toEqual(["/home/jo/handbook", "/opt/bot"]);
  });

  test("are the package first for a script of the handbook's own", () => {
    const env = { ...npm, npm_package_name: "people" };
    expect(standpoints("/opt/bot", env)).toEqual(["/opt/bot", "/home/jo/handbook"]);
  });

  test.each([
    ["nothing of npm", "/home/jo", {}],
    ["a folder that npm did not choose", "/home/jo", { ...npm, npm_package_name: "handbook-bot" }],
    ["npm called in the package itself", "/opt/bot", { ...npm, INIT_CWD: "/opt/bot" }],
  ])("is the current folder with %s", (_, cwd, env) => {
    expect(standpoints(cwd, env)).toEqual([cwd]);
  });
});
