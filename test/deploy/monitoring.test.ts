import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../../src/server/metrics.ts";

const folder = join(import.meta.dirname, "../../deploy/monitoring");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

const alerts = z
  .strictObject({
    groups: z.array(
      z.strictObject({
        name: z.string(),
        rules: z.array(
          z.strictObject({
            alert: z.string().regex(/^HandbookBot[A-Z]\w+$/),
            expr: z.string(),
            for: z
              .string()
              .regex(/^\d+[smhd]$/)
              .optional(),
            labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
            annotations: z.strictObject({ summary: z.string(), description: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(read("alerts.yaml")))
  .groups.flatMap(({ rules }) => rules);

const dashboard = z
  .looseObject({
    panels: z.array(
      z.looseObject({
        id: z.number(),
        title: z.string().min(1),
        description: z.string().min(1),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z.array(z.looseObject({ expr: z.string(), legendFormat: z.string() })).min(1),
      }),
    ),
  })
  .parse(JSON.parse(read("dashboard.json")));

const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, expr] as const),
  ),
];

/** Names and labels of everything that `/metrics` shows once each thing has happened. */
async function shownMetrics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = createMetrics();
  metrics.delivery("queued", 202);
  metrics.delivery("unauthorized", 401);
  metrics.queueEvent({ kind: "added", job: "review", added: "queued" });
  metrics.queueEvent({ kind: "started", job: "review", id: "1", waitedMs: 1 });
  metrics.queueEvent({ kind: "completed", job: "review", id: "1", tookMs: 1 });
  metrics.review({ outcome: "commented", tookMs: 1, findings: new Map([["a/b", 1]]) });
  metrics.gitlabCall({ method: "GET", status: 200 });
  metrics.pageGivenUp("time");
  metrics.refusals(new Map([["status", 1]]));
  metrics.problems(new Map([["token", 1]]));
  const text = await metrics.render({ waiting: 0, active: 0, delayed: 0, failed: 0, completed: 0 });
  const shown = new Map<string, Set<string>>();
  for (const [, name = "", labels = ""] of text.matchAll(/^([a-z]\w*)(?:\{([^}]*)\})? /gm)) {
    const known = shown.get(name) ?? new Set();
    for (const [, label = ""] of labels.matchAll(/(\w+)=/g)) known.add(label);
    shown.set(name, known);
  }
  return shown;
}

describe("alerts and dashboard", () => {
  it.each(expressions)("%s asks for metrics and labels that the bot has: %s", async (_, expr) => {
    const shown = await shownMetrics();
    const asked = [
      ...expr.matchAll(/\b((?:handbook_bot|process|nodejs)_\w+)(?:\{([^}]*)\})?/g),
    ].map(([, name = "", labels = ""]) => ({
      name,
      labels: [...labels.matchAll(/(\w+)\s*=/g)].map(([, label = ""]) => label),
    }));
    expect(asked.length + Number(expr.startsWith("up{"))).toBeGreaterThan(0);
    for (const { name, labels } of asked) {
      expect([...shown.keys()]).toContain(name);
      // Prometheus adds the name of the job and of the instance.
      for (const label of labels.filter((one) => one !== "job"))
        expect([...(shown.get(name) ?? [])], `${name}{${label}}`).toContain(label);
    }
    const by = [...expr.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, names = ""]) =>
      names.split(", "),
    );
    const known = new Set(asked.flatMap(({ name }) => [...(shown.get(name) ?? [])]));
    for (const label of by) expect([...known], `by ${label}`).toContain(label);
  });

  it.each(expressions)("%s closes what it opens: %s", (_, expr) => {
    for (const [open, close] of [
      ["(", ")"],
      ["{", "}"],
      ["[", "]"],
    ] as const) {
      expect(expr.split(open)).toHaveLength(expr.split(close).length);
    }
  });

  it("have each panel in a place of its own", () => {
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect({ title, isFree: !taken.has(`${x} ${y}`) }).toEqual({ title, isFree: true });
          taken.add(`${x} ${y}`);
        }
      }
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});
