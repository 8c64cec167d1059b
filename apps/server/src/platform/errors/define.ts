import type { Bilingual } from '@mibun/rules';

/** One kind of refusal: what the caller is told, and what to do next. `{name}` in a text is filled from `params`. */
export interface ErrorDefinition {
  readonly code: string;
  readonly status: number;
  readonly title: Bilingual;
  readonly next: Bilingual;
}

export interface FieldProblem {
  readonly field: string;
  readonly message: Bilingual;
}

export interface RefusalDetails {
  /** Words that fit this case better than the definition's own, e.g. those of a life-cycle table. */
  readonly title?: Bilingual;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly FieldProblem[];
  /** For the log alone; never shown, and never with personal data in it. */
  readonly privateDetail?: string;
}

/** The one error that modules throw. HTTP maps it to problem+json in one place (`problem.ts`). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly definition: ErrorDefinition;
  readonly details: RefusalDetails;

  constructor(definition: ErrorDefinition, details: RefusalDetails = {}) {
    super(`${definition.code}${details.privateDetail ? `: ${details.privateDetail}` : ''}`);
    this.definition = definition;
    this.details = details;
  }

  get code(): string {
    return this.definition.code;
  }
}

const registry = new Map<string, ErrorDefinition & { readonly module: string }>();

type Definitions<K extends string> = Readonly<Record<K, Omit<ErrorDefinition, 'code'>>>;

/**
 * Registers the errors of a module and returns one thrower for each: `throw errors.NOT_YOURS({ … })`.
 * Codes are unique over the whole system, because callers match on them.
 */
export function defineErrors<K extends string>(
  module: string,
  definitions: Definitions<K>,
): Readonly<Record<K, (details?: RefusalDetails) => Refusal>> {
  const throwers = {} as Record<K, (details?: RefusalDetails) => Refusal>;
  for (const code of Object.keys(definitions) as K[]) {
    if (registry.has(code)) throw new Error(`error code ${code} is defined twice`);
    const definition = { code, ...definitions[code] };
    registry.set(code, { ...definition, module });
    throwers[code] = (details) => new Refusal(definition, details);
  }
  return throwers;
}

/** Every error of the loaded modules, for the generated list in `docs/generated/errors.md`. */
export function allErrors(): readonly (ErrorDefinition & { readonly module: string })[] {
  return [...registry.values()].sort((a, b) => a.code.localeCompare(b.code));
}
