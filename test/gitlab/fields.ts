import type { IncomingMessage } from "node:http";
import type { Fields } from "./call.ts";
import { badParameter, Refusal } from "./refusal.ts";

const BODY_BYTES_MAX = 25 * 1024 * 1024;
/** GitLab's limits of a JSON request. docs.gitlab.com, administration/instance_limits, 2026 */
const JSON_DEPTH_MAX = 32;
const JSON_ITEMS_MAX = 50_000;
const JSON_ELEMENTS_MAX = 100_000;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(part);
  }
  return bytes > BODY_BYTES_MAX ? Buffer.alloc(0) : Buffer.concat(chunks);
}

/** Query and body as one set of parameters, as Grape sees them. */
export async function parseFields(url: URL, type: string, body: Buffer): Promise<Fields> {
  const query = nest([...url.searchParams]);
  if (body.length === 0) return query;
  return { ...query, ...(await parseBody(type, body)) };
}

async function parseBody(type: string, body: Buffer): Promise<Fields> {
  if (type.startsWith("application/json")) return parseJson(body);
  if (type.startsWith("application/x-www-form-urlencoded"))
    return nest([...new URLSearchParams(body.toString("utf8"))]);
  if (type.startsWith("multipart/form-data")) {
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": type },
    }).formData();
    return nest([...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
  }
  const error = `The provided content-type '${type}' is not supported.`;
  throw new Refusal(415, { error }, "invalid");
}

function parseJson(body: Buffer): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    throw badParameter("There was a problem in the JSON you submitted");
  }
  let elements = 0;
  const check = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null) return;
    const items = Object.values(value);
    elements += items.length;
    const isTooBig =
      depth > JSON_DEPTH_MAX || items.length > JSON_ITEMS_MAX || elements > JSON_ELEMENTS_MAX;
    if (isTooBig) throw badParameter("Parameters nested too deeply or too many");
    for (const item of items) check(item, depth + 1);
  };
  check(parsed, 1);
  if (!isFields(parsed)) throw badParameter("body is invalid");
  return parsed;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Turns `a[b][c]=1` and `a[]=1` into objects and lists, as Rack does. */
function nest(entries: readonly (readonly [string, string])[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    const name = /^[^[]+/.exec(key)?.[0] ?? key;
    const inside = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(
      ([, part = ""]) => part,
    );
    set(root, [name, ...inside], value);
  }
  return root;
}

function set(target: Record<string, unknown>, path: readonly string[], value: string): void {
  const [name = "", next, ...rest] = path;
  if (next === undefined) target[name] = value;
  else if (next === "") {
    const list: unknown = target[name];
    target[name] = Array.isArray(list) ? [...list, value] : [value];
  } else {
    const inside = target[name];
    const object = isFields(inside) ? inside : {};
    target[name] = object;
    set(object, [next, ...rest], value);
  }
}
