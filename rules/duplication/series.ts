/** What pages of one thing for several countries and companies have in their names. */
const ENTITIES: ReadonlySet<string> = new Set(
  (
    "australia austria belgium brazil canada chile china colombia denmark finland france germany hungary " +
    "iceland india indonesia ireland israel italy japan kenya korea latvia mexico netherlands nigeria norway " +
    "philippines poland portugal romania singapore spain sweden switzerland turkey ukraine uk us usa apac emea " +
    "amer latam federal global ltd gmbh bv inc llc pty kk sas pbc entity new zealand south africa"
  ).split(" "),
);

/** Editions, versions and numbered parts of one thing, or one thing for several countries and companies. */
export function isSeries(path: string, other: string): boolean {
  return seriesOf(path) === seriesOf(other);
}

/** A path without what distinguishes the members of a series. */
function seriesOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/\d+/g, "0")
    .split(/([/._-])/)
    .filter((part) => !ENTITIES.has(part))
    .join("")
    .replace(/[-_]{2,}/g, "-")
    .replace(/[-_](?=[/.])|(?<=\/)[-_]/g, "");
}
