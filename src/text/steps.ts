/**
 * Work in steps, so that its caller may do something else in between, or stop it. A step may name the page
 * that is looked at next.
 */
export type Steps<T> = Generator<string | undefined, T>;

/** Takes all steps at once and gives the result. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
