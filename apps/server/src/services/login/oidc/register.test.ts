import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { type HeldCard, type LoginBench, openLoginBench } from '../../../../testing/login.ts';
import {
  authorizationUrl,
  codeFor,
  exchange,
  newService,
  TestBrowser,
  type TestService,
  userInfo,
} from '../../../../testing/oidc.ts';
import { readServices } from '../../../read-services.ts';
import { settleServices } from './register.ts';

const CALLBACK = 'http://localhost:9000/callback';

describe('a service on the operator’s list', () => {
  let bench: LoginBench;
  let folder: string;
  let hanako: HeldCard;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-listed-'));
    bench = await openLoginBench();
    await bench.addResident('person-hanako');
    hanako = await bench.makeCard('person-hanako');
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The server starts with this list. */
  async function startWith(list: string): Promise<void> {
    const servicesFile = join(folder, 'services.yaml');
    writeFileSync(servicesFile, list);
    const services = readServices({ mode: 'demo', servicesFile });
    await bench.platform.database.transaction((tx) => settleServices(bench.platform, tx, services));
  }
  const trail = (action: string) =>
    bench.platform.database.query((tx) => bench.platform.audit.list(tx, { action, limit: 50 }));

  /** A service of which only a file with a public key is known here. */
  async function withKeyFile(serviceId: string, alg: 'ES256' | 'RS256'): Promise<TestService> {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    writeFileSync(join(folder, `${serviceId}.pem`), await exportSPKI(publicKey));
    return {
      serviceId,
      name: { ja: serviceId, en: serviceId },
      redirectUris: [CALLBACK],
      keys: [],
      attributes: ['name'],
      redirectUri: CALLBACK,
      assertion: () =>
        new SignJWT({})
          .setProtectedHeader({ alg })
          .setIssuer(serviceId)
          .setSubject(serviceId)
          .setAudience('http://localhost:8700/oidc')
          .setJti(`${serviceId}-${Math.random()}`)
          .setIssuedAt()
          .setExpirationTime('1m')
          .sign(privateKey),
    };
  }
  const entry = (id: string, attributes = '[name]') => `
- id: ${id}
  name: { ja: ${id}, en: ${id} }
  redirectUris: [${CALLBACK}]
  attributes: ${attributes}
  keys: [${id}.pem]
`;
  const refusal = async (service: TestService, more = {}) =>
    String((await new TestBrowser(bench).send('GET', authorizationUrl(service, more))).headers.location);

  for (const alg of ['ES256', 'RS256'] as const) {
    test(`logs people in with an assertion by ${alg} and gets what it is listed for, and what they agree to`, async () => {
      const service = await withKeyFile(`library-${alg.toLowerCase()}`, alg);
      await startWith(entry(service.serviceId));
      const code = await codeFor(bench, service, hanako, ['name']);
      const answer = await exchange(bench, service, code);
      assert.equal(answer.statusCode, 200, answer.body);
      const info = (await userInfo(bench, answer.json<{ access_token: string }>().access_token)).json<{
        name: string;
      }>();
      assert.equal(info.name, '見本 花子');
      assert.match(await refusal(service, { scope: 'openid address' }), /error=invalid_scope/);
    });
  }

  test('is changed and ended by the list alone, from the next start on; each change is on record, no repetition is', async () => {
    const shop = await withKeyFile('shop', 'ES256');
    await startWith(entry('shop'));
    const registered = (await trail('login.register-service')).length;
    await startWith(entry('shop'));
    assert.equal((await trail('login.register-service')).length, registered);

    await startWith(entry('shop', '[name, address]'));
    const [changed] = await trail('login.register-service');
    assert.deepEqual(
      [changed?.actor.kind, changed?.detail?.serviceId, changed?.detail?.attributes],
      ['system', 'shop', ['name', 'address']],
    );
    assert.ok(await codeFor(bench, shop, hanako, ['address']));

    const code = await codeFor(bench, shop, hanako);
    await startWith('[]');
    assert.match(await refusal(shop), /^\/portal\/service-problem\?code=invalid_client/);
    assert.equal((await exchange(bench, shop, code)).json<{ error: string }>().error, 'invalid_client');
    const ended = await trail('login.end-service');
    assert.ok(ended.some(({ detail }) => detail?.serviceId === 'shop'));
  });

  test('leaves a service of the program alone, and neither takes the id of the other', async () => {
    const bank = await newService(bench, 'bank');
    await withKeyFile('bank', 'ES256');
    await startWith('[]');
    assert.ok(await codeFor(bench, bank, hanako));
    await assert.rejects(
      startWith(entry('bank')),
      /the id "bank" is that of a service of the program itself/,
    );
    assert.ok(await codeFor(bench, bank, hanako), 'nothing of a list that is refused is kept');

    await withKeyFile('listed', 'ES256');
    await startWith(entry('listed'));
    await assert.rejects(newService(bench, 'listed'), /the id "listed" is that of a service of the program/);
  });
});
