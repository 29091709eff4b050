/** A failure to inject into coming requests. */
export interface Fault {
  readonly match?: (method: string, path: string, body: unknown) => boolean;
  /** Before the call has its effect, or after it: the caller cannot tell. */
  readonly when?: "before" | "after";
  /** A status, a reset connection, no answer at all, or an answer that breaks off. */
  readonly with: number | "reset" | "timeout" | "truncate";
  readonly times?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Faults {
  readonly failNext: (fault: Fault) => void;
  readonly take: (
    when: "before" | "after",
    request: {
      readonly method: string;
      readonly path: string;
      /** Read where a failure depends on it. */
      readonly body: () => unknown;
    },
  ) => Fault | undefined;
  /** Faults that no request has met yet. */
  readonly pending: () => number;
  readonly clear: () => void;
}

/** The failures that a test has ordered, taken one by one in their order. */
export function createFaults(): Faults {
  let queue: { readonly fault: Fault; left: number }[] = [];
  return {
    failNext(fault) {
      queue.push({ fault, left: fault.times ?? 1 });
    },
    take(when, { method, path, body }) {
      const hit = queue.find(
        ({ fault }) =>
          (fault.when ?? "before") === when && (fault.match?.(method, path, body()) ?? true),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) queue = queue.filter((one) => one !== hit);
      return hit.fault;
    },
    pending: () => queue.reduce((sum, { left }) => sum + left, 0),
    clear() {
      queue = [];
    },
  };
}

/** GitLab's usual words for a failure that has no better ones. */
export function faultBody({ with: kind, body }: Fault): unknown {
  if (body !== undefined) return body;
  if (kind === 429) return "Retry later\n";
  if (kind === 502) return "<html><body><h1>502 Bad Gateway</h1></body></html>";
  if (kind === 503) return "<html><body><h1>503 Service Unavailable</h1></body></html>";
  return { message: kind === 500 ? "500 Internal Server Error" : `${kind}` };
}
