import { certificateExpiry, endOfDayJst, jstDate, mayHold } from '@mibun/rules';
import type { Platform, Tx } from '../../platform/index.ts';
import type { IssuedCertificate, IssueRequest } from './api.ts';
import type { Changes } from './changes.ts';
import { certificateErrors } from './errors.ts';
import type { CertificateOrder, Ledger } from './ledger.ts';
import type { LedgerRow } from './ledger-store.ts';
import { type CertificateRow, findIssued, readStates } from './store.ts';
import { wholeSecond } from './values.ts';

/** 96 bits, so that the name in a certificate says nothing about its holder and never comes twice. */
const UNIQUE_ID_OCTETS = 12;

/** Issues certificates for keys of cards, one or a lot; they are on hold from their first moment (pki.md §3). */
export function issuing(platform: Platform, ledger: Ledger, changes: Changes) {
  const { clock, database, random } = platform;

  function orderOf(request: IssueRequest, notBefore: Date): CertificateOrder {
    const { kind, birthDate, cardExpiry } = request;
    const lastDay = certificateExpiry({ birthDate, issueDate: jstDate(notBefore), cardExpiry });
    return {
      authority: kind,
      kind,
      reference: request.cardId,
      publicKey: request.publicKey,
      subject: {
        commonName: Buffer.from(random.bytes(UNIQUE_ID_OCTETS)).toString('hex').toUpperCase(),
        ...(kind === 'signature' && request.prefecture && { prefecture: request.prefecture }),
        ...(kind === 'signature' && request.municipality && { municipality: request.municipality }),
      },
      ...(kind === 'signature' && request.person && { person: request.person }),
      notBefore,
      notAfter: endOfDayJst(lastDay),
    };
  }

  /** What the CA is asked for, and what the life-cycle table makes of it. Throws when the person may not hold it. */
  function begin(request: IssueRequest): Beginning {
    const { kind, birthDate } = request;
    const now = clock.now();
    if (!mayHold(kind, { birthDate, on: jstDate(now), ward: false }).ok) {
      throw certificateErrors.SIGNATURE_NOT_FOR_PERSON();
    }
    const state = changes.beginning(kind, request.act.actor.kind);
    return { request, order: orderOf(request, wholeSecond(now)), state };
  }

  /** The certificates as residents' ones, in the transaction of their intents: on hold from here on. */
  async function register(
    tx: Tx,
    entered: readonly { readonly begun: Beginning; readonly entry: LedgerRow; readonly shard: number }[],
  ): Promise<void> {
    const requests = entered.map(({ begun: { request, order, state }, entry, shard }) => {
      const row: CertificateRow = {
        kind: request.kind,
        serial: entry.serial,
        cardId: request.cardId,
        personId: request.personId,
        state,
        reason: 'certificateHold',
        unusableSince: order.notBefore,
        changedAt: clock.now(),
        notAfter: order.notAfter,
        shard,
        supersededBy: null,
        generation: entry.generation,
      };
      return { row, act: request.act };
    });
    await changes.begin(tx, requests);
  }

  function ofAnotherPerson(kind: string, serial: string) {
    return certificateErrors.KEY_SEEN_BEFORE({ privateDetail: `${kind} ${serial}: another person` });
  }

  async function issue(request: IssueRequest): Promise<IssuedCertificate> {
    const { kind } = request;
    const begun = begin(request);
    const { serial } = await ledger.issue(begun.order, (tx, entry, shard) =>
      register(tx, [{ begun, entry, shard }]),
    );
    const issued = await database.query((tx) => findIssued(tx, kind, serial));
    if (!issued || issued.personId !== request.personId) throw ofAnotherPerson(kind, serial);
    return issued;
  }

  async function issueAll(
    requests: readonly IssueRequest[],
  ): Promise<readonly PromiseSettledResult<IssuedCertificate>[]> {
    const beginnings = await Promise.allSettled(requests.map(async (request) => begin(request)));
    const byOrder = new Map(
      beginnings.flatMap((result) =>
        result.status === 'fulfilled' ? [[result.value.order, result.value]] : [],
      ),
    );
    const orders = [...byOrder.keys()];
    const results = await ledger.issueAll(orders, (tx, entered) =>
      register(
        tx,
        entered.flatMap(({ order, entry, shard }) => {
          const begun = byOrder.get(order);
          return begun ? [{ begun, entry, shard }] : [];
        }),
      ),
    );
    const signed = new Map(orders.map((order, index) => [order, results[index]]));
    const asked = [...byOrder.values()].flatMap(({ request: { kind } }, index) => {
      const result = results[index];
      return result?.status === 'fulfilled' ? [{ kind, serial: result.value.serial }] : [];
    });
    const states = await database.query((tx) => readStates(tx, asked));
    const stateOf = new Map(states.map((state) => [`${state.kind} ${state.serial}`, state]));
    return Promise.allSettled(
      beginnings.map(async (beginning) => {
        if (beginning.status === 'rejected') throw beginning.reason;
        const { request, order } = beginning.value;
        const result = signed.get(order);
        if (result?.status !== 'fulfilled') throw result?.reason;
        const { kind, cardId, personId } = request;
        const { serial, generation, notBefore, notAfter, der } = result.value;
        const now = stateOf.get(`${kind} ${serial}`);
        if (!now || now.personId !== personId) throw ofAnotherPerson(kind, serial);
        return { ...now, generation, cardId, notBefore, notAfter, der };
      }),
    );
  }

  return { issue, issueAll };
}

/** A request that may be fulfilled, and the order that it became. */
interface Beginning {
  readonly request: IssueRequest;
  readonly order: CertificateOrder;
  readonly state: CertificateRow['state'];
}
