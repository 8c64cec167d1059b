/** One field that the server refused. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What a problem+json body holds (RFC 9457), in the reader's language. */
export interface ProblemBody {
  readonly status: number;
  /** Stable, for decisions in code. */
  readonly code: string;
  /** What is wrong. */
  readonly title: string;
  readonly detail?: string | undefined;
  /** How to put it right. */
  readonly next?: string | undefined;
  /** What was kept of the person's work. */
  readonly kept?: string | undefined;
  readonly fields?: readonly FieldProblem[] | undefined;
}

/** A call that was refused or did not arrive. `status` 0 and code `network` mean that no answer came. */
export class ApiProblem extends Error implements ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly next: string | undefined;
  readonly kept: string | undefined;
  readonly fields: readonly FieldProblem[] | undefined;

  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.title}`);
    this.name = 'ApiProblem';
    this.status = body.status;
    this.code = body.code;
    this.title = body.title;
    this.detail = body.detail;
    this.next = body.next;
    this.kept = body.kept;
    this.fields = body.fields;
  }
}

/** Turns an answer that is not 2xx into a problem, whatever its body is. */
export function problemFrom(status: number, body: unknown, fallbackTitle: string): ApiProblem {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new ApiProblem({
    status,
    code: text(given.code) ?? `http-${status}`,
    title: text(given.title) ?? fallbackTitle,
    detail: text(given.detail),
    next: text(given.next),
    kept: text(given.kept),
    fields: fieldsOf(given.fields),
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldsOf(value: unknown): readonly FieldProblem[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const fields = value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const field = text((one as Record<string, unknown>).field);
    const message = text((one as Record<string, unknown>).message);
    return field !== undefined && message !== undefined ? [{ field, message }] : [];
  });
  return fields.length > 0 ? fields : undefined;
}
