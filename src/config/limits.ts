/** A configuration is a page or two; what is longer was not written by people. */
export const configBytesMax = 256 * 1024;

/** Globs in one list. Every page is held against every glob. */
export const globsMax = 500;

/** Overrides and declared page types: people have to read them, and each is held against every page. */
export const layersMax = 200;
