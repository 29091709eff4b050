/** What pages of one thing for several countries and companies have in their names. */
const ENTITIES: ReadonlySet<string> = new Set(
  (
    "australia austria belgium brazil canada chile china colombia denmark finland france germany hungary " +
    "iceland india indonesia ireland israel italy japan kenya korea latvia mexico netherlands nigeria norway " +
    "philippines poland portugal romania singapore spain sweden switzerland turkey ukraine uk us usa apac emea " +
    "amer latam federal global ltd gmbh bv inc llc pty kk sas pbc entity new zealand south africa"
  ).split(" "),
);

/** Parts of a course: `session-one.md`, `session-two.md`. */
const NUMBERS: ReadonlySet<string> = new Set(
  (
    "one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth " +
    "seventh eighth ninth tenth ii iii iv vi vii viii ix"
  ).split(" "),
);

/** What every team writes in the same form: `team-a/annual-report.md`, `team-b/annual-report.md`. */
const FORM =
  /(?:^|[-_])(?:reports?|charter|status|updates?|retro(?:spective)?|survey|okrs?|review|agenda)(?=[-_.\d]|$)/;

const YEAR = /^(?:fy)?(?:19|20)\d\d(?!\d)/i;

/** Editions, versions and numbered parts of one thing, or one thing for several countries and companies. */
export function isSeries(path: string, other: string): boolean {
  return (
    knownSeries(path) === knownSeries(other) ||
    isFormOfTeams(path.toLowerCase(), other.toLowerCase()) ||
    areOfTwoYears(path, other)
  );
}

/** `elections/2025/ana.md`, `elections/2026/ana-diaz.md`: what was written for a year stays as it was. */
function areOfTwoYears(path: string, other: string): boolean {
  const folders = path.split("/").slice(0, -1);
  const others = other.split("/").slice(0, -1);
  const at = folders.findIndex((folder, index) => folder !== others[index]);
  return at !== -1 && YEAR.test(folders[at] ?? "") && YEAR.test(others[at] ?? "");
}

/** Files of one name, in folders beside each other. */
function isFormOfTeams(path: string, other: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!FORM.test(name) || !other.endsWith(`/${name}`)) return false;
  return parentOf(parentOf(path)) === parentOf(parentOf(other));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Pages that share passages are compared again for each. */
const series = new Map<string, string>();

const seriesMax = 5_000;

function knownSeries(path: string): string {
  const known = series.get(path) ?? seriesOf(path);
  if (series.size >= seriesMax) series.clear();
  series.set(path, known);
  return known;
}

/** A path without what distinguishes the members of a series. */
function seriesOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/\d+/g, "0")
    .split(/([/._-])/)
    .filter((part) => !ENTITIES.has(part))
    .map((part) => (NUMBERS.has(part) ? "0" : part))
    .join("")
    .replace(/[-_]{2,}/g, "-")
    .replace(/[-_](?=[/.])|(?<=\/)[-_]/g, "");
}
