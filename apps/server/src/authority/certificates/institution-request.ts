import { type EndEntityKind, PROFILES, profileOf } from '@mibun/pki';
import { may, needsTwoPersons, type Role } from '@mibun/rules';
import { commonErrors, type Platform } from '../../platform/index.ts';
import type { InstitutionCertificate, InstitutionDraft, InstitutionRequest, TwoPersonAct } from './api.ts';
import { certificateErrors } from './errors.ts';
import type { MunicipalityNames } from './institution.ts';
import type { InstitutionChanges } from './institution-changes.ts';
import { holdersOfName, isNameTaken, refuseNameInUse, subjectOfInstitution } from './institution-names.ts';
import { findInstitution } from './institution-store.ts';
import type { CertificateOrder, Ledger } from './ledger.ts';
import { entryOfKey } from './ledger-store.ts';
import { keyHashOf, wholeSecond } from './values.ts';

const DAY_MS = 86_400_000;

/** Certificates for keys that institutions hold themselves: asked for by one CA operator, confirmed by another. */
export function institutionRequestsOn(
  platform: Platform,
  ledger: Ledger,
  changes: InstitutionChanges,
  municipality: MunicipalityNames,
) {
  const { clock, config, database } = platform;
  const { names } = profileOf(config.certificateProfile);

  function orderOf(request: Omit<InstitutionRequest, 'act'>): CertificateOrder {
    const { name, publicKey, days } = request;
    const { kind } = name;
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
      subject: subjectOfInstitution(municipality, names, name),
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * DAY_MS - 1_000),
    };
  }

  return {
    async draftForInstitution(request: Omit<InstitutionRequest, 'act'>): Promise<InstitutionDraft> {
      const order = orderOf(request);
      const { intent, findings } = ledger.draft(order);
      const keyHash = keyHashOf(request.publicKey);
      const { notBefore, notAfter, subject } = order;
      const { seen, holders } = await database.query(async (tx) => ({
        seen: await entryOfKey(tx, keyHash),
        holders: await holdersOfName(tx, request.name.kind, subject, notBefore),
      }));
      const known = {
        id: 'key-seen-before',
        rule: 'pki.md §3',
        detail: `the key has the certificate ${seen?.serial ?? ''}`,
      };
      const taken = holders
        .filter((holder) => isNameTaken(holder, keyHash, request.renews, notBefore))
        .map(({ serial }) => ({
          id: 'name-in-use',
          rule: 'domain.md §10.3',
          detail: `the certificate ${serial} has this name and another key`,
        }));
      return {
        subject,
        generation: intent.generation,
        notBefore,
        notAfter,
        findings: [...findings, ...(seen ? [known] : taken)],
      };
    },

    async issueToInstitution(
      request: InstitutionRequest,
    ): Promise<InstitutionCertificate & { readonly der: Uint8Array }> {
      const { act, ...rest } = request;
      demandTwoPersons(act);
      const order = orderOf(rest);
      const keyHash = keyHashOf(rest.publicKey);
      const now = clock.now();
      const holders = await database.query((tx) => holdersOfName(tx, rest.name.kind, order.subject, now));
      refuseNameInUse(holders, keyHash, rest.renews, now);
      const entry = await ledger.issue(order, (tx, intent, shard) => changes.request(tx, intent, shard, act));
      const found = await database.query((tx) => findInstitution(tx, 'institution', entry.serial));
      if (!found) throw new Error(`the institution CA has no record of ${entry.serial}`);
      return { ...found, der: entry.der };
    },
  };
}

/** What verifiers take as authority is a power of two persons, whichever way it is asked for (domain.md §9, 2P). */
function demandTwoPersons({ actor, proposedBy }: TwoPersonAct): void {
  for (const { kind } of [actor, proposedBy]) {
    const role = kind as Role;
    if (!may(role, 'manage-certificates') || !needsTwoPersons(role, 'manage-certificates')) {
      throw commonErrors.NOT_ALLOWED();
    }
  }
  if (actor.id === proposedBy.id) throw certificateErrors.TWO_PERSONS_NEEDED();
}
