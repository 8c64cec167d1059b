import type { CardEvent, CardState, Move, PlainDate } from '@mibun/rules';
import type { Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import {
  type Act,
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';
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

interface CardEventTable {
  id: Generated<number>;
  cardId: string;
  at: Date;
  event: CardEvent;
  fromState: CardState | null;
  toState: CardState;
  actorName: string;
  reason: string | null;
}

export type Card = Readonly<Selectable<CardTable>>;
export type CardHistory = readonly Readonly<Selectable<CardEventTable>>[];

const db = (tx: Tx) => tables<{ cards: CardTable; cardEvents: CardEventTable }>(tx);

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
      card_events_card_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
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

/** Writes the new state if the card is still as it was read; otherwise somebody else was first. */
export async function saveState(tx: Tx, card: Card, to: CardState, at: Date): Promise<Card> {
  const result = await db(tx)
    .updateTable('cards')
    .set({ state: to, version: card.version + 1, changedAt: at })
    .where('cardId', '=', card.cardId)
    .where('version', '=', card.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw commonErrors.CHANGED_MEANWHILE();
  return { ...card, state: to, version: card.version + 1, changedAt: at };
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

export async function addEvent(
  tx: Tx,
  before: Card | null,
  event: CardEvent,
  after: Card,
  act: Act,
): Promise<void> {
  await db(tx)
    .insertInto('cardEvents')
    .values({
      cardId: after.cardId,
      at: after.changedAt,
      event,
      fromState: before?.state ?? null,
      toState: after.state,
      actorName: act.actor.name,
      reason: act.reason ?? null,
    })
    .execute();
}

export async function eventsOf(tx: Tx, cardId: string): Promise<CardHistory> {
  return db(tx).selectFrom('cardEvents').selectAll().where('cardId', '=', cardId).orderBy('id').execute();
}
