import { createHash } from 'node:crypto';
import {
  algorithmForKey,
  assembleSignedData,
  keySpecOf,
  PkiError,
  readCertificate,
  signedAttributes,
  verifySignature,
} from '@mibun/pki';
import { jstDate } from '@mibun/rules';
import { type Actor, commonErrors, type Tx } from '../../platform/index.ts';
import { refusalOfSigner } from '../signing/index.ts';
import type { AttributeItem } from './api.ts';
import { consentText, periodAt, withdrawalText } from './consent-text.ts';
import type { LinkingContext } from './context.ts';
import { linkingErrors } from './errors.ts';
import { consentAct } from './life.ts';
import type { Ceremony } from './migrations.ts';
import { openOffer } from './offers.ts';
import {
  insertCeremony,
  insertConsent,
  lastEnded,
  lockCeremony,
  lockConsent,
  lockGiven,
  serviceOf,
  updateCeremony,
  useOffer,
} from './store.ts';

const LIFE_MS = 15 * 60_000;

export interface Begun {
  readonly ceremonyId: string;
  /** The exact text that is signed. */
  readonly text: string;
  /** SHA-256 of its UTF-8, hex; the agent's window shows it, too. */
  readonly sha256: string;
}

type Language = 'ja' | 'en';

const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function begin(
  { platform }: LinkingContext,
  tx: Tx,
  actor: Actor,
  ceremony: Pick<Ceremony, 'purpose' | 'consentId' | 'offerCode' | 'items' | 'text'>,
): Promise<Begun> {
  const now = platform.clock.now();
  const ceremonyId = platform.random.id('consent-ceremony');
  await insertCeremony(tx, {
    ...ceremony,
    ceremonyId,
    personId: actor.id,
    begunAt: now,
    expiresAt: new Date(now.getTime() + LIFE_MS),
  });
  const sha256 = createHash('sha256').update(octetsOf(ceremony.text)).digest('hex');
  return { ceremonyId, text: ceremony.text, sha256 };
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
    return begin(context, tx, actor, {
      purpose: 'give',
      consentId,
      offerCode: offer.code,
      items,
      text,
    });
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
    return begin(context, tx, actor, {
      purpose: 'withdraw',
      consentId,
      offerCode: null,
      items,
      text,
    });
  });
}

async function openCeremony(
  { platform }: LinkingContext,
  tx: Tx,
  ceremonyId: string,
  actor: Actor,
): Promise<Ceremony> {
  const ceremony = await lockCeremony(tx, ceremonyId, actor.id);
  if (!ceremony) throw commonErrors.NOT_FOUND();
  const now = platform.clock.now();
  // The period is counted from the day that stands in the text, so the signature must be of that day.
  const sameDay = jstDate(ceremony.begunAt) === jstDate(now);
  if (!ceremony.signature && (ceremony.expiresAt <= now || !sameDay)) {
    throw linkingErrors.CONSENT_CEREMONY_OVER();
  }
  return ceremony;
}

async function demandSigner(context: LinkingContext, actor: Actor, certificate: Uint8Array): Promise<void> {
  const validation = await context.status.validate(certificate, 'signature');
  const refusal = refusalOfSigner(validation, actor.id, context.certificates);
  if (refusal) throw refusal;
}

/** CAdES signed attributes over the text, for the certificate that will sign. */
function attributesFor(text: string, certificate: Uint8Array): Uint8Array {
  try {
    return signedAttributes({ digest: digestOf(text), certificate });
  } catch (error) {
    if (error instanceof PkiError) throw linkingErrors.CONSENT_SIGNATURE_WRONG();
    throw error;
  }
}

/** Names the certificate that will sign; gives the octets for the card. */
export async function prepareSignature(
  context: LinkingContext,
  actor: Actor,
  ceremonyId: string,
  given: Uint8Array | undefined,
): Promise<{
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  readonly toBeSigned: Uint8Array;
}> {
  const { database } = context.platform;
  const ceremony = await database.transaction((tx) => openCeremony(context, tx, ceremonyId, actor));
  const certificate = given ?? (await ownCertificate(context, actor));
  await demandSigner(context, actor, certificate);
  const toBeSigned = attributesFor(ceremony.text, certificate);
  await database.transaction(async (tx) => {
    const { signature } = await openCeremony(context, tx, ceremonyId, actor);
    if (!signature) await updateCeremony(tx, ceremonyId, { certificate });
  });
  return { digest: digestOf(ceremony.text), certificate, toBeSigned };
}

