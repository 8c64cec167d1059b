import { createHash } from 'node:crypto';
import { assembleSignedData } from '@mibun/pki';
import { addDays, CONSENT_SIGNATURE, jstDate, startOfDayJst } from '@mibun/rules';
import { type Actor, commonErrors, type Tx } from '../../platform/index.ts';
import type { Ceremony, SignatureFormat } from '../card-signature/index.ts';
import type { AttributeItem } from './api.ts';
import { linkingActs } from './audited-acts.ts';
import { periodAt } from './consent-text.ts';
import type { ConsentContext } from './context.ts';
import { linkingErrors } from './errors.ts';
import { consentAct } from './life.ts';
import { openOffer } from './offers.ts';
import { insertConsent, lockConsent, lockGiven, useOffer } from './store.ts';

/** What follows from the text once it is signed. */
export interface ConsentFacts {
  readonly purpose: 'give' | 'withdraw';
  readonly consentId: string;
  readonly offerCode: string | null;
  readonly items: readonly AttributeItem[];
}

/** The exact text that was shown, in CMS SignedData: readable by anybody, for as long as the consent is kept. */
export function consentFormat(context: ConsentContext): SignatureFormat<ConsentFacts> {
  return {
    table: CONSENT_SIGNATURE,
    acts: {
      begin: linkingActs['begin-signature'],
      prepare: linkingActs['prepare-signature'],
      complete: linkingActs['complete-signature'],
      expire: linkingActs['expire-signature'],
      refuse: linkingActs['refuse-signature'],
    },
    purpose: 'service',
    refusals: {
      over: linkingErrors.CONSENT_CEREMONY_OVER,
      notPrepared: linkingErrors.CONSENT_SIGNATURE_WRONG,
      done: linkingErrors.CONSENT_ALREADY_SIGNED,
      wrong: linkingErrors.CONSENT_SIGNATURE_WRONG,
    },
    audited: ({ consentId, items, purpose }) => ({ consentId, items, purpose }),
    // The period is counted from the day that stands in the text, so the signature must be of that day.
    until: (begun) => startOfDayJst(addDays(jstDate(begun), 1)),
    // The signed text is with the consent.
    keepDays: 0,
    digest: async ({ algorithm, content }) => createHash(algorithm).update(content).digest(),
    seal: async ({ certificate, content, signature, signedAttributes }) => ({
      octets: assembleSignedData({
        content,
        certificate,
        certificates: [certificate.der],
        signedAttributes,
        signature,
      }),
    }),
    follow: (tx, actor, signed, cms) =>
      signed.facts.purpose === 'give'
        ? give(context, tx, actor, signed, cms)
        : withdraw(context, tx, actor, signed, cms),
  };
}

async function give(
  { life, platform, verifiers }: ConsentContext,
  tx: Tx,
  actor: Actor,
  { facts, signedAt }: Ceremony<ConsentFacts>,
  cms: Uint8Array,
): Promise<void> {
  const { consentId, items, offerCode } = facts;
  const now = signedAt ?? platform.clock.now();
  const offer = await openOffer(platform, verifiers, tx, offerCode ?? '');
  if (offer.singleUse && !(await useOffer(tx, offer.code, now))) throw linkingErrors.OFFER_OVER();
  const earlier = await lockGiven(tx, actor.id, offer.service.serviceId);
  if (earlier) await life.move(tx, earlier, 'renew', consentAct(actor, earlier));
  const { from, until } = periodAt(now);
  const serviceJa = offer.service.name.ja;
  await life.begin(tx, 'give', consentAct(actor, { consentId, serviceJa }), (state, givenAt) =>
    insertConsent(tx, {
      consentId,
      personId: actor.id,
      serviceId: offer.service.serviceId,
      serviceJa,
      serviceEn: offer.service.name.en,
      verifierJa: offer.verifier.name.ja,
      verifierEn: offer.verifier.name.en,
      items,
      state,
      givenAt,
      fromAt: from,
      untilAt: until,
      givenCms: cms,
    }),
  );
}

async function withdraw(
  { life }: ConsentContext,
  tx: Tx,
  actor: Actor,
  { facts }: Ceremony<ConsentFacts>,
  cms: Uint8Array,
): Promise<void> {
  const consent = await lockConsent(tx, facts.consentId, actor.id);
  if (!consent) throw commonErrors.NOT_FOUND();
  await life.move(tx, consent, 'withdraw', consentAct(actor, consent), { changes: { withdrawnCms: cms } });
}
