import type { MergeRequest } from "../test/gitlab/world.ts";
import type { Scene } from "../test/gitlab/scene.ts";

/** One replacement in a page; the text must be there exactly once. */
interface Edit {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

interface DemoMergeRequest {
  readonly branch: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly edits: readonly Edit[];
}

const GENERALIST = "source/jobs/people-operations-generalist/index.html.md";
const LEAVE = "source/handbook/leave/index.html.md";
const EXPENSES = "source/handbook/expenses/index.html.md";
const COMMUNICATION = "source/handbook/communication/index.html.md";

/** What is open when the demo starts. The bot finds nothing wrong with the third, and says nothing at all about the last. */
const MERGE_REQUESTS: readonly DemoMergeRequest[] = [
  {
    branch: "generalist-for-onboarding",
    title: "Say more about onboarding on the People Operations Generalist page",
    description: "The generalist does most of the onboarding by now, so the page should say so.",
    author: "hannah",
    edits: [
      {
        path: GENERALIST,
        from: "- Prepare contracts and changes of contracts for the United Kingdom, the Netherlands and Germany\n",
        to: `- Prepare contracts and changes of contracts for the United Kingdom, the Netherlands and Germany
- Meet each new team member in the the first week, and see to it that he or she has a buddy
`,
      },
      {
        path: GENERALIST,
        from: "## Requirements\n",
        to: `#### Onboarding

On Monday the buddy walks through the handbook with the new team member and notes down every sentence that was hard
to understand, so that the page can be corrected in the same week by the person who owns it. On Friday both look at
the list together.

To see what comes after that, [click here](/handbook/onboarding/#the-second-week).

## Requirments
`,
      },
    ],
  },
  {
    branch: "carry-ten-days",
    title: "Let ten days of leave carry over",
    description:
      "Decided in the leadership meeting. Five days were too few for people with children.",
    author: "jonas",
    edits: [
      {
        path: LEAVE,
        from: "Team members may carry five days into the next year. They must take these days before the end of March.\n",
        to: `Team members may carry ten days into the next year. They should take these days before 01/04/2027, and the manager
may remind them as appropriate. Managers utilize the list that People Operations sends in order to plan.
`,
      },
    ],
  },
  {
    branch: "hotel-limits",
    title: "Raise the limits for hotels",
    description: "Prices have gone up. Finance has agreed.",
    author: "amira",
    edits: [
      {
        path: EXPENSES,
        from: "A night in a hotel may cost 140 euros; in the cities on the\n[list of exceptions](#exceptions) it may cost 190 euros.\n",
        to: "A night in a hotel may cost 160 euros; in the cities on the\n[list of exceptions](#exceptions) it may cost 210 euros.\n",
      },
    ],
  },
  {
    branch: "calls-not-meetings",
    title: "Call meetings calls",
    description: "We do not meet, we call each other.",
    author: "amira",
    edits: [
      { path: COMMUNICATION, from: "## Meetings\n\nA meeting has", to: "## Calls\n\nA call has" },
      {
        path: COMMUNICATION,
        from: "Whoever asks for the meeting takes",
        to: "Whoever asks for the call takes",
      },
      { path: COMMUNICATION, from: "Meetings end five", to: "Calls end five" },
    ],
  },
  {
    branch: "train-journeys",
    title: "Say why journeys are by train",
    description: "Asked three times last week.",
    author: "hannah",
    edits: [
      {
        path: EXPENSES,
        from: "Train is the default for journeys of less than six hours.",
        to: "Train is the default for journeys of less than six hours: one can work there.",
      },
    ],
  },
];

/** Pushes the branches and opens the merge requests, oldest first. */
export function openMergeRequests(gitlab: Scene, projectId: number): readonly MergeRequest[] {
  return MERGE_REQUESTS.map(({ branch, title, description, author, edits }) => {
    const files: Record<string, string> = {};
    for (const { path, from, to } of edits) {
      const before = files[path] ?? gitlab.readFile(projectId, "main", path);
      const parts = before?.split(from) ?? [];
      if (parts.length !== 2) throw new Error(`${path} does not hold exactly once: ${from}`);
      files[path] = parts.join(to);
    }
    gitlab.pushCommit(projectId, branch, { files, message: title, author });
    return gitlab.openMergeRequest({
      sourceProject: projectId,
      sourceBranch: branch,
      title,
      description,
      author,
    });
  });
}
