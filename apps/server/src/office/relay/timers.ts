/** Calls back once after a time, unless it is told not to. Passed in, so that a test need not wait. */
export type After = (milliseconds: number, callback: () => void) => () => void;

export const systemAfter: After = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
};
