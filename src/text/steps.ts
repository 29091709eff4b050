/** Work in steps, so that its caller may do something else in between. */
export type Steps<T> = Generator<undefined, T>;

/** Takes all steps at once and gives the result. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
