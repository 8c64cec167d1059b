import type { CardEvent, CardState, Move, PlainDate } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import {
  type Act,
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';
import type { Card } from './api.ts';
import { cardErrors } from './errors.ts';

interface CardRow {
  cardId: string;
  chipSerial: string;
  personId: string;
  application: string;
  municipality: string;
  state: CardState;
  version: number;
  profile: 'generation-1';
  issueDate: PlainDate;
  expiry: PlainDate;
  securityCode: string;
  photo: string;
  front: string | null;
  back: string | null;
  previousCardId: string | null;
  updateDueBy: PlainDate | null;
  move: JSONColumnType<Move> | null;
  changedAt: Date;
}

type CardTables = {
  cards: CardRow;
  cardEvents: {
    id: Generated<number>;
    cardId: string;
    at: Date;
    event: CardEvent;
    fromState: CardState | null;
    toState: CardState;
    actorName: string;
    reason: string | null;
  };
};

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

const toCard = (row: Selectable<CardRow>): Card => ({
  cardId: row.cardId,
  chipSerial: row.chipSerial,
  personId: row.personId,
  application: row.application,
  municipality: row.municipality,
  state: row.state,
  version: row.version,
  profile: row.profile,
  issueDate: row.issueDate,
  expiry: row.expiry,
  securityCode: row.securityCode,
  photo: row.photo,
  ...(row.front && { front: row.front }),
  ...(row.back && { back: row.back }),
  ...(row.previousCardId && { previousCardId: row.previousCardId }),
  ...(row.updateDueBy && { updateDueBy: row.updateDueBy }),
  ...(row.move && { move: row.move }),
  changedAt: row.changedAt,
});

export async function insertCard(tx: Tx, card: Omit<Card, 'version'>): Promise<Card> {
  const row: Selectable<CardRow> = {
    cardId: card.cardId,
    chipSerial: card.chipSerial,
    personId: card.personId,
    application: card.application,
    municipality: card.municipality,
    state: card.state,
    version: 1,
    profile: card.profile,
    issueDate: card.issueDate,
    expiry: card.expiry,
    securityCode: card.securityCode,
    photo: card.photo,
    front: null,
    back: null,
    previousCardId: card.previousCardId ?? null,
    updateDueBy: null,
    move: null,
    changedAt: card.changedAt,
  };
  await tables<CardTables>(tx)
    .insertInto('cards')
    .values({ ...row, move: null })
    .execute();
  return toCard(row);
}

export async function findCard(
  tx: Tx,
  where: { cardId: string } | { chipSerial: string },
): Promise<Card | undefined> {
  const query = tables<CardTables>(tx).selectFrom('cards').selectAll();
  const row = await ('cardId' in where
    ? query.where('cardId', '=', where.cardId)
    : query.where('chipSerial', '=', where.chipSerial)
  ).executeTakeFirst();
  return row && toCard(row);
}

export async function requireCard(tx: Tx, cardId: string): Promise<Card> {
  const card = await findCard(tx, { cardId });
  if (!card) throw cardErrors.CARD_NOT_FOUND();
  return card;
}

export async function holdCard(tx: Tx, cardId: string): Promise<Card> {
  const row = await tables<CardTables>(tx)
    .selectFrom('cards')
    .selectAll()
    .where('cardId', '=', cardId)
    .forShare()
    .executeTakeFirst();
  if (!row) throw cardErrors.CARD_NOT_FOUND();
  return toCard(row);
}

export async function cardsOfPerson(tx: Tx, personId: string): Promise<readonly Card[]> {
  const rows = await tables<CardTables>(tx)
    .selectFrom('cards')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('changedAt', 'desc')
    .orderBy('issueDate', 'desc')
    .execute();
  return rows.map(toCard);
}

/** Writes the new state if the card is still as it was read; otherwise somebody else was first. */
export async function saveState(tx: Tx, card: Card, to: CardState, at: Date): Promise<Card> {
  const result = await tables<CardTables>(tx)
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
  to: {
    readonly updateDueBy?: PlainDate | null;
    readonly move?: Move | null;
    readonly expiry?: PlainDate;
    readonly municipality?: string;
  },
): Promise<void> {
  await tables<CardTables>(tx)
    .updateTable('cards')
    .set({
      ...(to.updateDueBy !== undefined && { updateDueBy: to.updateDueBy }),
      ...(to.move !== undefined && { move: to.move && JSON.stringify(to.move) }),
      ...(to.expiry && { expiry: to.expiry }),
      ...(to.municipality && { municipality: to.municipality }),
    })
    .where('cardId', '=', cardId)
    .execute();
}

/** At most `limit` cards in operation whose last day was before `today`, held; others at work on some are passed over. */
export async function lockExpired(tx: Tx, today: PlainDate, limit: number): Promise<readonly Card[]> {
  const rows = await tables<CardTables>(tx)
    .selectFrom('cards')
    .selectAll()
    .where('state', 'in', ['ACTIVE', 'SUSPENDED'])
    .where('expiry', '<', today)
    .orderBy('expiry')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toCard);
}

export async function lockMoving(tx: Tx): Promise<readonly Card[]> {
  const rows = await tables<CardTables>(tx)
    .selectFrom('cards')
    .selectAll()
    .where('state', 'in', ['ACTIVE', 'SUSPENDED'])
    .where('move', 'is not', null)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toCard);
}

export async function saveFaces(
  tx: Tx,
  cardId: string,
  faces: { front: string; back: string },
): Promise<void> {
  await tables<CardTables>(tx).updateTable('cards').set(faces).where('cardId', '=', cardId).execute();
}

export async function addEvent(
  tx: Tx,
  event: { cardId: string; at: Date; event: CardEvent; from: CardState | null; to: CardState; act: Act },
): Promise<void> {
  await tables<CardTables>(tx)
    .insertInto('cardEvents')
    .values({
      cardId: event.cardId,
      at: event.at,
      event: event.event,
      fromState: event.from,
      toState: event.to,
      actorName: event.act.actor.name,
      reason: event.act.reason ?? null,
    })
    .execute();
}

export async function eventsOf(tx: Tx, cardId: string) {
  const rows = await tables<CardTables>(tx)
    .selectFrom('cardEvents')
    .selectAll()
    .where('cardId', '=', cardId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    event: row.event,
    from: row.fromState,
    to: row.toState,
    actorName: row.actorName,
    ...(row.reason && { reason: row.reason }),
  }));
}
