import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openid from 'openid-client';
import { Person } from '../person.ts';
import type { Blank } from '../plastic.ts';
import { CHINATSU, type Life } from './world.ts';

const SERVICE = 'reikoku-bank';
const CALLBACK = 'https://bank.reikoku.example/callback';

/** The private half, in PKCS #8; the list of services has the public one. */
let privateKey: Buffer = Buffer.alloc(0);

/** The list of services as the operator writes it before the start; gives its file. */
export function listService(folder: string): string {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
  writeFileSync(join(folder, 'bank.pem'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
  const file = join(folder, 'services.yaml');
  writeFileSync(
    file,
    `- id: ${SERVICE}
  name: { ja: 例国銀行, en: Bank of Reikoku }
  redirectUris: [${CALLBACK}]
  attributes: [name]
  keys: [bank.pem]
`,
  );
  return file;
}

/** A browser that keeps what the log-in of a service gives it, and does not follow where it is led. */
class Browser {
  readonly #cookies = new Map<string, string>();

  /** For what the page of the log-in asks. */
  get headers(): { readonly cookie: string } {
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async open(address: string): Promise<string> {
    const { cookie } = this.headers;
    const response = await fetch(address, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    return new URL(location, address).href;
  }
}

/** She logs in to her bank with her card at home; it learns who she is there, and her name, which she agreed to (USE-10). */
export async function logInToService(life: Life, card: Blank): Promise<void> {
  const { origin } = life.installation.room;
  const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(privateKey), p256, false, ['sign']);
  const mibun = await openid.discovery(
    new URL(`${origin}/oidc`),
    SERVICE,
    undefined,
    openid.PrivateKeyJwt(key),
  );
  const visit = {
    pkceCodeVerifier: openid.randomPKCECodeVerifier(),
    expectedState: openid.randomState(),
    expectedNonce: openid.randomNonce(),
  };
  const address = openid.buildAuthorizationUrl(mibun, {
    redirect_uri: CALLBACK,
    scope: 'openid name',
    state: visit.expectedState,
    nonce: visit.expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(visit.pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const browser = new Browser();
  const begun = await browser.open(address.href);
  const uid = /service-login\/([\w-]+)/.exec(begun)?.[1] ?? '';
  const she = new Person(origin);
  const params = { uid };
  const { challengeId, nonce, statement } = await she.call('POST /api/service-login/:uid/challenge', {
    params,
    body: { attributes: ['name'] },
    headers: browser.headers,
  });
  const asked = {
    kind: 'authenticate',
    origin,
    cardSerial: card.serial,
    nonce,
    statement: statement.ja,
  } as const;
  const proof = await life.home.with(card, () =>
    life.home.perform<{ readonly certificate: string; readonly signature: string }>(asked, CHINATSU.secrets),
  );
  const { returnTo } = await she.call('POST /api/service-login/:uid/approve', {
    params,
    body: { challengeId, language: 'ja', ...proof },
    headers: browser.headers,
  });
  const back = await browser.open(new URL(returnTo, origin).href);
  const tokens = await openid.authorizationCodeGrant(mibun, new URL(back), visit);
  const sub = tokens.claims()?.sub ?? '';
  assert.match(sub, /^[\w-]{20,}$/);
  const { name } = await openid.fetchUserInfo(mibun, tokens.access_token, sub);
  assert.equal(name?.replaceAll(/\s/g, ''), CHINATSU.name.replaceAll(/\s/g, ''));
}
