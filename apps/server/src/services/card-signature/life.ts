import type { CardSignatureEvent, CardSignatureState } from '@mibun/rules';
import type { Actor, Effect, Life, Platform, Tx } from '../../platform/index.ts';
import type { Ceremony, SignatureFormat } from './api.ts';
import { actOf, type FormatContext } from './context.ts';
import { type CeremonyChanges, deleteFiles, lockExpired, olderUnfinished, saveCeremony } from './store.ts';

export type CeremonyLife<F extends object> = Life<
  Ceremony<F>,
  CardSignatureState,
  CardSignatureEvent,
  CeremonyChanges<F>,
  undefined
>;

export const FORGET_JOB = 'card-signature.forget';

/** Jobs start by the clock of the database: a little later than due, so that they find what is due. */
const GRACE_MS = 1_000;
const AT_ONCE = 100;
/** What others have left lying is swept up in passing; how much of it must not make anybody wait. */
const SWEPT_AT_ONCE = 10;
/** Ceremonies of a format that one person has under way at the same time. */
const MOST_OPEN = 5;

const TIMER: Actor = { kind: 'timer', id: 'timer', name: 'Mibun' };

export function ceremonyLife<F extends object>(
  platform: Platform,
  { acts, audited, table }: SignatureFormat<F>,
): CeremonyLife<F> {
  const scheduleEnd: Effect<Ceremony<F>, CardSignatureEvent, undefined> = (tx, { thing: { expiresAt } }) =>
    platform.jobs.send(tx, FORGET_JOB, {}, { after: new Date(expiresAt.getTime() + GRACE_MS) });
  return platform.lifecycles.machine<Ceremony<F>, CardSignatureState, CardSignatureEvent, CeremonyChanges<F>>(
    {
      table,
      acts,
      idOf: ({ id }) => id,
      audited: ({ facts, personId, serial }) => ({
        subject: personId,
        detail: { ...(serial && { serial }), ...audited(facts) },
      }),
      save: (tx, ceremony, to, changes) => saveCeremony(tx, ceremony, to, changes) as Promise<Ceremony<F>>,
      effects: {
        'schedule-end': scheduleEnd,
        'delete-content': (tx, { thing: { id } }) => deleteFiles(tx, id),
      },
    },
  );
}

/** Ends a ceremony that nobody finished: what was to be signed goes, and of its record what the format does not keep. */
async function endCeremony<F extends object>(
  { format, life }: FormatContext<F>,
  tx: Tx,
  ceremony: Ceremony<F>,
): Promise<void> {
  const { unsigned = (facts) => facts } = format;
  await life.move(tx, ceremony, 'expire', actOf(format, TIMER, ceremony.id), {
    changes: { facts: unsigned(ceremony.facts) },
  });
}

/** Ends at most so many that have run out; how many. What another hand is at is left to that hand. */
async function endSomeExpired<F extends object>(
  context: FormatContext<F>,
  tx: Tx,
  most: number,
): Promise<number> {
  const { format, platform } = context;
  const due = await lockExpired(tx, format.table.name, platform.clock.now(), most);
  for (const ceremony of due) await endCeremony(context, tx, ceremony as Ceremony<F>);
  return due.length;
}

/** When somebody begins another: some of what has run out, and what of this person's is more than they can have open. */
export async function makeRoom<F extends object>(
  context: FormatContext<F>,
  tx: Tx,
  personId: string,
): Promise<void> {
  await endSomeExpired(context, tx, SWEPT_AT_ONCE);
  const older = await olderUnfinished(tx, context.format.table.name, personId, MOST_OPEN);
  for (const ceremony of older) await endCeremony(context, tx, ceremony as Ceremony<F>);
}

/** Ends everything that has run out, each portion in a transaction of its own. */
export async function endExpired<F extends object>(context: FormatContext<F>): Promise<void> {
  const { database } = context.platform;
  for (let ended = AT_ONCE; ended === AT_ONCE; ) {
    ended = await database.transaction((tx) => endSomeExpired(context, tx, AT_ONCE));
  }
}
