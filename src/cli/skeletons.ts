/** A page to begin with. */
export interface Skeleton {
  /** One line for the help. */
  readonly summary: string;
  /** Writes the page; `title` is a sentence of the front matter, quoted where YAML needs it. */
  readonly write: (title: string) => string;
}

const level = (name: string, extendsText: string): string => `### ${name}

The ${name} reports to the manager of the team.

#### Job Grade

Name the grade, and link the page that says what grades are.

#### Responsibilities

- ${extendsText === "" ? "Describe one result that the person answers for" : `Extends the responsibilities of the ${extendsText}`}

#### Requirements

- ${extendsText === "" ? "Ability to use GitLab" : `Extends the requirements of the ${extendsText}`}
`;

/** The pages that `handbook-bot new` writes, by kind. They say in each section what belongs there. */
export const skeletons: Readonly<Record<string, Skeleton>> = {
  "job-page": {
    summary: "a job description as kept from 2015 to 2017",
    write: (title) => `---
layout: job_page
title: ${title}
description: Say in one sentence what the job is about.
---

Say in two or three sentences what the person does and for whom.

## Responsibilities

- Describe one result that the person answers for

## Requirements

- Name one skill that the work needs from the first day
- Ability to use GitLab
`,
  },
  "job-family": {
    summary: "a job family with its levels on one page",
    write: (title) => `---
layout: job_family_page
title: ${title}
description: Say in one sentence what the family is about.
---

Say in two or three sentences what people of this family do, for whom,
and what their work changes.

## Levels

${level("Intermediate", "")}
${level("Senior", "Intermediate level")}
## Performance Indicators

- Name a measure that the work moves, with a link to its definition
- Name a second one
- Name a third one; five are the most

## Career Ladder

Say which family comes next.

## Hiring Process

1. Name the first conversation and who leads it
1. Name the last one and who decides
`,
  },
  policy: {
    summary: "a controlled document",
    write: (title) => `---
title: ${title}
description: Say in one sentence what is ruled here.
controlled_document: true
---

## Purpose

Say why there is this document.

## Scope

Say to whom and to what it applies.

## Roles and Responsibilities

| Role | Responsibility |
| ---- | -------------- |
| Team members | Follow this document |
| Owner of this document | Review it every year and approve exceptions |

## Procedure

Say which role does what, and when.

## Exceptions

Say who decides about an exception and when it ends.

## References

Link the policy or standard that this document carries out.
`,
  },
  process: {
    summary: "a page that says how something is done",
    write: (title) => `---
title: ${title}
description: Say in one sentence what is done here and for whom.
---

## When to do this

Say what starts it.

## Steps

1. Say what comes first and which role does it
1. Say how to see the result

## Whom to ask

Name the role or the channel that helps.
`,
  },
};
