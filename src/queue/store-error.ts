/** The store cannot be reached, or is none. The message says what to look at. */
export class StoreError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
  }
}

/** A store that cannot be opened, with the reason in its own words. */
export function unreachable(place: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(
    `${place} cannot be used as the queue: ${reasonOf(error)}. Check HANDBOOK_BOT_QUEUE_URL and that the server runs.`,
    error,
  );
}

/** Node reports a failed connection to a name with several addresses as an error without words. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
