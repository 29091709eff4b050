/** The months, in small letters, from January on. */
export const monthNames: readonly string[] =
  "january february march april may june july august september october november december".split(
    " ",
  );

/** The days of the week, in small letters, from Monday on. */
export const weekdayNames: readonly string[] =
  "monday tuesday wednesday thursday friday saturday sunday".split(" ");
