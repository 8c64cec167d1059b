import { createHash } from 'node:crypto';
import type { StaffRole } from '@mibun/rules';
import type { Insertable, Selectable } from 'kysely';
import type { Clock } from './clock.ts';
import { internal } from './database/constraints.ts';
import { type Tx, tables } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import type { Random } from './random.ts';

export type Audience = 'resident' | 'staff';

interface SessionTable {
  id: string;
  audience: Audience;
  personId: string;
  name: string;
  /** For staff: the one duty in which they work, a role and where it is held; null until they have chosen it. */
  role: StaffRole | null;
  office: string | null;
  dutyId: string | null;
  cardId: string;
  csrfToken: string;
  startedAt: Date;
  lastSeenAt: Date;
}

type SessionTables = { sessions: SessionTable };

/** Who is logged in. Residents and staff have sessions of their own kind; one is never taken for the other. */
export type Session = Readonly<Selectable<SessionTable>>;
export type NewSession = Omit<
  Readonly<Insertable<SessionTable>>,
  'id' | 'csrfToken' | 'startedAt' | 'lastSeenAt'
>;

export const sessionMigrations: readonly Migration[] = [
  {
    name: '0004_sessions',
    statements: [
      `create table sessions (
         id text primary key, audience text not null, person_id text not null, name text not null,
         roles jsonb not null, office text, card_id text not null, csrf_token text not null,
         started_at timestamptz not null, last_seen_at timestamptz not null)`,
      'create index sessions_by_card on sessions (card_id)',
    ],
    constraints: {
      sessions_pkey: internal('the digest of a token that was just drawn at random'),
    },
  },
  {
    name: '0006_sessions_of_one_duty',
    statements: [
      // Of a session with several roles and one office nobody can say which belong together.
      'delete from sessions',
      'alter table sessions drop column roles',
      'alter table sessions add column role text',
      'alter table sessions add column duty_id text',
      'create index sessions_by_duty on sessions (duty_id)',
    ],
  },
];

const IDLE_MINUTES: Record<Audience, number> = { resident: 30, staff: 60 };
const LONGEST_HOURS = 12;
/** The last-seen time is written at most this often, so that reading a page is not a write. */
const TOUCH_MILLISECONDS = 60_000;

export interface Sessions {
  /** Starts a session; the token goes into the cookie, only its hash is stored. */
  start(tx: Tx, session: NewSession): Promise<{ readonly token: string; readonly session: Session }>;
  find(tx: Tx, audience: Audience, token: string): Promise<Session | undefined>;
  /** False when it had ended already. */
  end(tx: Tx, id: string): Promise<boolean>;
  /**
   * Ends every session that was opened with this card, and whatever else hangs on its log-ins: a stopped card stops at
   * once (G3). Called where the state of a card or certificate changes, and nowhere else.
   */
  endOfCard(tx: Tx, cardId: string, personId: string): Promise<void>;
  /** Ends every session in this duty, with the duty. */
  endOfDuty(tx: Tx, dutyId: string): Promise<void>;
  /** Who keeps log-ins of another kind ends them in the same transaction. */
  onEnd(listener: (tx: Tx, personId: string) => Promise<void>): void;
}

export function sessionsWith(clock: Clock, random: Random): Sessions {
  const listeners: ((tx: Tx, personId: string) => Promise<void>)[] = [];
  const idOf = (token: string) => createHash('sha256').update(token).digest('base64url');
  return {
    async start(tx, session) {
      const token = random.token();
      const now = clock.now();
      const started = await tables<SessionTables>(tx)
        .insertInto('sessions')
        .values({
          ...session,
          id: idOf(token),
          csrfToken: random.token(),
          startedAt: now,
          lastSeenAt: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { token, session: started };
    },
    async find(tx, audience, token) {
      const db = tables<SessionTables>(tx);
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id', '=', idOf(token))
        .executeTakeFirst();
      if (!row || row.audience !== audience) return undefined;
      const now = clock.now().getTime();
      const idle = now - row.lastSeenAt.getTime();
      if (
        idle > IDLE_MINUTES[audience] * 60_000 ||
        now - row.startedAt.getTime() > LONGEST_HOURS * 3_600_000
      ) {
        await db.deleteFrom('sessions').where('id', '=', row.id).execute();
        return undefined;
      }
      if (idle > TOUCH_MILLISECONDS) {
        await db.updateTable('sessions').set({ lastSeenAt: clock.now() }).where('id', '=', row.id).execute();
      }
      return row;
    },
    async end(tx, id) {
      const ended = await tables<SessionTables>(tx)
        .deleteFrom('sessions')
        .where('id', '=', id)
        .executeTakeFirst();
      return ended.numDeletedRows === 1n;
    },
    async endOfCard(tx, cardId, personId) {
      await tables<SessionTables>(tx).deleteFrom('sessions').where('cardId', '=', cardId).execute();
      for (const listener of listeners) await listener(tx, personId);
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    async endOfDuty(tx, dutyId) {
      await tables<SessionTables>(tx).deleteFrom('sessions').where('dutyId', '=', dutyId).execute();
    },
  };
}
