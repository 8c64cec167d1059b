import type { Verifier, VerifierService, Verifiers } from '../../authority/verifiers/index.ts';
import type { Platform, Tx } from '../../platform/index.ts';
import type { ConsentOffer } from './api.ts';
import { linkingErrors } from './errors.ts';
import { missingExplanations } from './explanations.ts';
import type { Offer } from './migrations.ts';
import { findOffer, insertOffer } from './store.ts';

/** Crockford's base 32: no letter that could be read as another one or as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_CHARACTERS = 12;

/** Twelve characters in groups of four: short enough to type from paper, 60 bits, so not to be guessed. */
function newCode(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) => ALPHABET[byte & 31] ?? '0').join('');
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As somebody types it: any case, with or without hyphens; I and L are 1, O is 0. */
export function normaliseCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0');
  return plain.replace(/(.{4})(?=.)/g, '$1-');
}

export async function makeOffer(
  { clock, config, random }: Platform,
  tx: Tx,
  verifierId: string,
  offer: ConsentOffer,
): Promise<{ readonly code: string; readonly url: string }> {
  const missing = missingExplanations(offer.explanations);
  if (missing.length > 0) throw linkingErrors.OFFER_INCOMPLETE({ params: { missing: missing.join(', ') } });
  const code = offer.code ? normaliseCode(offer.code) : newCode(random.bytes(CODE_CHARACTERS));
  const { items, title, gist, explanations, singleUse, expiresAt, service } = offer;
  await insertOffer(tx, {
    code,
    verifierId,
    serviceId: service.serviceId,
    content: { items, title, gist, explanations },
    singleUse,
    madeAt: clock.now(),
    expiresAt,
  });
  return { code, url: `${config.origins.server}/portal/consents/offer/${code}` };
}

export interface OpenOffer extends Offer {
  readonly verifier: Verifier;
  readonly service: VerifierService;
}

/** An offer that can still be taken, of a service whose verifier is in force. */
export async function openOffer(
  { clock }: Platform,
  verifiers: Verifiers,
  tx: Tx,
  typed: string,
): Promise<OpenOffer> {
  const row = await findOffer(tx, normaliseCode(typed));
  if (!row || row.expiresAt <= clock.now() || (row.singleUse && row.usedAt)) {
    throw linkingErrors.OFFER_OVER();
  }
  const found = await verifiers.ofService(tx, row.serviceId);
  if (!found || !verifiers.isInForce(found.verifier)) throw linkingErrors.OFFER_OVER();
  return { ...row, verifier: found.verifier, service: found.service };
}
