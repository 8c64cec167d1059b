import { type ActorKind, type CardState, plainDate } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import type { Certificates } from '../src/authority/certificates/index.ts';
import {
  type Card,
  type Cards,
  type CardsDeps,
  cardMigrations,
  createCards,
} from '../src/issuance/cards/index.ts';
import { type Act, Refusal, type Tx } from '../src/platform/index.ts';
import type { Letter, Notices } from '../src/registry/notices/index.ts';
import type { Resident, Residents } from '../src/registry/residents/index.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

export const actBy = (kind: ActorKind, reason?: string): Act => ({
  actor: { kind, id: `p-${kind}`, name: `Actor ${kind}`, office: '99201' },
  purpose: 'counter-service',
  caseId: 'case-1',
  ...(reason && { reason }),
});
export const CLERK = actBy('clerk');
export const FACTORY = actBy('card-operator');
export const RECEIPT = {
  office: '見本警察署',
  date: plainDate('2026-11-21'),
  number: '123',
  kind: 'lost',
} as const;

/** Rolls a transaction back after what was to be seen has been seen. */
export class Undo extends Error {}

/** The module with what it asks of others written down. */
export interface CardsBench {
  readonly platform: TestPlatform;
  readonly cards: Cards;
  readonly deps: CardsDeps;
  /** What the certificates module was asked to do: `act reason`, with the card. */
  readonly asked: readonly { readonly what: string; readonly cardId: string }[];
  /** What went out: the kind, with `letter` or `mail`. */
  readonly sent: readonly {
    readonly kind: string;
    readonly by: 'letter' | 'mail';
    readonly params: object;
  }[];
  /** Forgets what was asked and sent. */
  forget(): void;
  readonly inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly auditOf: (tx: Tx, personId: string) => ReturnType<TestPlatform['audit']['list']>;
  readonly newCard: (over?: NewOver) => Parameters<Cards['create']>[1];
  readonly make: (over?: NewOver) => Promise<Card>;
  readonly cardIn: (state: CardState, personId?: string) => Promise<Card>;
  close(): Promise<void>;
}

interface NewOver {
  readonly personId?: string;
  readonly application?: string;
}

export async function openCardsBench(): Promise<CardsBench> {
  /** What the certificates module was asked to do: `act reason`, with the card. */
  const asked: { readonly what: string; readonly cardId: string }[] = [];
  /** What went out: the kind, with `letter` or `mail`. */
  const sent: { readonly kind: string; readonly by: 'letter' | 'mail'; readonly params: object }[] = [];
  let serial = 0;
  const platform = await openTestPlatform({ migrations: cardMigrations });
  const recording = (what: string) => async (_tx: Tx, cardId: string, reason?: unknown) => {
    asked.push({ what: typeof reason === 'string' ? `${what} ${reason}` : what, cardId });
  };
  const certificates = {
    activateOfCard: recording('activate'),
    suspendOfCard: recording('suspend'),
    liftOfCard: recording('lift'),
    revokeOfCard: recording('revoke'),
  } satisfies Partial<Certificates>;
  const notices = {
    async letter(_tx, { kind, params }) {
      sent.push({ kind, by: 'letter', params });
      return { id: `letter-${sent.length}` } as Letter;
    },
    async mail(_tx, { kind, params }) {
      sent.push({ kind, by: 'mail', params });
    },
  } satisfies Partial<Notices>;
  const residents = {
    read: async (_tx, personId) =>
      ({ personId, name: '見本　花子', email: 'hanako@mihon.example' }) as Resident,
  } satisfies Partial<Residents>;
  const deps = { certificates, notices, residents } as unknown as CardsDeps;
  const cards = createCards(platform, deps).api;

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);
  const auditOf = (tx: Tx, personId: string) => platform.audit.list(tx, { subject: personId, limit: 200 });

  function newCard(over: { readonly personId?: string; readonly application?: string } = {}) {
    serial++;
    return {
      chipSerial: String(900_000_000_000_000 + serial),
      personId: over.personId ?? `p-${serial}`,
      application: over.application ?? `application-${serial}`,
      municipality: '99201',
      issueDate: plainDate('2026-11-22'),
      expiry: plainDate('2036-04-01'),
      securityCode: '1234',
      photo: 'photo',
    };
  }
  const make = (over: Parameters<typeof newCard>[0] = {}) =>
    inTx((tx) => cards.create(tx, newCard(over), FACTORY));

  /** Puts a card into a state behind the module's back, also one that only time or the registry lead to. */
  async function cardIn(state: CardState, personId?: string): Promise<Card> {
    const card = await make(personId ? { personId } : {});
    return inTx(async (tx) => {
      await tx.executeQuery(
        CompiledQuery.raw('update cards set state = $1 where card_id = $2', [state, card.cardId]),
      );
      return cards.get(tx, card.cardId);
    });
  }
  return {
    ...{ platform, cards, deps, asked, sent, inTx, auditOf, newCard, make, cardIn },
    forget() {
      asked.length = 0;
      sent.length = 0;
    },
    close: () => platform.close(),
  };
}

/** The code with which it is refused, or `allowed`. */
export async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
