import { JsonTooComplexError, parseJson } from "../text/json.ts";
import { GitLabError, silence } from "./gitlab-error.ts";
import { withoutUnseen } from "../text/printable.ts";
import type { Timer } from "./transport.ts";

interface Call {
  readonly method: string;
  readonly path: string;
}

const detailBytesMax = 64 * 1024;
const detailLengthMax = 300;

/** What GitLab says about an error, in one line, cut short and without the token. */
export async function readErrorDetail(response: Response, token: string): Promise<string> {
  const text = await readStart(response);
  const detail = text.trimStart().startsWith("<") ? "an HTML page" : messageOf(text);
  const redacted = token === "" ? detail : detail.replaceAll(token, "[token]");
  // What comes from outside does not steer a terminal.
  return withoutUnseen(redacted.replace(/\s+/g, " ")).trim().slice(0, detailLengthMax);
}

async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > detailBytesMax) {
      break;
    }
  }
  return Buffer.concat(chunks).toString("utf8");
}

function messageOf(text: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof parsed !== "object" || parsed === null) {
    return text;
  }
  const detail = Object.entries(parsed)
    .filter(([key]) => ["message", "error", "error_description"].includes(key))
    .map(([, value]) => (typeof value === "string" ? value : JSON.stringify(value)));
  return detail.join(", ");
}

/** The whole body, unless it is larger than the limit. */
export async function readBytes(
  response: Response,
  bytesMax: number,
  call: Call,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) {
      throw oversized(call, bytesMax);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** An answer above the limit; of a file that the caller can leave out. */
export class OversizedAnswer extends GitLabError {}

function oversized(call: Call, bytesMax: number): OversizedAnswer {
  return new OversizedAnswer({
    ...call,
    message: `The answer to ${call.method} ${call.path} is larger than ${bytesMax} bytes.`,
    actor: "developer",
  });
}

/** Bytes of files stay bytes, whatever GitLab calls them; everything else is JSON or nothing. */
export function readBody(
  bytes: Uint8Array,
  response: Response,
  call: Call & { readonly url: URL },
): unknown {
  // Not its path, which is cut short for messages.
  if (call.url.pathname.endsWith("/raw")) {
    return bytes;
  }
  if (bytes.length === 0) {
    return null;
  }
  try {
    return parseJson(bytes);
  } catch (error) {
    if (error instanceof JsonTooComplexError) {
      throw new OversizedAnswer({
        ...call,
        message: `The answer to ${call.method} ${call.path} is JSON with ${error.message}.`,
        actor: "developer",
      });
    }
    const type = response.headers.get("content-type") ?? "something without a type";
    throw new GitLabError({
      ...call,
      message: `${call.method} ${call.path} was answered with ${type.slice(0, 80)}, not JSON. Check HANDBOOK_BOT_GITLAB_URL and what stands between the bot and GitLab.`,
      status: response.status,
      actor: "operator",
      // A proxy or GitLab itself shows such a page during maintenance.
      retryable: true,
    });
  }
}

/** A body chunk by chunk; the timer starts anew with each of them. */
export async function* streamBody(
  response: Response,
  call: Call,
  timer: Timer,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      // However long the reader takes over a chunk is not GitLab's fault.
      timer.stop();
      yield chunk;
      timer.touch();
    }
  } catch (error) {
    if (timer.hasRunOut()) {
      throw silence(call, "TIMEOUT");
    }
    throw error instanceof GitLabError ? error : silence(call, "CUT_OFF");
  } finally {
    timer.stop();
  }
}
