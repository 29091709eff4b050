import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";

const folder = z.string().regex(/^\/(?:[\w-]+\/)+$/, "a folder of the site: /images/");

const options = z.strictObject({
  images: folder.default("/images/").describe("Where images stand, as the site serves them."),
  videos: folder.default("/videos/").describe("Where videos stand."),
  pdfs: folder.default("/pdfs/").describe("Where PDF files stand."),
});

const kinds = [
  { kind: "images", pattern: /\.(?:png|jpe?g|gif|svg|webp)$/i },
  { kind: "videos", pattern: /\.(?:mov|mp4|m4v|avi|mkv|ogg|webm)$/i },
  { kind: "pdfs", pattern: /\.pdf$/i },
] as const;

/** Images, videos and PDF files stand in their folders. */
export const noMisplacedMedia: PageRule<z.infer<typeof options>> = {
  id: "style/no-misplaced-media",
  scope: "page",
  summary: "Images, videos and PDF files stand in the folders meant for them.",
  why: "One place for each kind keeps the repository small and lets files be found and replaced.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check({ links }, folders) {
    for (const { target, span, isOpaque } of links) {
      // Relative files lie beside the page, which Hugo calls a bundle.
      if (isOpaque || !target.startsWith("/") || target.startsWith("//")) continue;
      const [path = ""] = target.split(/[?#]/, 1);
      const { kind } = kinds.find(({ pattern }) => pattern.test(path)) ?? {};
      if (kind === undefined || path.startsWith(folders[kind])) continue;
      // Told, with the right address, by style/no-roundabout-link.
      if (path.startsWith("/static/")) continue;
      yield {
        span,
        message: `${quote(path, 50)} stands outside ${quote(folders[kind], 30)}; move the file there`,
      };
    }
  },
};
