import { readSettings } from "./settings.ts";
import { startBot, type Role } from "./start-bot.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the bot until a signal stops it. */
export async function serve({
  role,
  envFile,
}: {
  readonly role: Role;
  readonly envFile?: string;
}): Promise<void> {
  const settings = readSettings("serve", envFile);
  if (role !== "all" && settings.queueUrl === undefined) {
    throw new UsageError(
      `--role ${role} needs a queue that several processes share: set HANDBOOK_BOT_QUEUE_URL to a redis:// or postgres:// address.`,
    );
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  const bot = await startBot(settings, role).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  await stopped;
  await bot.close();
}
