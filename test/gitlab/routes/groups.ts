import {
  accessLevel,
  isVisible,
  PAGING,
  paginate,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { projectJson } from "../json.ts";
import { forbidden, notFound } from "../refusal.ts";
import { ACCESS_LEVELS, type Project } from "../world.ts";
import { hookJson } from "./projects.ts";

export const groupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/groups/:id/projects",
    accepts: [...PAGING, "include_subgroups", "archived", "simple"],
    run: (call) =>
      paginate(call, projectsOf(call), (project) =>
        projectJson(call.world, project, accessLevel(project, call.user)),
      ),
  },
  { method: "GET", path: "/groups/:id/hooks", accepts: PAGING, run: listHooks },
];

/** A group is there as long as a project in it is seen. Roles in it are not modelled: those in its projects count. */
function projectsOf(call: Call): readonly Project[] {
  const start = `${call.path["id"] ?? ""}/`;
  const found = [...call.world.projects.values()].filter(
    (project) => project.path.startsWith(start) && isVisible(project, call.user),
  );
  if (found.length === 0) throw notFound("Group");
  return found;
}

function listHooks(call: Call): Answer {
  const isOwner = projectsOf(call).every(
    (project) => accessLevel(project, call.user) >= ACCESS_LEVELS.owner,
  );
  if (!isOwner) throw forbidden();
  const group = call.path["id"];
  const hooks = call.webhooks.hooks.filter(
    ({ scope }) => scope.kind === "group" && scope.path === group,
  );
  return paginate(call, hooks, (hook) => hookJson(call, hook));
}
