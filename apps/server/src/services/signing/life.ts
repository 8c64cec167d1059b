import { SIGNING, type SigningEvent, type SigningState } from '@mibun/rules';
import type { Act, Effect, Life, Platform, Tx } from '../../platform/index.ts';
import { signingActs } from './audited-acts.ts';
import { FORGET_JOB } from './context.ts';
import { type Ceremony, type CeremonyChanges, deleteFiles, lockExpired, saveCeremony } from './store.ts';

export type SigningLife = Life<Ceremony, SigningState, SigningEvent, CeremonyChanges, undefined>;

/** Jobs start by the clock of the database: a little later than due, so that they find what is due. */
const GRACE_MS = 1_000;
const AT_ONCE = 100;

export function signingLife(platform: Platform): SigningLife {
  const scheduleEnd: Effect<Ceremony, SigningEvent, undefined> = (tx, { thing: { expiresAt } }) =>
    platform.jobs.send(tx, FORGET_JOB, {}, { after: new Date(expiresAt.getTime() + GRACE_MS) });
  return platform.lifecycles.machine<Ceremony, SigningState, SigningEvent, CeremonyChanges>({
    table: SIGNING,
    acts: signingActs,
    idOf: ({ id }) => id,
    audited: ({ personId, sha256, serial, signedSha256 }) => ({
      subject: personId,
      detail: { ...(serial && { serial }), sha256, ...(signedSha256 && { signedSha256 }) },
    }),
    save: saveCeremony,
    effects: {
      'schedule-end': scheduleEnd,
      'delete-document': (tx, { thing: { id } }) => deleteFiles(tx, id),
    },
  });
}

const timeRanOut = (caseId: string): Act => ({
  actor: { kind: 'timer', id: 'timer', name: 'Mibun' },
  purpose: 'signing',
  caseId,
});

/** Ends a ceremony that nobody finished: its document goes, and of its record the name. */
export async function endCeremony(life: SigningLife, tx: Tx, ceremony: Ceremony): Promise<void> {
  await life.move(tx, ceremony, 'expire', timeRanOut(ceremony.id), { changes: { name: '' } });
}

/** Ends at most so many that have run out; how many. What another hand is at is left to that hand. */
export async function endSomeExpired(life: SigningLife, tx: Tx, now: Date, most: number): Promise<number> {
  const due = await lockExpired(tx, now, most);
  for (const ceremony of due) await endCeremony(life, tx, ceremony);
  return due.length;
}

/** Ends everything that has run out, each portion in a transaction of its own. */
export async function endExpired({ clock, database }: Platform, life: SigningLife): Promise<void> {
  for (let ended = AT_ONCE; ended === AT_ONCE; ) {
    ended = await database.transaction((tx) => endSomeExpired(life, tx, clock.now(), AT_ONCE));
  }
}
