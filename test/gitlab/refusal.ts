/** Why GitLab would not do what was asked. */
export type RefusalReason =
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "conflict"
  | "rate-limit"
  | "unknown-endpoint"
  | "unknown-parameter";

/** An answer with a 4xx status, in GitLab's own words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly reason: RefusalReason;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: unknown,
    reason: RefusalReason,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof body === "string" ? body : JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.reason = reason;
    this.headers = headers;
  }
}

export function notFound(what = ""): Refusal {
  const message = what === "" ? "404 Not found" : `404 ${what} Not Found`;
  return new Refusal(404, { message }, "not-found");
}

export function forbidden(why?: string): Refusal {
  const message = why === undefined ? "403 Forbidden" : `403 Forbidden - ${why}`;
  return new Refusal(403, { message }, "forbidden");
}

/** `bad_request!` of GitLab's API. */
export function badRequest(why: string): Refusal {
  return new Refusal(400, { message: `400 Bad request - ${why}` }, "invalid");
}

/** What Grape says of a parameter before GitLab's own code runs. */
export function badParameter(error: string): Refusal {
  return new Refusal(400, { error }, "invalid");
}

/** A model that did not validate, printed as Ruby prints a hash of errors. */
export function invalidNote(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  const inside = Object.entries(errors)
    .map(([key, texts]) => `:${key}=>[${texts.map((text) => JSON.stringify(text)).join(", ")}]`)
    .join(", ");
  return badRequest(`Note {${inside}}`);
}
