import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AttributeScope, Service } from '../src/services/login/api.ts';
import type { ChallengeAnswer } from '../src/services/login/schemas.ts';
import { answer, type HeldCard, type LoginBench } from './login.ts';

const ISSUER = 'http://localhost:8700/oidc';
export const VERIFIER = 'a-code-verifier-of-more-than-forty-three-characters';

/** A service with its key, as the other side of the protocol. */
export interface TestService extends Service {
  readonly redirectUri: string;
  assertion(): Promise<string>;
}

export async function newService(
  bench: LoginBench,
  serviceId: string,
  attributes: readonly AttributeScope[] = [],
): Promise<TestService> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const redirectUri = `http://localhost:9999/${serviceId}`;
  const service: Service = {
    serviceId,
    name: { ja: `${serviceId}店`, en: `${serviceId} shop` },
    redirectUris: [redirectUri],
    keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }],
    attributes,
  };
  await bench.platform.database.transaction((tx) => bench.login.registerService(tx, service));
  let assertions = 0;
  return {
    ...service,
    redirectUri,
    assertion: () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(serviceId)
        .setSubject(serviceId)
        .setAudience(ISSUER)
        .setJti(`assertion-${++assertions}`)
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(privateKey),
  };
}

/** A browser as far as cookies go: sends each back only below its path. */
export class TestBrowser {
  readonly #bench: LoginBench;
  /** By name and path: two log-ins under way have a cookie each. */
  readonly #cookies = new Map<
    string,
    { readonly name: string; readonly value: string; readonly path: string }
  >();

  constructor(bench: LoginBench) {
    this.#bench = bench;
  }

  async send(method: 'GET' | 'POST', address: string, payload?: object) {
    const { pathname, search } = new URL(address, 'http://localhost:8700');
    const cookie = [...this.#cookies.values()]
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const response = await this.#bench.app.inject({
      method,
      url: pathname + search,
      headers: { cookie, accept: 'text/html' },
      ...(payload && { payload }),
    });
    for (const { name, value, path = '/' } of response.cookies) {
      if (value) this.#cookies.set(`${name} ${path}`, { name, value, path });
      else this.#cookies.delete(`${name} ${path}`);
    }
    return response;
  }
}

export function authorizationUrl(
  service: TestService,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = {
    client_id: service.serviceId,
    redirect_uri: service.redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return `/oidc/auth?${new URLSearchParams(given)}`;
}

/** From the service's link to the page that asks for the card; the id of the log-in. */
export async function begin(browser: TestBrowser, url: string): Promise<string> {
  const response = await browser.send('GET', url);
  const at = String(response.headers.location);
  const uid = /^\/api\/service-login\/([\w-]+)$/.exec(at)?.[1];
  if (!uid) throw new Error(`no log-in began: ${response.statusCode} ${at} ${response.body}`);
  return uid;
}

/** The card's answer on that page; what the approval said. */
export async function approve(
  browser: TestBrowser,
  uid: string,
  card: HeldCard,
  attributes: readonly AttributeScope[] = [],
  origin = 'http://localhost:8700',
) {
  const challenge = await browser.send('POST', `/api/service-login/${uid}/challenge`, { attributes });
  const proof = answer(challenge.json<ChallengeAnswer>(), card.authentication, { origin });
  return browser.send('POST', `/api/service-login/${uid}/approve`, proof);
}

/** Back to the service: the parameters that its redirect address gets. */
export async function finish(browser: TestBrowser, returnTo: string): Promise<URLSearchParams> {
  const response = await browser.send('GET', returnTo);
  return new URL(String(response.headers.location)).searchParams;
}

/** The whole log-in of somebody who agrees to everything named. */
export async function codeFor(
  bench: LoginBench,
  service: TestService,
  card: HeldCard,
  attributes: readonly AttributeScope[] = [],
  browser = new TestBrowser(bench),
): Promise<string> {
  const scope = ['openid', ...attributes].join(' ');
  const uid = await begin(browser, authorizationUrl(service, { scope }));
  const approved = await approve(browser, uid, card, attributes);
  const parameters = await finish(browser, approved.json<{ returnTo: string }>().returnTo);
  return parameters.get('code') ?? '';
}

export async function exchange(
  bench: LoginBench,
  service: TestService,
  code: string,
  more: Readonly<Record<string, string>> = {},
) {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: service.redirectUri,
    code_verifier: VERIFIER,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await service.assertion(),
    ...more,
  });
  return bench.app.inject({
    method: 'POST',
    url: '/oidc/token',
    payload: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

export async function userInfo(bench: LoginBench, accessToken: string) {
  return bench.app.inject({ url: '/oidc/me', headers: { authorization: `Bearer ${accessToken}` } });
}
