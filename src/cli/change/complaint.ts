/** What git says went wrong, at most this much of it. */
const linesMax = 2;
const charactersMax = 300;

/** Lines of git that say nothing of what went wrong. */
const advice = /^(?:hint:|warning:|Please make sure you have|and the repository exists)/;

/** Variables whose values are secrets, in whatever system runs the job. */
const secretName = /token|secret|passw|credential|api_?key|private_?key/i;

/** Values that are shorter could be part of any word. */
const secretCharactersMin = 6;

/**
 * What git said went wrong, as one sentence for a log or a report that others read: without the credentials that
 * addresses hold, and without the values of secret variables.
 */
export function complaintOf(
  stderr: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const lines = stderr
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !advice.test(line));
  const said = lines.slice(0, linesMax).map((line) => line.replace(/\.$/, ""));
  return withoutSecrets(said.join("; "), env).slice(0, charactersMax);
}

function withoutSecrets(text: string, env: Readonly<Record<string, string | undefined>>): string {
  let safe = withoutUserInfo(text);
  for (const [name, value = ""] of Object.entries(env)) {
    const isSecret = secretName.test(name) && value.length >= secretCharactersMin;
    if (isSecret) safe = safe.replaceAll(value, "[redacted]");
  }
  return safe;
}

/** Takes `user:password@` out of addresses. A password may hold an unescaped `@` or `:`. */
function withoutUserInfo(text: string): string {
  return text
    .split("://")
    .map((part, index) => {
      if (index === 0) return part;
      const end = part.search(/[\s/'"?#]/);
      const host = part.slice(0, end === -1 ? part.length : end);
      return host.slice(host.lastIndexOf("@") + 1) + part.slice(host.length);
    })
    .join("://");
}
