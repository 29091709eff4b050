import type { AnyRule } from "../../src/lint/rule.ts";
import { noBrokenAnchor } from "./no-broken-anchor.ts";
import { noBrokenIncomingLink } from "./no-broken-incoming-link.ts";
import { noBrokenPageLink } from "./no-broken-page-link.ts";
import { noEmptyLink } from "./no-empty-link.ts";
import { noPrivateDocument } from "./no-private-document.ts";
import { noRedirectedLink } from "./no-redirected-link.ts";
import { noVagueLinkText } from "./no-vague-link-text.ts";
import { requireLinkStyle } from "./require-link-style.ts";

/** Rules about links within the handbook. */
export const linkRules: readonly AnyRule[] = [
  noBrokenAnchor,
  noBrokenIncomingLink,
  noBrokenPageLink,
  noEmptyLink,
  noPrivateDocument,
  noRedirectedLink,
  noVagueLinkText,
  requireLinkStyle,
];
