interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly next?: string;
  readonly fields?: readonly { readonly field: string }[];
}

/** A refusal by the system, as a person would read it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly next: string;
  /** The names of what has to be put right. */
  readonly fields: readonly string[];
  constructor(status: number, problem: ProblemDocument) {
    super(`${problem.code ?? status}: ${problem.title ?? ''} ${problem.next ?? ''}`.trim());
    this.status = status;
    this.code = problem.code ?? String(status);
    this.title = problem.title ?? `the system answered ${status}`;
    this.next = problem.next ?? 'look at the log of the server';
    this.fields = (problem.fields ?? []).map(({ field }) => field);
  }
}

export async function refusalOf(response: Response): Promise<Refused> {
  return new Refused(response.status, (await response.json().catch(() => ({}))) as ProblemDocument);
}
