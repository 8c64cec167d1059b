import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { plainDate } from '@mibun/rules';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
} from '../src/authority/certificates/index.ts';
import type { Registration } from '../src/authority/verifiers/api.ts';
import {
  createVerifiers,
  keyThumbprint,
  signRequest,
  type Verifiers,
  verifiersMigrations,
} from '../src/authority/verifiers/index.ts';
import { type Act, type Config, type Http, openHttp, type Platform } from '../src/platform/index.ts';
import { testMunicipality } from './certificates.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

/** A verifier's signing key. */
export interface ClientKey {
  readonly key: KeyObject;
  readonly keyId: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function clientKey(curve: 'P-256' | 'P-384' | 'ed25519' = 'P-256'): ClientKey {
  const { publicKey, privateKey } =
    curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
  return { key: privateKey, keyId: keyThumbprint(jwk), jwk };
}

export function registrationOf(
  key: Pick<ClientKey, 'jwk'> | undefined,
  more: Partial<Registration> = {},
): Registration {
  return {
    verifierId: 'mihon-platform',
    kind: 'group',
    name: { ja: '見本プラットフォーム', en: 'Mihon Platform' },
    decision: '令和8年 総務省告示 第1号',
    scopes: ['sig', 'auth', 'link', 'attributes'],
    validFrom: plainDate('2026-01-01'),
    validUntil: plainDate('2030-12-31'),
    quotas: { sig: 1_000, auth: 1_000, link: 1_000, attributes: 1_000 },
    ratePerSecond: 1_000,
    nonces: true,
    services: [{ serviceId: 'aoba-bank', name: { ja: 'あおば銀行', en: 'Aoba Bank' } }],
    certificates: [],
    keys: key ? [key.jwk] : [],
    ...more,
  };
}

export const maker: Act = {
  actor: { kind: 'system', id: 'system:test', name: 'Mibun' },
  purpose: 'administration',
};

let nonces = 0;

/** The headers of a signed request to a platform. */
export function signed(
  platform: Pick<Platform, 'config' | 'clock'>,
  { key, keyId }: ClientKey,
  request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: Uint8Array },
  nonce = `nonce-of-the-test-${++nonces}`,
): Readonly<Record<string, string>> {
  const url = `${platform.config.origins.server}${request.url}`;
  return { ...signRequest({ ...request, url, created: platform.clock.now(), nonce, keyId, key }) };
}

export interface VerifiersBench {
  readonly platform: TestPlatform;
  readonly certificates: Certificates;
  readonly verifiers: Verifiers;
  readonly app: Http;
  /** Headers of a member of staff who is logged in. */
  staff(personId: string, role: 'ca-operator' | 'auditor' | 'clerk'): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** The module on a real database, with a route that asks it who is there. */
export async function openVerifiersBench(mode: Config['mode'] = 'production'): Promise<VerifiersBench> {
  const opened = await openTestPlatform({ migrations: [...certificatesMigrations, ...verifiersMigrations] });
  const platform: TestPlatform = { ...opened, config: { ...opened.config, mode } };
  // CAs made on the spot: a production installation brings those of its ceremonies.
  const certificates = createCertificates(opened, { municipality: testMunicipality }).api;
  await certificates.open();
  const module = createVerifiers(platform, { certificates });
  const app = await openHttp(platform);
  module.routes(app);
  // What status/ would do: asks who is there.
  app.get('/who', { schema: { hide: true }, config: { unbounded: 'a test' } }, async (request) => {
    const admission = await module.api.admit(request.raw, { kind: 'authentication', need: 'ocsp' });
    return { admission: typeof admission === 'object' ? 'ok' : admission };
  });
  await app.ready();
  return {
    platform,
    certificates,
    verifiers: module.api,
    app,
    async staff(personId, role) {
      const { token, session } = await platform.database.transaction((tx) =>
        platform.sessions.start(tx, {
          audience: 'staff',
          personId,
          name: `name of ${personId}`,
          role,
          cardId: `card-of-${personId}`,
        }),
      );
      return { cookie: `mibun_staff=${token}`, 'x-csrf-token': session.csrfToken };
    },
    async close() {
      await app.close();
      await platform.close();
    },
  };
}
