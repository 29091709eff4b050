import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { quoteAddress } from "../links/link-target.ts";
import { ruleOptions } from "../rule-options.ts";

const folder = z.string().regex(/^\/(?:[\w-]+\/)+$/, "a folder of the site: /images/");

const options = z.strictObject({
  images: folder.default("/images/").describe("The folder for images, as an address of the site."),
  videos: folder.default("/videos/").describe("The folder for videos."),
  pdfs: folder.default("/pdfs/").describe("The folder for PDF files."),
});

const kinds = [
  { kind: "images", pattern: /\.(?:png|jpe?g|gif|svg|webp)$/i },
  { kind: "videos", pattern: /\.(?:mov|mp4|m4v|avi|mkv|ogg|webm)$/i },
  { kind: "pdfs", pattern: /\.pdf$/i },
] as const;

/** Images, videos and PDF files are in the folders meant for them. */
export const noMisplacedMedia: PageRule<z.infer<typeof options>> = {
  id: "style/no-misplaced-media",
  scope: "page",
  summary: "Images, videos and PDF files are in the folders meant for them.",
  why: "Files in one place are easy to find, replace and clean up.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check({ links }, folders) {
    for (const { target, span, isOpaque } of links) {
      // Relative files are beside the page, which Hugo calls a bundle.
      if (isOpaque || !target.startsWith("/") || target.startsWith("//")) continue;
      const [path = ""] = target.split(/[?#]/, 1);
      const { kind } = kinds.find(({ pattern }) => pattern.test(path)) ?? {};
      if (kind === undefined || path.startsWith(folders[kind])) continue;
      // style/no-roundabout-link reports it with the correct address.
      if (path.startsWith("/static/")) continue;
      yield {
        span,
        message: `${quoteAddress(path, 50)} is outside ${quote(folders[kind], 30)}. Move the file there.`,
      };
    }
  },
};
