import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readEnvironment } from "../../src/config/env.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Keys and values of each section. */
const sections = new Map(
  [...read("deploy/systemd/handbook-bot.service").matchAll(/^\[(\w+)\]$((?:\n(?!\[).*)*)/gm)].map(
    ([, name = "", text = ""]) => [
      name,
      [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = "", value = ""]) => ({ key, value })),
    ],
  ),
);
const service = sections.get("Service") ?? [];
const valuesOf = (wanted: string): readonly string[] =>
  service.filter(({ key }) => key === wanted).map(({ value }) => value);

describe("the unit for systemd", () => {
  it("starts the program that npm installs, with the settings of npm start", () => {
    const { bin, scripts } = z
      .object({ bin: z.record(z.string(), z.string()), scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    expect(valuesOf("ExecStart")).toEqual([
      `/usr/local/bin/${Object.keys(bin)[0]} serve --env-file %d/settings`,
    ]);
    const words = scripts["start"]?.split(" ") ?? [];
    for (const setting of words.filter((word) => word.startsWith("MALLOC_")))
      expect(valuesOf("Environment")).toContain(setting);
    const flag = words.find((word) => word.startsWith("--"));
    expect(valuesOf("Environment")).toContain(`NODE_OPTIONS=${flag}`);
  });

  it("gives the bot its own folder and nothing else", () => {
    const folder = valuesOf("StateDirectory")[0];
    expect(valuesOf("Environment")).toContain(`HANDBOOK_BOT_DATA_DIR=/var/lib/${folder}`);
    for (const [key, value] of Object.entries({
      NoNewPrivileges: "yes",
      CapabilityBoundingSet: "",
      ProtectSystem: "strict",
      ProtectHome: "yes",
      PrivateTmp: "yes",
      PrivateDevices: "yes",
      RestrictNamespaces: "yes",
    }))
      expect({ [key]: valuesOf(key) }).toEqual({ [key]: [value] });
    expect(service.map(({ key }) => key)).not.toContain("MemoryDenyWriteExecute");
  });

  it("comes with settings that the bot knows", () => {
    const settings = readEnvironment(parseEnv(read("deploy/systemd/handbook-bot.env")));
    expect(settings.publicUrl).toBe("https://handbook-bot.example.com");
  });
});
