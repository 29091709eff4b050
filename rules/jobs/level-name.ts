/** A name of a level taken apart: “Senior Manager, Payroll” is rank 1 of managers of “payroll”. */
export interface LevelName {
  readonly track: "own-work" | "people";
  /** Higher is further up, within one track. */
  readonly rank: number;
  /** What the level is of, folded: levels of different roles are not compared. */
  readonly role: string;
}

const ownWork: Readonly<Record<string, number>> = {
  junior: 0,
  associate: 0,
  intermediate: 1,
  senior: 2,
  staff: 3,
  principal: 4,
  distinguished: 5,
};

const people: Readonly<Record<string, number>> = {
  manager: 0,
  "senior manager": 1,
  director: 2,
  "senior director": 3,
  "vice president": 4,
  "senior vice president": 5,
};

const ofPeople = /^((?:senior )?(?:manager|director|vice president))(?: of(?: the)?)?(?:$| (?=\S))/;

/** Small letters, words alone, without the name of the section behind it; `Sr.` is senior, `VP` vice president. */
export function foldLevel(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\b(?:sr|snr)\b/g, "senior")
    .replace(/\bjr\b/g, "junior")
    .replace(/\bsvp\b/g, "senior vice president")
    .replace(/\bvp\b/g, "vice president")
    .trim();
}

/** Reads the name of a level; undefined for names of a plan of their own, such as “Payroll Lead”. */
export function readLevelName(text: string): LevelName | undefined {
  const folded = foldLevel(text);
  const leader = ofPeople.exec(folded);
  if (leader !== null) {
    const role = singular(folded.slice(leader[0].length));
    return { track: "people", rank: people[leader[1] ?? ""] ?? 0, role };
  }
  const words = folded.split(" ");
  const marks = words.filter((word) => word in ownWork);
  // “Senior Principal” and the like stand where an organisation puts them.
  if (marks.length > 1) return undefined;
  const role = words.filter((word) => !(word in ownWork)).join(" ");
  const mark = marks[0];
  return {
    track: "own-work",
    rank: mark === undefined ? 1 : (ownWork[mark] ?? 1),
    role: singular(role),
  };
}

/** “Engineers” and “Engineer” are one role. */
function singular(text: string): string {
  return text
    .split(" ")
    .map((word) => (word.length > 3 ? word.replace(/([^s])s$/, "$1") : word))
    .join(" ");
}
