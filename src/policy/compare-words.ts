import type { ChangeKind } from "./change-kind.ts";
import type { Token } from "./token.ts";
import { opposites, oppositeTimes } from "./vocabulary.ts";

/** Says what it means that one token took the place of another; undefined where it may be wording alone. */
export function kindOfPair(was: Token, is: Token): ChangeKind | undefined {
  if (was.kind === is.kind) {
    switch (was.kind) {
      case "place":
        return "place";
      case "role":
        return "role";
      case "quantifier":
      case "employment":
        return "scope";
      case "condition":
        return "condition";
      case "conjunction":
        return `${was.value} ${is.value}`.includes("and/or") &&
          !/\band$|^and\b(?!\/)/.test(`${was.value} ${is.value}`)
          ? undefined
          : "condition";
      case "urgency":
        return "timing";
      case "level":
        return "level";
      case "polarity":
        return "reversed";
      case "bound":
        return /before|after|until/.test(was.value + is.value) ? "timing" : "limit";
      case "name":
        return isOtherName(was.value, is.value) ? "name" : undefined;
      case "word":
        if (oppositeTimes.has(`${was.value} ${is.value}`)) return "timing";
        return isOpposite(was.value, is.value) ? "reversed" : undefined;
      default:
        return undefined;
    }
  }
  if (was.kind === "place" || is.kind === "place") return "place";
  return (was.kind === "role" && is.kind === "name") || (was.kind === "name" && is.kind === "role")
    ? "role"
    : undefined;
}

function isOpposite(was: string, is: string): boolean {
  if (opposites.has(`${was} ${is}`)) return true;
  const [short, long] = was.length < is.length ? [was, is] : [is, was];
  return (
    /^(?:un|in|im|non|dis|ir)$/.test(long.slice(0, long.length - short.length)) &&
    long.endsWith(short)
  );
}

/** Another name, and not the same in other words, abbreviated or spelled otherwise. */
function isOtherName(was: string, is: string): boolean {
  const a = was.split(" ");
  const b = is.split(" ");
  if (
    a.some((part) =>
      b.some((other) => part.startsWith(other.slice(0, 3)) || other.startsWith(part.slice(0, 3))),
    )
  )
    return false;
  const initials = (parts: readonly string[]): string =>
    parts.map((part) => part.slice(0, 1)).join("");
  return initials(a) !== is && initials(b) !== was;
}
