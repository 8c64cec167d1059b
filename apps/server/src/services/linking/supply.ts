import { isWithinConsent } from '@mibun/rules';
import type { Verifier } from '../../authority/verifiers/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import type { AttributeItem } from './api.ts';
import { linkingActs } from './audited-acts.ts';
import type { LinkingContext } from './context.ts';
import { linkingErrors } from './errors.ts';
import { demandIssued, demandService, explicitly } from './link.ts';
import { insertSupply, lockGiven } from './store.ts';

/** What is handed over: the items of the consent, and no key of any other. */
export interface Supplied {
  readonly suppliedAt: Date;
  readonly attributes: {
    readonly name?: { readonly name: string; readonly kana: string; readonly formerSurname?: string };
    readonly address?: string;
    readonly birthDate?: string;
    readonly sex?: '1' | '2';
  };
}

/** Each item from the registry (LAT-01). The Individual Number is in the vault and no part of a Resident. */
const FROM_REGISTRY: Readonly<Record<AttributeItem, (resident: Resident) => Supplied['attributes']>> = {
  name: ({ name, nameKana, formerSurname }) => ({
    name: { name, kana: nameKana, ...(formerSurname && { formerSurname }) },
  }),
  address: ({ address }) => ({ address }),
  birthDate: ({ birthDate }) => ({ birthDate }),
  sex: ({ sex }) => ({ sex }),
};

/**
 * The current attributes after a change (LAT-02), in this order: the certificate that the service holds is ours; the
 * person consents now; a new signature certificate is in force; then the items of the consent, from the registry, with a
 * trace. One transaction, so that a withdrawal is either before all of it or after all of it.
 */
export function supply(
  context: LinkingContext,
  verifier: Verifier,
  question: { readonly serviceId: string; readonly certificate: Uint8Array },
): Promise<Supplied> {
  const service = demandService(verifier, question.serviceId);
  return explicitly(context, async () => {
    const { platform, residents, verifiers } = context;
    const held = await demandIssued(context, question.certificate, ['signature']);
    return platform.database.transaction(async (tx) => {
      const now = platform.clock.now();
      const consent = await lockGiven(tx, held.personId, service.serviceId);
      if (!consent || !isWithinConsent({ from: consent.fromAt, until: consent.untilAt }, now)) {
        throw linkingErrors.CONSENT_MISSING();
      }
      const present = await presentSerial(context, tx, held.personId, now);
      if (present === undefined) throw linkingErrors.ATTRIBUTES_NO_NEW_CERTIFICATE();
      if (present === held.serial) throw linkingErrors.ATTRIBUTES_UNCHANGED();
      const actor = verifiers.actor(verifier);
      const reason = service.name.ja;
      const resident = await residents.read(tx, held.personId, { actor, purpose: 'service', reason });
      await insertSupply(tx, { consentId: consent.consentId, at: now, items: consent.items });
      await platform.audit.record(tx, {
        actor,
        action: linkingActs.supply,
        purpose: 'service',
        subject: held.personId,
        caseId: consent.consentId,
        reason,
        detail: { serviceId: service.serviceId, items: consent.items },
      });
      const parts = consent.items.map((item) => FROM_REGISTRY[item](resident));
      return { suppliedAt: now, attributes: Object.assign({}, ...parts) as Supplied['attributes'] };
    });
  });
}

/** The serial of the signature certificate that is in force for this person. */
async function presentSerial(
  { cards, certificates }: LinkingContext,
  tx: Tx,
  personId: string,
  now: Date,
): Promise<string | undefined> {
  const card = await cards.current(tx, personId);
  if (!card) return undefined;
  const issued = await certificates.ofCard(tx, card.cardId);
  return issued.find(
    ({ kind, state, notAfter }) => kind === 'signature' && state === 'ACTIVE' && notAfter >= now,
  )?.serial;
}
