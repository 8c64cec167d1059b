import {
  type Action,
  entitled,
  isStaffRole,
  maySamePersonDo,
  needsOffice,
  needsTwoPersons,
  type SeparatedAct,
  type Wanted,
} from '@mibun/rules';
import type { Act } from './act.ts';
import type { Actor } from './actor.ts';
import { platformActs } from './acts.ts';
import type { Audit } from './audit.ts';
import { outliving, type Tx } from './database/database.ts';
import { commonErrors } from './errors/common.ts';
import { Refusal } from './errors/define.ts';

/** Who lives with whom, as the registry knows it. */
export interface Kinship {
  /** Ids of everybody in the person's household, the person included; nobody's when the registry does not know them. */
  householdOf(tx: Tx, personId: string): Promise<readonly string[]>;
}

/** What the question needs of a module's context. */
export interface Asking {
  readonly platform: { readonly audit: Audit };
  readonly residents: Kinship;
}

/** Whose it is: the municipality that deals with it, and the people whom it is about. */
export interface Concerns {
  /** Absent: it belongs to no municipality, and no municipal duty reaches it. */
  readonly municipality?: string | undefined;
  readonly people: readonly string[];
}

export interface Asked<T> {
  /** The row of the matrix of domain.md §9, and what is wanted of it. */
  readonly action: Action;
  readonly wanted: Wanted;
  /** Finds the thing; refuses with a 404 when it does not exist. */
  readonly find: () => Promise<T>;
  readonly concerns: (thing: T) => Concerns;
  /** Which of the acts that are kept apart this is, and who has done the others (ROL-01). */
  readonly separate?: {
    readonly act: SeparatedAct;
    readonly earlier: (thing: T) => Iterable<readonly [act: SeparatedAct, by: string | undefined]>;
    /** Words that fit the case better than those of SAME_PERSON. */
    readonly refusal?: () => Refusal;
  };
  /** It undoes what one person has done, and nobody else undoes it; null where there is nothing to undo. */
  readonly author?: { readonly of: (thing: T) => string | null; readonly refusal: () => Refusal };
  /** The act takes one person although the matrix wants two for the strongest of its kind: why. */
  readonly onePerson?: string;
}

const REFUSALS = {
  'other-office': commonErrors.NOT_FOUND,
  unknown: commonErrors.NOT_FOUND,
  duty: commonErrors.NOT_ALLOWED,
  'own-case': commonErrors.OWN_CASE,
  'same-person': commonErrors.SAME_PERSON,
  'not-author': commonErrors.NOT_ALLOWED,
} as const;

type Why = keyof typeof REFUSALS;

/**
 * The one place that says whether a member of staff may act on a person or thing (domain.md §9, ROL-01): their duty by
 * the matrix; their office, which is the thing's own or, for national duties, none; kinship, because nobody deals with
 * their own or their household's case; and the acts that one person may not do both of. Gives the thing, or refuses with
 * a trace that outlives the caller's transaction. What another office has and what does not exist are refused alike,
 * after the same work, so that no answer tells who lives where.
 */
export async function mayAct<T>(deps: Asking, tx: Tx, act: Act, asked: Asked<T>): Promise<T> {
  const { actor } = act;
  const refuse = async (why: Why, about: Partial<Concerns> = {}): Promise<Refusal> => {
    const [subject] = about.people ?? [];
    await outliving(tx, (surviving) =>
      deps.platform.audit.record(surviving, {
        ...act,
        action: platformActs.refused,
        ...(subject && { subject }),
        detail: { code: why, act: asked.action },
      }),
    );
    return REFUSALS[why]({ privateDetail: why });
  };
  if (!holds(actor, asked.action, asked.wanted)) throw await refuse('duty');
  demandSeparation(actor, asked);
  const looked = await found(asked.find);
  if (!looked) throw await refuse('unknown');
  const { thing } = looked;
  const about = asked.concerns(thing);
  if (actor.office !== undefined && about.municipality !== actor.office) {
    throw await refuse('other-office', about);
  }
  const household = about.people.length > 0 ? await deps.residents.householdOf(tx, actor.id) : [];
  const kin = about.people.filter((person) => person === actor.id || household.includes(person));
  if (kin.length > 0) throw await refuse('own-case', { people: kin });
  if (asked.separate) {
    const mine = [...asked.separate.earlier(thing)].filter(([, by]) => by === actor.id);
    const acts = mine.map(([earlier]) => earlier);
    if (!maySamePersonDo(acts, asked.separate.act)) {
      const refusal = await refuse('same-person', about);
      throw asked.separate.refusal?.() ?? refusal;
    }
  }
  const author = asked.author?.of(thing) ?? actor.id;
  if (author !== actor.id) {
    const refusal = await refuse('not-author', about);
    throw asked.author?.refusal() ?? refusal;
  }
  return thing;
}

/** The usual thing: one of a municipality, about one person. */
export const ofOne = ({ municipality, personId }: { municipality: string; personId: string }): Concerns => ({
  municipality,
  people: [personId],
});

/** For what belongs to no municipality and is about nobody: keys, verifiers. @throws Refusal NOT_ALLOWED */
export function demandDuty(actor: Actor, action: Action, wanted: Wanted): void {
  if (!holds(actor, action, wanted)) throw commonErrors.NOT_ALLOWED({ privateDetail: action });
}

/** The office whose lists this member of staff sees. @throws Refusal NOT_ALLOWED without a duty that has one */
export function ownOfficeOf(actor: Actor, action: Action, wanted: Wanted): string {
  if (!holds(actor, action, wanted) || actor.office === undefined) {
    throw commonErrors.NOT_ALLOWED({ privateDetail: 'no office' });
  }
  return actor.office;
}

export interface Reach {
  /** The one office; absent for national duties. */
  readonly municipality?: string;
  /** Nobody finds their own or their household's case in a list of work. */
  readonly without: readonly string[];
}

/** What of a list of cases this member of staff sees. @throws Refusal NOT_ALLOWED */
export async function reachOf(
  { residents }: Pick<Asking, 'residents'>,
  tx: Tx,
  actor: Actor,
  action: Action,
  wanted: Wanted,
): Promise<Reach> {
  demandDuty(actor, action, wanted);
  return {
    ...(actor.office !== undefined && { municipality: actor.office }),
    without: await residents.householdOf(tx, actor.id),
  };
}

/** Whether the duty has the right, and has an office exactly when its role is held at one. */
function holds({ kind, office }: Actor, action: Action, wanted: Wanted): boolean {
  if (!isStaffRole(kind) || needsOffice(kind) !== (office !== undefined)) return false;
  return entitled(kind, action, wanted);
}

/** Where the matrix wants two persons, the act says which of the two it is; forgetting that is a fault of ours. */
function demandSeparation<T>({ kind }: Actor, { action, wanted, separate, onePerson }: Asked<T>): void {
  if (wanted === 'look' || wanted === 'read' || separate || onePerson !== undefined) return;
  if (isStaffRole(kind) && needsTwoPersons(kind, action)) {
    throw new Error(`${action} by ${kind} takes two persons, and the act does not say which it is`);
  }
}

async function found<T>(find: () => Promise<T>): Promise<{ readonly thing: T } | undefined> {
  try {
    return { thing: await find() };
  } catch (error) {
    if (error instanceof Refusal && error.definition.status === 404) return undefined;
    throw error;
  }
}
