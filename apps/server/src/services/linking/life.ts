import { CONSENT, type ConsentEvent, type ConsentState } from '@mibun/rules';
import type { Actor, Life, Platform } from '../../platform/index.ts';
import { linkingActs } from './audited-acts.ts';
import type { Consent } from './migrations.ts';
import { endConsent } from './store.ts';

type Ended = Pick<Consent, 'withdrawnCms'>;
export type ConsentLife = Life<Consent, ConsentState, ConsentEvent, Ended, undefined>;

/** What the trail holds of a step: whose it is, the consent, and the service in the place of a reason. */
export const consentAct = (
  actor: Actor,
  { consentId, serviceJa }: Pick<Consent, 'consentId' | 'serviceJa'>,
) => ({ actor, purpose: 'service', caseId: consentId, reason: serviceJa }) as const;

export function consentLife({ lifecycles }: Platform): ConsentLife {
  return lifecycles.machine<Consent, ConsentState, ConsentEvent, Ended>({
    table: CONSENT,
    acts: linkingActs,
    idOf: ({ consentId }) => consentId,
    audited: ({ personId, items }) => ({ subject: personId, detail: { items } }),
    save: (tx, consent, to, { withdrawnCms = null }, at) => endConsent(tx, consent, to, at, withdrawnCms),
    effects: {},
  });
}
