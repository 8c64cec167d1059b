import { certificateExpiry, endOfDayJst, jstDate, mayHold, nextCertificateState } from '@mibun/rules';
import { commonErrors, type Platform } from '../platform/index.ts';
import type { IssuedCertificate, IssueRequest } from './api.ts';
import type { Changes } from './changes.ts';
import { certificateErrors } from './errors.ts';
import type { CertificateOrder, Ledger } from './ledger.ts';
import { type CertificateRow, findIssued, insertCertificate } from './store.ts';
import { shardOf, wholeSecond } from './values.ts';

/** 96 bits, so that the name in a certificate says nothing about its holder and never comes twice. */
const UNIQUE_ID_OCTETS = 12;

/** Issues one certificate for one key of one card; it is on hold from its first moment (pki.md §3). */
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

  return async function issue(request: IssueRequest): Promise<IssuedCertificate> {
    const { kind, act, birthDate } = request;
    const now = clock.now();
    if (!mayHold(kind, { birthDate, on: jstDate(now), ward: false }).ok) {
      throw certificateErrors.SIGNATURE_NOT_FOR_PERSON();
    }
    const first = nextCertificateState(kind, null, 'request', 'system');
    if (!first.ok) throw commonErrors.NOT_ALLOWED({ privateDetail: first.en });
    const order = orderOf(request, wholeSecond(now));

    const entry = await ledger.issue(order, async (tx, intent) => {
      const row: CertificateRow = {
        kind,
        serial: intent.serial,
        card_id: request.cardId,
        person_id: request.personId,
        state: first.to,
        reason: 'certificateHold',
        unusable_since: order.notBefore,
        changed_at: now,
        not_after: order.notAfter,
        shard: shardOf(intent.serial),
        superseded_by: null,
      };
      await insertCertificate(tx, row);
      await changes.recordRequest(tx, row, act);
    });
    const issued = await database.query((tx) => findIssued(tx, kind, entry.serial));
    if (!issued || issued.personId !== request.personId) {
      throw certificateErrors.KEY_SEEN_BEFORE({ privateDetail: `${kind} ${entry.serial}: another person` });
    }
    return issued;
  };
}
