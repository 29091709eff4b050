import type { Span } from "../text/span.ts";
import type { Page } from "./page.ts";

/**
 * Whether English words mean here what English word lists take them for. What is too short to tell, on a
 * page that is, counts as English. Asking costs some microseconds a passage: ask about hits, not words.
 */
export function isEnglish(page: Page, { start }: Span): boolean {
  return isEnglishTag(page.languageAt(start));
}

/** Whether most of a page is English, for what looks at the page as a whole: section names, readability. */
export function isEnglishPage({ language }: Page): boolean {
  return isEnglishTag(language);
}

function isEnglishTag(language: string | undefined): boolean {
  return language === undefined || language === "en";
}