/** The person's own, in force or the last one, so that a refusal can say why; nobody need fetch it out of the chip. */
async function ownCertificate({ platform, certificates }: LinkingContext, actor: Actor): Promise<Uint8Array> {
  const own = await platform.database.query((tx) => certificates.ofPerson(tx, actor.id));
  const signing = own.filter(({ kind }) => kind === 'signature');
  const one = signing.find(({ state }) => state === 'ACTIVE') ?? signing[0];
  if (!one) throw linkingErrors.CONSENT_SIGNATURE_WRONG();
  return one.der;
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(octetsOf(text)).digest();
}

/** Checks the card's signature and does what was signed. The same signature again gets the same answer. */
export async function completeSignature(
  context: LinkingContext,
  actor: Actor,
  ceremonyId: string,
  signature: Uint8Array,
): Promise<{ readonly consentId: string }> {
  const { platform, certificates } = context;
  const { database } = platform;
  const first = await database.transaction((tx) => openCeremony(context, tx, ceremonyId, actor));
  const { certificate } = first;
  if (!certificate) throw linkingErrors.CONSENT_SIGNATURE_WRONG();
  if (first.signature) {
    if (Buffer.compare(first.signature, signature) !== 0) throw linkingErrors.CONSENT_CEREMONY_OVER();
    return { consentId: first.consentId };
  }
  await demandSigner(context, actor, certificate);
  const cms = sealed(first.text, certificate, signature);
  return database.transaction(async (tx) => {
    const ceremony = await openCeremony(context, tx, ceremonyId, actor);
    const sameCertificate =
      ceremony.certificate && Buffer.compare(ceremony.certificate, certificate) === 0 && !ceremony.signature;
    if (!sameCertificate) throw linkingErrors.CONSENT_CEREMONY_OVER();
    // A suspension that was committed meanwhile still counts.
    const { serial } = readCertificate(certificate);
    const standing = await certificates.standing(tx, 'signature', serial);
    if (standing?.state !== 'ACTIVE') throw linkingErrors.CONSENT_SIGNATURE_WRONG();
    await updateCeremony(tx, ceremonyId, { signature });
    if (ceremony.purpose === 'give') await give(context, tx, actor, ceremony, cms);
    else await withdraw(context, tx, actor, ceremony, cms);
    return { consentId: ceremony.consentId };
  });
}

/** CMS SignedData around the text: readable by anybody, for as long as the consent is kept. */
function sealed(text: string, certificate: Uint8Array, signature: Uint8Array): Uint8Array {
  const attributes = attributesFor(text, certificate);
  const { spki } = readCertificate(certificate);
  const spec = keySpecOf(spki);
  if (!spec || !verifySignature(spki, algorithmForKey(spec), attributes, signature)) {
    throw linkingErrors.CONSENT_SIGNATURE_WRONG();
  }
  return assembleSignedData({
    content: octetsOf(text),
    certificate,
    certificates: [certificate],
    signedAttributes: attributes,
    signature,
  });
}

async function give(
  context: LinkingContext,
  tx: Tx,
  actor: Actor,
  ceremony: Ceremony,
  cms: Uint8Array,
): Promise<void> {
  const { life, platform, verifiers } = context;
  const now = platform.clock.now();
  const offer = await openOffer(platform, verifiers, tx, ceremony.offerCode ?? '');
  if (offer.singleUse && !(await useOffer(tx, offer.code, now))) throw linkingErrors.OFFER_OVER();
  const earlier = await lockGiven(tx, actor.id, offer.service.serviceId);
  if (earlier) await life.move(tx, earlier, 'renew', consentAct(actor, earlier));
  const { from, until } = periodAt(now);
  const { consentId, items } = ceremony;
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
  { life }: LinkingContext,
  tx: Tx,
  actor: Actor,
  ceremony: Ceremony,
  cms: Uint8Array,
): Promise<void> {
  const consent = await lockConsent(tx, ceremony.consentId, actor.id);
  if (!consent) throw commonErrors.NOT_FOUND();
  await life.move(tx, consent, 'withdraw', consentAct(actor, consent), { changes: { withdrawnCms: cms } });
}
