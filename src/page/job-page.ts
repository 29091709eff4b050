import type { FrontMatter } from "./page.ts";

/** How far a page is read for what tells a job description from other pages on jobs. */
const charsMax = 20_000;

/** A longer line is a sentence. */
const labelCharsMax = 100;

/** What a job description has parts about. */
const parts = {
  duties:
    /\b(?:responsibilit(?:y|ies)|duties|key objectives|what you(?:['’]ll| will) do|about the (?:role|job|position)|(?:role|position|job) (?:summary|description)|your (?:tasks|mission))\b/i,
  needs:
    /\b(?:requirements?|qualifications?|what you(?:['’]ll| will) (?:need|bring)|who you are|about you|your profile|we['’]re looking for)\b/i,
  offer: /\b(?:what we offer|we offer you|compensation|salary|pay range|perks)\b/i,
  apply:
    /\b(?:how to apply|apply (?:now|here|by)|hiring process|application (?:process|deadline)|closing date)\b/i,
} as const;

type Part = keyof typeof parts;

const partNames = ["duties", "needs", "offer", "apply"] as const satisfies readonly Part[];

/** Keys that only the front matter of a job advertisement has, in lower case and without `_` and `-`. */
const advertisementKeys: ReadonlySet<string> = new Set(
  (
    "applyurl applylink applyat applicationurl applicationlink applicationdeadline opens closes closingdate " +
    "validthrough employmenttype jobtype jobid salaryrange payrange requisitionid"
  ).split(" "),
);

/** Folders that hold nothing but job descriptions, besides their index. */
const folderOfJobs =
  /^(?:(?:open|current|job)[-_ ])?(?:positions?|openings?|vacanc(?:y|ies)|postings?)$|^(?:job[-_ ](?:ads?|descriptions?|listings?)|open[-_ ](?:jobs|roles))$/;

/** Folders that also hold pages on how people are hired, or on what a role is. */
const folderOfHiring =
  /^(?:roles?|careers?|hiring|recruit(?:ing|ment)|join(?:[-_ ]us)?|work[-_ ]with[-_ ]us)$/;

/** A page as far as it says whether it is a job description. `folders` and `file` in lower case. */
interface JobCandidate {
  readonly file: string;
  readonly folders: readonly string[];
  readonly source: string;
  readonly frontMatter: FrontMatter | undefined;
}

/**
 * Whether a page describes a job. The more a folder says of it, the less the page has to: in `jobs` one heading, in
 * `positions` two parts of a job description, in `careers` duties, requirements and how to apply. Anywhere else the front
 * matter has to be one of an advertisement, too.
 */
export function isJobPage(candidate: JobCandidate): boolean {
  const { file, folders, frontMatter } = candidate;
  const isAdvertised = frontMatter?.entries.some(({ key }) => isAdvertisement(key)) ?? false;
  const trust = folders.includes("handbook") ? "none" : trustOf(file, folders);
  if (trust === "none" && !isAdvertised) return false;
  const found = partsOf(candidate);
  if (trust === "jobs") return found.size > 0;
  if (trust === "positions") {
    return (found.has("duties") || found.has("needs")) && found.size + (isAdvertised ? 1 : 0) >= 2;
  }
  return found.has("duties") && found.has("needs") && (isAdvertised || found.has("apply"));
}

type Trust = "jobs" | "positions" | "hiring" | "none";

function trustOf(file: string, folders: readonly string[]): Trust {
  const isIndex = /^_?(?:index|readme)\./.test(file);
  const parent = isIndex ? folders.slice(0, -1) : folders;
  // A job of its own folder is the index of that; the index of all jobs is a list.
  const above = folders.at(-1) ?? "";
  if (folders.includes("jobs")) return isIndex && above === "jobs" ? "none" : "jobs";
  if (parent.some((folder) => folderOfJobs.test(folder))) return "positions";
  return parent.some((folder) => folderOfHiring.test(folder)) ? "hiring" : "none";
}

function isAdvertisement(key: string): boolean {
  return advertisementKeys.has(key.toLowerCase().replaceAll(/[_-]/g, ""));
}

/** The parts that a heading, a bold label, a short line with a colon or a key of the front matter names. */
function partsOf({ source, frontMatter }: JobCandidate): ReadonlySet<Part> {
  const start = frontMatter?.span.end ?? 0;
  const lines = source.slice(start, start + charsMax).split("\n");
  const labels = [
    ...(frontMatter?.entries.map(({ key }) => key.replaceAll(/[_-]/g, " ")) ?? []),
    ...lines.filter((line) => line.length <= labelCharsMax && isLabel(line)),
  ];
  return new Set(partNames.filter((name) => labels.some((label) => parts[name].test(label))));
}

function isLabel(line: string): boolean {
  return /^(?:#{1,6}[ \t]|\*\*|__)|:\s*$/.test(line);
}
