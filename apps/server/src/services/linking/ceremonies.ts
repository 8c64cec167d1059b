import { createHash } from 'node:crypto';
import { type Actor, commonErrors, type Tx } from '../../platform/index.ts';
import type { AttributeItem } from './api.ts';
import type { ConsentFacts } from './consent-format.ts';
import { consentText, withdrawalText } from './consent-text.ts';
import type { LinkingContext } from './context.ts';
import { linkingErrors } from './errors.ts';
import { openOffer } from './offers.ts';
import { lastEnded, lockConsent, serviceOf } from './store.ts';

export interface Begun {
  readonly ceremonyId: string;
  /** The exact text that is signed. */
  readonly text: string;
  /** SHA-256 of its UTF-8, hex. */
  readonly sha256: string;
}

type Language = 'ja' | 'en';

async function begin(
  { ceremonies }: LinkingContext,
  tx: Tx,
  actor: Actor,
  text: string,
  facts: ConsentFacts,
): Promise<Begun> {
  const content = new TextEncoder().encode(text);
  const { id } = await ceremonies.begin(tx, actor, facts, content);
  return { ceremonyId: id, text, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The person has read the screen and pressed “agree”: the text to sign, with the items that they chose (LAT-03). */
export function beginConsent(
  context: LinkingContext,
  actor: Actor,
  code: string,
  choice: { readonly language: Language; readonly items: readonly AttributeItem[] },
): Promise<Begun> {
  const { platform, verifiers } = context;
  return platform.database.transaction(async (tx) => {
    const offer = await openOffer(platform, verifiers, tx, code);
    const items = offer.content.items.filter((item) => choice.items.includes(item));
    if (items.length === 0) throw commonErrors.INPUT_INVALID();
    const { serviceId } = offer.service;
    const withdrawn = (await lastEnded(tx, actor.id, serviceId)) === 'WITHDRAWN';
    if (withdrawn && !offer.singleUse) throw linkingErrors.CONSENT_ONLY_VIA_COMPANY();
    const consentId = platform.random.id('consent');
    const text = consentText({
      consentId,
      nonce: platform.random.token(),
      language: choice.language,
      service: offer.service,
      verifier: offer.verifier.name,
      items,
      title: offer.content.title,
      gist: offer.content.gist,
      explanations: offer.content.explanations,
      at: platform.clock.now(),
    });
    return begin(context, tx, actor, text, { purpose: 'give', consentId, offerCode: offer.code, items });
  });
}

export function beginWithdrawal(
  context: LinkingContext,
  actor: Actor,
  consentId: string,
  language: Language,
): Promise<Begun> {
  const { platform } = context;
  return platform.database.transaction(async (tx) => {
    const consent = await lockConsent(tx, consentId, actor.id);
    if (!consent) throw commonErrors.NOT_FOUND();
    context.life.judge(consent.state, 'withdraw', actor.kind);
    const text = withdrawalText({
      consentId,
      nonce: platform.random.token(),
      language,
      service: serviceOf(consent),
      items: consent.items,
      givenAt: consent.givenAt,
    });
    const { items } = consent;
    return begin(context, tx, actor, text, { purpose: 'withdraw', consentId, offerCode: null, items });
  });
}
