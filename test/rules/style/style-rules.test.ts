import { expect, test } from "vitest";
import { noUnusualFileName } from "../../../rules/style/no-unusual-file-name.ts";
import { checkChange } from "../handbook-rule.ts";
import { testRule } from "../test-rule.ts";

testRule("style/no-link-in-heading", {
  accepts: ["## Leave\n\nSee [leave](/leave/).\n", '## <a name="leave"></a>Leave\n\nTake it.\n'],
  rejects: [
    {
      text: "## Ask [People](/people/) first\n\nText.\n",
      findings: ["1:8-1:26 “People” is a link in a heading. Move it to the text below."],
      fixed: "## Ask People first\n\nSee [People](/people/).\n\nText.\n",
    },
    {
      text: "## [Leave](/leave/) and [pay](/pay/)\n\nText.\n",
      findings: [
        "1:4-1:20 “Leave” is a link in a heading. Move it to the text below.",
        "1:25-1:37 “pay” is a link in a heading. Move it to the text below.",
      ],
    },
  ],
});

testRule("style/no-deep-heading", {
  options: { deepest: 3 },
  accepts: ["### Leave\n\nTake it.\n"],
  rejects: [
    {
      text: "#### Leave\n\nTake it.\n",
      findings: ["1:1-1:11 “Leave” is an h4. Use h3 at most, or split the page."],
    },
  ],
});

testRule("style/no-shouted-heading", {
  accepts: ["## PTO\n\nText.\n", "## OKR and KPI\n\nText.\n", "## GDPR\n\nText.\n"],
  rejects: [
    {
      text: "## PARENTAL LEAVE\n\nText.\n",
      findings: ["1:4-1:18 “PARENTAL LEAVE” is all in capitals. Use sentence case."],
    },
  ],
});

testRule("style/no-emoji-heading", {
  accepts: [
    "## 5 days ™\n\nText.\n",
    "## Leave\n\nEnjoy 🏖️.\n",
    "## From 9:00 to 10:00:\n\nText.\n",
    "#### ➕🐭specify_model\n\nText.\n",
  ],
  rejects: [
    {
      text: "## 🏖️ Leave\n\nText.\n",
      findings: ["1:4-1:7 “🏖️” is an emoji in a heading. Remove it."],
      fixed: "## Leave\n\nText.\n",
    },
    {
      text: "## Leave :palm_tree:\n\nText.\n",
      findings: ["1:10-1:21 “:palm_tree:” is an emoji in a heading. Remove it."],
      fixed: "## Leave\n\nText.\n",
    },
  ],
});

testRule("style/no-vague-heading", {
  accepts: ["## Offer process\n\nText.\n", "## Leave policies\n\nText.\n"],
  rejects: [
    {
      text: "## FAQs:\n\nText.\n",
      findings: [
        "1:4-1:9 “FAQs:” doesn't say what the section is about. Answer each question where the page covers its subject.",
      ],
    },
  ],
});

testRule("style/no-multiline-link", {
  accepts: ["Read the [leave policy](/leave/)\nfirst.\n"],
  rejects: [
    {
      text: "Read the [leave\npolicy](/leave/) first.\n",
      findings: [
        "1:10-2:17 “leave policy” is a link broken over several lines. Write it on one line.",
      ],
      fixed: "Read the [leave policy](/leave/) first.\n",
    },
    {
      text: "> Read the [leave\n> policy](/leave/) first.\n",
      findings: [
        "1:12-2:19 “leave policy” is a link broken over several lines. Write it on one line.",
      ],
    },
  ],
});

testRule("style/no-curly-quote", {
  accepts: ["It's the manager's job.\n", "Write `‘x’`.\n"],
  rejects: [
    {
      text: "It’s a “yes”.\n\nIt's fine.\n\nDon’t.\n",
      findings: [
        "1:1-1:5 “It’s” contains a curly quotation mark. Use a straight one.",
        "5:1-5:7 “Don’t.” contains a curly quotation mark. Use a straight one.",
      ],
      fixed: "It's a \"yes\".\n\nIt's fine.\n\nDon't.\n",
    },
  ],
});

testRule("style/no-unmarked-archive", {
  accepts: ["Unpack `leave.zip`.\n", "See https://example.com/leave.zip and files/leave.zip.\n"],
  rejects: [
    {
      text: "Unpack leave.zip.\n",
      findings: ["1:8-1:17 “leave.zip” can be mistaken for a web address. Format it as code."],
      fixed: "Unpack `leave.zip`.\n",
    },
  ],
});

