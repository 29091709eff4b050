import { path as apiPath, type Connection } from "./connection.ts";
import { isAnswer, unless } from "./gitlab-error.ts";
import { type Project, type ProjectHook, readHook, readProject } from "./instance.ts";
import { readList } from "./paging.ts";
import { hookSchema, projectSchema } from "./schemas.ts";

/** What is asked about groups. A group is named by its path, `people/legal`. */
export interface GroupReads {
  /** The projects in it and in its subgroups that are not archived; undefined where there is no such group. */
  readonly groupProjects: (group: string) => Promise<readonly Project[] | undefined>;
  /**
   * Webhooks that serve all its projects. `hidden` where the bot may not see them, which takes an Owner; none
   * where there are none, as in the namespace of a person and on GitLab Free.
   */
  readonly groupHooks: (group: string) => Promise<readonly ProjectHook[] | "hidden">;
}

/** A thousand projects: beyond that nobody reads a list of checks. */
const projectPagesMax = 10;

export function groupReads({ send }: Connection): GroupReads {
  return {
    groupProjects: async (group) => {
      const listed = await unless([404], () =>
        readList(send, apiPath`groups/${group}/projects`, {
          query: { include_subgroups: true, archived: false },
          schema: projectSchema,
          what: "the projects of the group",
          pagesMax: projectPagesMax,
        }),
      );
      return listed?.entries.map(readProject);
    },
    groupHooks: async (group) => {
      try {
        const { entries } = await readList(send, apiPath`groups/${group}/hooks`, {
          schema: hookSchema,
          what: "the group's webhooks",
          pagesMax: 5,
        });
        return entries.map(readHook);
      } catch (error) {
        if (isAnswer(error, 404)) return [];
        if (isAnswer(error, 401, 403)) return "hidden";
        throw error;
      }
    },
  };
}
