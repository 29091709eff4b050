import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { readEnvironment } from "../../src/config/env.ts";

const folder = join(import.meta.dirname, "../../deploy/kubernetes");
const schemas = z
  .object({ kinds: z.record(z.string(), z.string()), definitions: z.record(z.string(), z.json()) })
  .parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/kubernetes-schemas.json"), "utf8")),
  );
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true }).addSchema(
  { definitions: schemas.definitions },
  "kubernetes",
);

const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  data: z.unknown().optional(),
  stringData: z.unknown().optional(),
  spec: z.unknown().optional(),
});
const read = (file: string): readonly z.infer<typeof manifest>[] =>
  parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => {
    expect(document.errors).toEqual([]);
    return manifest.parse(document.toJS());
  });

function problemsOf(given: z.infer<typeof manifest>): readonly string[] {
  const definition = schemas.kinds[`${given.apiVersion} ${given.kind}`];
  if (definition === undefined) return [`unknown: ${given.apiVersion} ${given.kind}`];
  const validate = ajv.getSchema(`kubernetes#/definitions/${definition}`);
  if (validate === undefined) throw new Error(`There is no schema ${definition}.`);
  if (validate(given) === true) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const files = globSync("*.yaml", { cwd: folder })
  .filter((file) => file !== "kustomization.yaml")
  .sort();
const all = files.flatMap((file) => read(file).map((one) => ({ file, ...one })));

describe("the manifests for Kubernetes", () => {
  it.each(all.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))(
    "%s is what its schema asks for",
    (_, { file, ...one }) => {
      expect({ file, problems: problemsOf(one) }).toEqual({ file, problems: [] });
    },
  );

  it("are held against schemas that refuse what nobody knows", () => {
    const [deployment] = read("receiver.yaml");
    expect(
      problemsOf({ ...deployment!, spec: { replicas: "2", template: {} } }).toSorted(),
    ).toEqual([
      expect.stringContaining("/spec must have required property 'selector'"),
      expect.stringContaining("/spec/replicas must be integer"),
    ]);
    expect(problemsOf({ ...deployment!, specs: {} })).toEqual([
      expect.stringContaining('"additionalProperty":"specs"'),
    ]);
  });

  it("are all applied but the example of a secret", () => {
    const kustomization = z
      .object({ resources: z.array(z.string()) })
      .parse(parse(readFileSync(join(folder, "kustomization.yaml"), "utf8")));
    expect(kustomization.resources.toSorted()).toEqual(
      files.filter((file) => basename(file) !== "secret.example.yaml"),
    );
  });

  it("set what the bot knows, and read their secrets from the secret that is mounted", () => {
    const settings = all.find(({ kind }) => kind === "ConfigMap")?.data;
    const env = z.record(z.string(), z.string()).parse(settings);
    const secret = z
      .record(z.string(), z.string())
      .parse(all.find(({ kind }) => kind === "Secret")?.stringData);
    const given: Record<string, string> = {};
    for (const [name, value] of Object.entries(env)) {
      if (!name.endsWith("_FILE")) given[name] = value;
      else given[name.slice(0, -"_FILE".length)] = secret[basename(value)] ?? "";
    }
    expect(readEnvironment(given)).toMatchObject({ workerPort: 8081, isMetricsPublic: true });
  });

  it("run as nobody in particular, read-only, with limits and probes that the roles answer", () => {
    const deployments = all.filter(({ kind }) => kind === "Deployment");
    expect(deployments).toHaveLength(2);
    for (const { spec } of deployments) {
      expect(spec).toMatchObject({
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                livenessProbe: { httpGet: { path: "/healthz", port: "http" } },
                readinessProbe: { httpGet: { path: "/readyz", port: "http" } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
                resources: { limits: { memory: expect.any(String) } },
              },
            ],
          },
        },
      });
    }
  });
});
