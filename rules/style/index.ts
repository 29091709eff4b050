import type { AnyRule } from "../../src/lint/rule.ts";
import { noCurlyQuote } from "./no-curly-quote.ts";
import { noDeepHeading } from "./no-deep-heading.ts";
import { noDefaultBranchName } from "./no-default-branch-name.ts";
import { noEmojiHeading } from "./no-emoji-heading.ts";
import { noLinkInHeading } from "./no-link-in-heading.ts";
import { noMisplacedMedia } from "./no-misplaced-media.ts";
import { noMultilineLink } from "./no-multiline-link.ts";
import { noPageAlias } from "./no-page-alias.ts";
import { noReferenceLink } from "./no-reference-link.ts";
import { noRoundaboutLink } from "./no-roundabout-link.ts";
import { noShortcodeLink } from "./no-shortcode-link.ts";
import { noShoutedHeading } from "./no-shouted-heading.ts";
import { noUnmarkedArchive } from "./no-unmarked-archive.ts";
import { noUnusualFileName } from "./no-unusual-file-name.ts";
import { noVagueHeading } from "./no-vague-heading.ts";

/** Style rules: what an organisation decides once, so that nobody has to discuss it again. */
export const styleRules: readonly AnyRule[] = [
  noCurlyQuote,
  noDeepHeading,
  noDefaultBranchName,
  noEmojiHeading,
  noLinkInHeading,
  noMisplacedMedia,
  noMultilineLink,
  noPageAlias,
  noReferenceLink,
  noRoundaboutLink,
  noShortcodeLink,
  noShoutedHeading,
  noUnmarkedArchive,
  noUnusualFileName,
  noVagueHeading,
];
