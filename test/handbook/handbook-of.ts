import { createHandbook } from "../../src/handbook/create-handbook.ts";
import type { HandbookOptions } from "../../src/handbook/handbook-options.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

/** Texts of a small handbook by path. */
export type Texts = Readonly<Record<string, string>>;

export function pagesOf(texts: Texts): Page[] {
  return Object.entries(texts).map(([path, text]) => parsePage(path, text));
}

export function handbookOf(texts: Texts, options: HandbookOptions = {}): Handbook {
  return createHandbook(pagesOf(texts), options);
}

/** Lays changed texts over a handbook; null deletes a page. */
export function changed(
  handbook: Handbook,
  texts: Readonly<Record<string, string | null>>,
): Handbook {
  return handbook.overlay(
    new Map(
      Object.entries(texts).map(([path, text]) => [
        path,
        text === null ? null : parsePage(path, text),
      ]),
    ),
  );
}

/** The same small handbook for each site generator. */
export const middleman: Texts = {
  "sites/handbook/source/handbook/index.html.md":
    "---\ntitle: Handbook\nlayout: handbook-page-toc\n---\n\n## Start here\n",
  "sites/handbook/source/handbook/people/index.html.md": "---\ntitle: People\n---\n\n## Contacts\n",
  "sites/handbook/source/handbook/people/leave/index.html.md":
    "---\ntitle: Leave policy\n---\n\n## Parental leave\n\n## Sick leave & injury\n\n### Who may ask?\n",
  "sites/handbook/source/handbook/people/onboarding.html.md":
    "---\ntitle: Onboarding\n---\n\n## First day\n\n## First day\n",
  "sites/handbook/source/handbook/people/team.html.md.erb":
    "---\ntitle: Team\n---\n\n<%= partial 'team' %>\n",
  "sites/handbook/source/handbook/people/_contacts.md.erb": "## Numbers\n",
};

export const hugo: Texts = {
  "content/handbook/_index.md": "---\ntitle: Handbook\n---\n\n## Start here\n",
  "content/handbook/people/_index.md": "---\ntitle: People\n---\n\n## Contacts\n",
  "content/handbook/people/leave.md":
    '---\ntitle: Leave policy\naliases: ["/handbook/absence/"]\n---\n\n## Parental leave {#parents}\n\n## Sick leave\n',
  "content/handbook/people/onboarding/index.md": "---\ntitle: Onboarding\n---\n\n## First day\n",
  "content/handbook/people/offboarding.md":
    "---\ntitle: Offboarding\nslug: leaving-us\n---\n\n## Last day\n",
};

export const relative: Texts = {
  "README.md": "# Handbook\n",
  "people/index.md": "# People\n\n## Contacts\n",
  "people/leave.md": "# Leave policy\n\n## Parental leave\n",
  "people/Onboarding Guide.md": "# Onboarding\n\n## First day\n",
  "finance/README.md": "# Finance\n\n## Expenses\n",
  "guide/leave.md": "# Leave of others\n",
  "guide/deep/pay.md": "# Pay\n",
};
