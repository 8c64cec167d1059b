import type { CardState, Move, PlainDate } from '@mibun/rules';
import type { Insertable, JSONColumnType, Selectable } from 'kysely';
import {
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../../platform/index.ts';
import { cardErrors } from './errors.ts';

interface CardTable {
  /** `card-…`; the id of the record. */
  cardId: string;
  /** 15 digits, in the chip and on the lot list. */
  chipSerial: string;
  personId: string;
  /** `Application.id` of the application that it was made for. */
  application: string;
  municipality: string;
  state: CardState;
  version: number;
  profile: 'generation-1';
  issueDate: PlainDate;
  expiry: PlainDate;
  /** Four digits on the face (CARD-02). */
  securityCode: string;
  /** Blob ids: the photo as applied for, and both faces as printed, PNG. */
  photo: string;
  front: string | null;
  back: string | null;
  previousCardId: string | null;
  /** By when it is to be brought to the office after a change of what stands on it (UPD-01). */
  updateDueBy: PlainDate | null;
  /** A move to another municipality whose continued use is still to be done (UPD-02). */
  move: JSONColumnType<Move> | null;
  changedAt: Date;
}

export type Card = Readonly<Selectable<CardTable>>;

const db = (tx: Tx) => tables<{ cards: CardTable }>(tx);

export const cardMigrations: readonly Migration[] = [
  {
    name: '0040_cards',
    statements: [
      `create table cards (
         card_id text primary key, chip_serial text not null unique, person_id text not null,
         application text not null, municipality text not null,
         state text not null, version integer not null, profile text not null,
         issue_date date not null, expiry date not null, security_code text not null,
         photo text not null, front text, back text, previous_card_id text references cards,
         changed_at timestamptz not null)`,
      // One card an application; a card that failed its quality gates is destroyed and made again (PRD-03).
      `create unique index cards_one_for_application on cards (application) where state <> 'DESTROYED'`,
      'create index cards_by_person on cards (person_id, changed_at desc)',
      'create index cards_by_office on cards (municipality, state)',
      // domain.md §10.2: at most one card of a person in operation or suspended.
      `create unique index cards_one_current on cards (person_id) where state in ('ACTIVE', 'SUSPENDED')`,
      `create table card_events (
         id bigint generated always as identity primary key, card_id text not null references cards,
         at timestamptz not null, event text not null, from_state text, to_state text not null,
         actor_name text not null, reason text)`,
      'create index card_events_by_card on card_events (card_id, id)',
    ],
    constraints: {
      cards_pkey: internal('an id that was just drawn at random'),
      cards_chip_serial_key: changedMeanwhile,
      cards_previous_card_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      cards_one_for_application: changedMeanwhile,
      cards_one_current: changedMeanwhile,
    },
  },
  {
    name: '0041_card_deadlines',
    statements: [
      'alter table cards add column update_due_by date, add column move jsonb',
      `create index cards_by_expiry on cards (expiry) where state in ('ACTIVE', 'SUSPENDED')`,
      `create index cards_moving on cards (card_id) where state in ('ACTIVE', 'SUSPENDED') and move is not null`,
    ],
  },
  {
    name: '0042_card_life',
    statements: [
      // Who it was, by which rule: the old history had a name alone, the audit entry of the same step has the rest.
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason)
       select 'card', e.card_id, e.at, e.event, e.from_state, e.to_state, coalesce(a.actor_kind, 'system'),
         coalesce(a.actor_id, 'unknown'), e.actor_name, coalesce(a.detail ->> 'rule', '§10.2'), e.reason
       from card_events e join cards c using (card_id) left join lateral (
         select actor_kind, actor_id, detail from audit_entries
         where subject = c.person_id and action = 'cards.' || e.event and detail ->> 'cardId' = e.card_id
           and at >= e.at
         order by id limit 1) a on true
       order by e.id`,
      'drop table card_events',
    ],
  },
];

export async function insertCard(tx: Tx, card: Omit<Insertable<CardTable>, 'version'>): Promise<Card> {
  return db(tx)
    .insertInto('cards')
    .values({ ...card, version: 1 })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findCard(
  tx: Tx,
  where: { cardId: string } | { chipSerial: string },
): Promise<Card | undefined> {
  const query = db(tx).selectFrom('cards').selectAll();
  return (
    'cardId' in where
      ? query.where('cardId', '=', where.cardId)
      : query.where('chipSerial', '=', where.chipSerial)
  ).executeTakeFirst();
}

export async function requireCard(tx: Tx, cardId: string): Promise<Card> {
  const card = await findCard(tx, { cardId });
  if (!card) throw cardErrors.CARD_NOT_FOUND();
  return card;
}

export async function holdCard(tx: Tx, cardId: string): Promise<Card> {
  const card = await db(tx)
    .selectFrom('cards')
    .selectAll()
    .where('cardId', '=', cardId)
    .forShare()
    .executeTakeFirst();
  if (!card) throw cardErrors.CARD_NOT_FOUND();
  return card;
}

export async function cardsOfPerson(tx: Tx, personId: string): Promise<readonly Card[]> {
  return db(tx)
    .selectFrom('cards')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('changedAt', 'desc')
    .orderBy('issueDate', 'desc')
    .execute();
}

export function cardsLying(
  tx: Tx,
  municipality: string,
  states: readonly CardState[],
  limit: number,
): Promise<readonly Card[]> {
  return db(tx)
    .selectFrom('cards')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('state', 'in', states)
    .orderBy('changedAt')
    .orderBy('cardId')
    .limit(limit)
    .execute();
}

/** Writes what a step changes if the card is still as it was read; otherwise somebody else was first. */
export async function saveCard(
  tx: Tx,
  card: Card,
  state: CardState,
  { move, ...changes }: Partial<Pick<Card, 'municipality' | 'move' | 'updateDueBy'>>,
  changedAt: Date,
): Promise<Card> {
  const saved = await db(tx)
    .updateTable('cards')
    .set({ ...changes, move: move && JSON.stringify(move), state, version: card.version + 1, changedAt })
    .where('cardId', '=', card.cardId)
    .where('version', '=', card.version)
    .returningAll()
    .executeTakeFirst();
  if (!saved) throw commonErrors.CHANGED_MEANWHILE();
  return saved;
}

/** What the registry or the office has set on a card beside its state. */
export async function saveDeadlines(
  tx: Tx,
  cardId: string,
  { move, ...to }: Partial<Pick<Card, 'updateDueBy' | 'move' | 'expiry' | 'municipality'>>,
): Promise<void> {
  await db(tx)
    .updateTable('cards')
    .set({ ...to, move: move && JSON.stringify(move) })
    .where('cardId', '=', cardId)
    .execute();
}

/** At most `limit` cards in operation whose last day was before `today`, held; others at work on some are passed over. */
export async function lockExpired(tx: Tx, today: PlainDate, limit: number): Promise<readonly Card[]> {
  return db(tx)
    .selectFrom('cards')
    .selectAll()
    .where('state', 'in', ['ACTIVE', 'SUSPENDED'])
    .where('expiry', '<', today)
    .orderBy('expiry')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function lockMoving(tx: Tx): Promise<readonly Card[]> {
  return db(tx)
    .selectFrom('cards')
    .selectAll()
    .where('state', 'in', ['ACTIVE', 'SUSPENDED'])
    .where('move', 'is not', null)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function saveFaces(
  tx: Tx,
  cardId: string,
  faces: { front: string; back: string },
): Promise<void> {
  await db(tx).updateTable('cards').set(faces).where('cardId', '=', cardId).execute();
}
