/** One thing an independent program was asked to witness. */
export interface Observation {
  /** What should be true, with the rule it comes from; the name of the test. */
  readonly claim: string;
  readonly ok: boolean;
  /** What the program said, for the one who has to find out why not. */
  readonly detail: string;
}
