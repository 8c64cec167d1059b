import { type Substitute, substitutesIn } from '@mibun/documents';
import { type Act, commonErrors, mayAct, type Tx } from '../../platform/index.ts';
import type { Municipality, Resident } from '../../registry/residents/index.ts';
import type { Application } from '../applications/index.ts';
import { productionActs } from './audited-acts.ts';
import { type Context, MAKE_JOB } from './context.ts';
import { productionErrors } from './errors.ts';
import type { Step } from './make/work.ts';
import { applicationsOf, applicationsToMake } from './may-make.ts';
import { acceptedSubstitutes, findMaking, insertSubstitutes, lockMaking } from './store.ts';
import type { Making } from './tables.ts';

/** What the card would show otherwise than the registry has it. */
export function substitutesFor(
  { fonts }: Pick<Context, 'fonts'>,
  resident: Resident,
  municipality: Municipality,
): readonly Substitute[] {
  const { name, formerSurname, commonName, address } = resident;
  return substitutesIn([name, formerSurname, commonName, address, municipality.name.ja], fonts);
}

/** Those about which nobody has decided for this application: another picture of the same character counts anew. */
export async function undecided(
  tx: Tx,
  application: Application['id'],
  substitutes: readonly Substitute[],
): Promise<readonly Substitute[]> {
  const accepted = await acceptedSubstitutes(tx, application);
  return substitutes.filter(
    ({ character, drawn }) => !accepted.some((one) => one.character === character && one.drawn === drawn),
  );
}

/**
 * CRT-01: a name is printed as it is registered, or a person has seen what is printed for it and accepted that. Stops
 * the making before a chip is used; it goes on when somebody has decided, or when the fonts have the character.
 */
export const checkCharacters: Step = {
  name: 'check-characters',
  async run({ context, application, resident, municipality }) {
    const substitutes = substitutesFor(context, resident, municipality);
    const open = await context.platform.database.query((tx) => undecided(tx, application.id, substitutes));
    if (open.length > 0) throw productionErrors.PRODUCTION_CHARACTERS_UNDECIDED();
  },
};

/** Whether this is no fault: trying again is of no use until a person has decided. */
export function waitsForDecision(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'PRODUCTION_CHARACTERS_UNDECIDED';
}

/** For the operator who is to decide. A look at the person's record, so it is on their access log. */
export async function openCharacters(
  context: Context,
  makingId: string,
  act: Act,
): Promise<{ readonly name: string; readonly address: string; readonly characters: readonly Substitute[] }> {
  return context.platform.database.transaction(async (tx) => {
    const making = await mayAct(context, tx, act, {
      action: 'produce-or-destroy',
      wanted: 'look',
      find: () => findMaking(tx, { makingId }),
      concerns: ({ personId }) => ({ people: [personId] }),
    });
    const { resident, characters } = await openOf(context, tx, making, act);
    return { name: resident.name, address: resident.address, characters };
  });
}

async function openOf(context: Context, tx: Tx, making: Making, act: Act) {
  const resident = await context.residents.read(tx, making.personId, { ...act, caseId: making.application });
  const municipality = context.residents.municipality(resident.municipality);
  const characters = await undecided(tx, making.application, substitutesFor(context, resident, municipality));
  return { resident, characters };
}

/**
 * Accepts exactly the substitutes that the operator was shown, with who and why, and goes on with the card. Accepted
 * for this application alone: the next card is looked at again.
 */
export async function acceptSubstitutes(
  context: Context,
  makingId: string,
  shown: readonly Substitute[],
  act: Act & { readonly reason: string },
): Promise<void> {
  const { audit, clock, database, jobs } = context.platform;
  await database.transaction(async (tx) => {
    await applicationsToMake(context, tx, act, async () =>
      applicationsOf(context, tx, [await findMaking(tx, { makingId })]),
    );
    const making = await lockMaking(tx, makingId);
    if (making.state !== 'WAITING' && making.state !== 'MAKING') throw commonErrors.CHANGED_MEANWHILE();
    const { characters } = await openOf(context, tx, making, act);
    const same =
      characters.length === shown.length &&
      characters.every(({ character, drawn }) =>
        shown.some((one) => one.character === character && one.drawn === drawn),
      );
    if (!same || characters.length === 0) throw commonErrors.CHANGED_MEANWHILE();
    await insertSubstitutes(
      tx,
      characters.map(({ character, drawn }) => ({
        application: making.application,
        character,
        drawn,
        decidedBy: act.actor.id,
        decidedByName: act.actor.name,
        reason: act.reason,
        decidedAt: clock.now(),
      })),
    );
    await audit.record(tx, {
      ...act,
      caseId: making.application,
      action: productionActs['accept-substitute'],
      subject: making.personId,
      detail: { makingId, substitutes: characters.map(describe) },
    });
    await jobs.send(tx, MAKE_JOB, { makingId });
  });
}

/** U+845B U+E0101 → U+845B: told apart where the characters themselves look the same. */
export function describe({ character, drawn }: Substitute): string {
  return `${codePoints(character)} → ${codePoints(drawn)}`;
}

export function codePoints(text: string): string {
  return Array.from(
    text,
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');
}