testRule("style/no-reference-link", {
  accepts: ["Read the [policy](/leave/).\n", "Half days count.[^1]\n\n[^1]: Four hours.\n"],
  rejects: [
    {
      text: "Read the [policy][leave] and [leave].\n\n[leave]: /leave/\n",
      findings: [
        "3:1-3:17 “[leave]: /leave/” defines a link used elsewhere. Write the address in the link.",
      ],
      fixed: "Read the [policy](/leave/) and [leave](/leave/).\n",
    },
    {
      text: "Nobody links it.\n\n[leave]: /leave/\n",
      findings: [
        "3:1-3:17 “[leave]: /leave/” defines a link used elsewhere. Write the address in the link.",
      ],
    },
  ],
});

testRule("style/no-shortcode-link", {
  accepts: ["Read the [policy](/leave/).\n", '{{< youtube "abc" >}}\n'],
  without: ["code"],
  rejects: [
    {
      text: 'Read the [policy]({{< relref "/leave" >}}).\n',
      findings: [
        '1:19-1:42 “{{< relref "/leave" >}}” works only in the site generator. Write the path instead.',
      ],
      fixed: "Read the [policy](/leave).\n",
    },
    {
      text: 'Read the [policy]({{% ref "leave.md" %}}).\n',
      findings: [
        '1:19-1:41 “{{% ref "leave.md" %}}” works only in the site generator. Write the path instead.',
      ],
    },
  ],
});

testRule("style/no-default-branch-name", {
  accepts: ["Use the `master-key`.\n", "She is a master of arts.\n"],
  rejects: [
    {
      text: "Merge it into `master`.\n",
      findings: ["1:15-1:23 “master” is the old name of the default branch. Write “main”."],
      fixed: "Merge it into `main`.\n",
    },
  ],
});

testRule("style/no-misplaced-media", {
  accepts: [
    "![Office](/images/office.png)\n",
    "![Office](office.png)\n",
    "[Plan](https://a.com/x.pdf)\n",
  ],
  rejects: [
    {
      text: "[Plan](/handbook/plan.pdf)\n",
      findings: ["1:1-1:27 “/handbook/plan.pdf” is outside “/pdfs/”. Move the file there."],
    },
  ],
});

testRule("style/no-page-alias", {
  accepts: ["---\ntitle: Leave\n---\n", "---\naliases: [/a/]\nnote: in contracts\n---\n"],
  without: ["code"],
  rejects: [
    {
      text: "---\ntitle: Leave\naliases: [/a/]\n---\n",
      findings: [
        "3:1-3:8 This page lists old addresses as aliases. Add redirects instead, or a note that says why.",
      ],
    },
  ],
});

testRule("style/no-roundabout-link", {
  options: {
    sites: ["https://handbook.example.com"],
    except: ["https://handbook.example.com/docs/"],
  },
  accepts: [
    "[Leave](/handbook/leave/#half-days)\n",
    '<a id="Half-Days"></a>[Leave](#Half-Days)\n',
    "[Docs](https://handbook.example.com/docs/leave)\n",
    "[Other](https://handbook.example.community/leave)\n",
    "[Elsewhere](https://example.com/#Half-Days)\n",
  ],
  rejects: [
    {
      text: "[Leave](https://handbook.example.com/leave/) and [pay](handbook/pay/)\n",
      findings: [
        "1:9-1:44 “https://handbook.example.com/leave/” includes the address of the handbook itself. Write only the path.",
        "1:56-1:69 “handbook/pay/” has no leading slash. Start at the root of the site.",
      ],
      fixed: "[Leave](/leave/) and [pay](/handbook/pay/)\n",
    },
    {
      text: "![Desk](/static/images/desk.png) [leave](./leave.md#Half-Days)\n",
      findings: [
        "1:9-1:32 “/static/images/desk.png” starts with a source folder. Leave out “/static”.",
        "1:42-1:62 “./leave.md#Half-Days” starts with “./”, which has no effect. Leave it out.",
      ],
      fixed: "![Desk](/images/desk.png) [leave](leave.md#half-days)\n",
    },
  ],
});

test("reports names of new pages and folders, not existing ones", () => {
  const of = (path: string, old?: string) =>
    checkChange(noUnusualFileName, {
      path,
      ...(old !== undefined && { old }),
      before: old === undefined ? null : "# Leave\n",
      after: "# Leave\n",
      others: { "content/Old Folder/index.md": "# Old\n" },
    }).lines;
  expect(of("content/leave/half-days.md")).toEqual([]);
  expect(of("content/leave/_index.md")).toEqual([]);
  expect(of("source/leave/index.html.md.erb")).toEqual([]);
  expect(of("README.md")).toEqual([]);
  expect(of("content/Old Folder/leave.md")).toEqual([]);
  expect(of("content/Half Days/leave.md", "content/Half Days/leave.md")).toEqual([]);
  expect(of("content/Half Days/Leave.md")).toEqual([
    "1:1-1:8 The file name “Leave.md” makes a poor address. Use only a-z, 0-9, “-” and “_”.",
    "1:1-1:8 The folder name “Half Days” makes a poor address. Use only a-z, 0-9, “-” and “_”.",
  ]);
});
