import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { EXPLANATIONS } from '../src/services/linking/explanations.ts';
import { qrImage } from '../src/services/linking/qr-image.ts';
import type { BegunAnswer, ConsentsAnswer } from '../src/services/linking/schemas.ts';
import { clerk, issueRequest } from './certificates.ts';
import { answer, cookieOf, type HeldCard, openLoginBench } from './login.ts';
import { type ClientKey, clientKey, maker, registrationOf, signed } from './verifiers.ts';

export interface Reply<T> {
  readonly status: number;
  readonly code: string;
  readonly body: T;
  readonly text: string;
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What a company says on its consent screen: its share of the mandatory explanations (LAT-03). */
export const COMPANY = Object.fromEntries(
  EXPLANATIONS.filter(({ text, mandatory }) => mandatory && !text).map(({ id }) => [
    id,
    { ja: `${id}の説明`, en: `about ${id}` },
  ]),
);

/** All modules that a consent passes through, two verifiers, and what tests of them do again and again. */
export async function openLinkingBench() {
  /** Of a group verifier with the service `aoba-bank`. */
  const bank = clientKey();
  /** Of a signature verifier with the service `shop` and five links a day. */
  const shop = clientKey();
  const bench = await openLoginBench();
  const { linking, verifiers } = bench;
  await bench.platform.database.transaction(async (tx) => {
    await verifiers.accredit(tx, registrationOf(bank), maker);
    await verifiers.accredit(
      tx,
      registrationOf(shop, {
        verifierId: 'other-platform',
        kind: 'signature',
        scopes: ['sig', 'link'],
        quotas: { sig: 5, link: 5 },
        services: [{ serviceId: 'shop', name: { ja: '店', en: 'Shop' } }],
      }),
      maker,
    );
  });

  async function call<T = unknown>(
    method: 'GET' | 'POST',
    url: string,
    headers: Readonly<Record<string, string>>,
    payload?: object,
  ): Promise<Reply<T>> {
    const response = await bench.app.inject({ method, url, headers, ...(payload && { payload }) });
    const body = response.json();
    return { status: response.statusCode, code: body.code ?? '', body, text: response.body };
  }

  /** What a verifier asks, signed with its key. */
  async function asks<T = unknown>(key: ClientKey, url: string, payload: object): Promise<Reply<T>> {
    const body = Buffer.from(JSON.stringify(payload));
    const headers = {
      'content-type': 'application/json',
      ...signed(bench.platform, key, { method: 'POST', url, body }),
    };
    const response = await bench.app.inject({ method: 'POST', url, headers, payload: body });
    const json = response.json();
    return { status: response.statusCode, code: json.code ?? '', body: json, text: response.body };
  }

  /** A resident with a card who is logged in to the portal. */
  async function resident(personId: string) {
    await bench.addResident(personId, { formerSurname: '旧姓' });
    const card = await bench.makeCard(personId);
    const headers = await logIn(card);
    return { personId, card, headers };
  }

  async function logIn(card: HeldCard): Promise<Record<string, string>> {
    const proof = answer(await bench.challenge('resident'), card.authentication);
    const response = await bench.app.inject({
      method: 'POST',
      url: '/api/login',
      payload: { audience: 'resident', ...proof },
    });
    return { cookie: cookieOf(response), 'x-csrf-token': response.json().csrfToken };
  }

  const ceremonyUrl = (id: string) => `/api/portal/consent-ceremonies/${id}`;

  /** What the card answers to a text that is prepared for its certificate. */
  async function signatureOver(
    headers: Readonly<Record<string, string>>,
    ceremonyId: string,
    pair: HeldCard['signature'],
  ) {
    const prepared = await call<{ toBeSigned: string }>(
      'POST',
      `${ceremonyUrl(ceremonyId)}/prepare`,
      headers,
      { certificate: base64(pair.certificate) },
    );
    if (prepared.status !== 200) return { refused: prepared };
    const digest = pair.key.asymmetricKeyType === 'ec' ? 'sha384' : 'sha256';
    // As chips give it; with an RSA key the encoding says nothing.
    const key = { key: pair.key, dsaEncoding: 'ieee-p1363' } as const;
    return { signature: sign(digest, Buffer.from(prepared.body.toBeSigned, 'base64'), key) };
  }

  const completeWith = (
    headers: Readonly<Record<string, string>>,
    ceremonyId: string,
    signature: Uint8Array,
  ) => call('POST', `${ceremonyUrl(ceremonyId)}/complete`, headers, { signature: base64(signature) });

  /** What the agent and the card do with a text. */
  async function signWith(
    headers: Readonly<Record<string, string>>,
    ceremonyId: string,
    pair: HeldCard['signature'],
  ) {
    const { refused, signature } = await signatureOver(headers, ceremonyId, pair);
    return refused ?? completeWith(headers, ceremonyId, signature);
  }

  async function makeOffer(more: object = {}): Promise<string> {
    const made = await asks<{ code: string; url: string; qr: string }>(bank, '/api/verifier/consent-offers', {
      serviceId: 'aoba-bank',
      items: ['name', 'address'],
      title: { ja: '住所変更の手続を省くために', en: 'So that you need not tell us when you move' },
      gist: {
        ja: '引っ越したとき、銀行への届出が要らなくなります。',
        en: 'The bank learns your new address.',
      },
      explanations: COMPANY,
      singleUse: false,
      days: 30,
      ...more,
    });
    assert.equal(made.status, 200, made.text);
    assert.match(made.body.url, /\/portal\/consents\/offer\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.equal(made.body.qr, qrImage(made.body.url));
    return made.body.code;
  }

  async function begin(headers: Readonly<Record<string, string>>, code: string, items = ['name', 'address']) {
    return call<BegunAnswer>('POST', `/api/portal/consent-offers/${code}/ceremony`, headers, {
      language: 'ja',
      items,
    });
  }

  async function consents(headers: Readonly<Record<string, string>>) {
    return (await call<ConsentsAnswer>('GET', '/api/portal/consents', headers)).body.consents;
  }

  /** The person has moved: the old SIG is revoked, a new one may be issued later. */
  async function revokeSignature({ cardId }: HeldCard): Promise<void> {
    const { platform, certificates } = bench;
    await platform.database.transaction((tx) =>
      certificates.revokeOfCard(tx, cardId, 'affiliationChanged', clerk),
    );
  }
  async function newSignature({ cardId, personId }: HeldCard): Promise<HeldCard['signature']> {
    const { platform, certificates } = bench;
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    const issued = await certificates.issue(issueRequest('signature', cardId, { personId, publicKey: spki }));
    await platform.database.transaction((tx) => certificates.activate(tx, 'signature', issued.serial, clerk));
    return { certificate: issued.der, key: privateKey };
  }

  return {
    bench,
    linking,
    verifiers,
    bank,
    shop,
    call,
    asks,
    resident,
    logIn,
    signatureOver,
    completeWith,
    signWith,
    makeOffer,
    begin,
    consents,
    revokeSignature,
    newSignature,
  };
}
