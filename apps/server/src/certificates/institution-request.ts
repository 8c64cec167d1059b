import { type EndEntityKind, PROFILES } from '@mibun/pki';
import type { Platform } from '../platform/index.ts';
import type { InstitutionCertificate, InstitutionDraft, InstitutionRequest } from './api.ts';
import { certificateErrors } from './errors.ts';
import type { InstitutionChanges } from './institution-changes.ts';
import { findInstitution } from './institution-store.ts';
import type { CertificateOrder, Ledger } from './ledger.ts';
import { entryOfKey } from './ledger-store.ts';
import { keyHashOf, wholeSecond } from './values.ts';

const DAY_MS = 86_400_000;

/** Certificates for keys that institutions hold themselves, asked for by a CA operator with a request in hand. */
export function institutionRequestsOn(platform: Platform, ledger: Ledger, changes: InstitutionChanges) {
  const { clock, database } = platform;

  function orderOf(request: Omit<InstitutionRequest, 'act'>): CertificateOrder {
    const { kind, publicKey, subject, days } = request;
    // The same for either kind of key.
    const maxDays = PROFILES.mibun.endEntity[kind satisfies EndEntityKind].maxDays['ec-p384'];
    if (!Number.isInteger(days) || days < 1 || days > maxDays) {
      throw certificateErrors.DAYS_FORBIDDEN({ params: { days: maxDays } });
    }
    const notBefore = wholeSecond(clock.now());
    return {
      authority: 'institution',
      kind,
      // The key is what the request is about; the same request again finds the same certificate.
      reference: `request-${keyHashOf(publicKey).slice(0, 24)}`,
      publicKey,
      subject,
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * DAY_MS - 1_000),
    };
  }

  return {
    async draftForInstitution(request: Omit<InstitutionRequest, 'act'>): Promise<InstitutionDraft> {
      const order = orderOf(request);
      const { intent, findings } = ledger.draft(order);
      const seen = await database.query((tx) => entryOfKey(tx, keyHashOf(request.publicKey)));
      const { notBefore, notAfter } = order;
      const known = {
        id: 'key-seen-before',
        rule: 'pki.md §3',
        detail: `the key has the certificate ${seen?.serial ?? ''}`,
      };
      return {
        generation: intent.generation,
        notBefore,
        notAfter,
        findings: seen ? [...findings, known] : findings,
      };
    },

    async issueToInstitution(
      request: InstitutionRequest,
    ): Promise<InstitutionCertificate & { readonly der: Uint8Array }> {
      const { act, ...rest } = request;
      const entry = await ledger.issue(orderOf(rest), (tx, intent, shard) =>
        changes.request(tx, intent, shard, act),
      );
      const found = await database.query((tx) => findInstitution(tx, 'institution', entry.serial));
      if (!found) throw new Error(`the institution CA has no record of ${entry.serial}`);
      return { ...found, der: entry.der };
    },
  };
}
