import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type HeldCard, type LoginBench, openLoginBench } from '@mibun/server/testing/login';
import { approve, begin, finish, TestBrowser } from '@mibun/server/testing/oidc';
import { freePortRange } from '../../../cli/src/free-ports.ts';
import { type Bank, startBank } from './index.ts';
import type { BankSession } from './schemas.ts';

const serverPort = await freePortRange(2);
const bankPort = serverPort + 1;
const server = `http://localhost:${serverPort}`;
const bankOrigin = `http://localhost:${bankPort}`;

let bench: LoginBench;
let bank: Bank;
let hanako: HeldCard;

before(async () => {
  bench = await openLoginBench({ origin: server });
  await bench.app.listen({ host: 'localhost', port: serverPort });
  await bench.addResident('person-hanako');
  hanako = await bench.makeCard('person-hanako');
  const { config, database } = bench.platform;
  bank = await startBank({
    config: {
      dataDirectory: config.dataDirectory,
      host: 'localhost',
      ports: { ...config.ports, bank: bankPort },
      origins: { ...config.origins, server, bank: bankOrigin },
    },
    register: (service) => database.transaction((tx) => bench.login.registerService(tx, service)),
  });
});
after(async () => {
  await bank.close();
  await bench.close();
});

/** A customer's browser: at the bank by HTTP, at Mibun through the bench. */
class Customer {
  readonly mibun = new TestBrowser(bench);
  #cookies = new Map<string, string>();

  async get(path: string): Promise<Response> {
    return this.#send('GET', path);
  }

  async session(): Promise<BankSession> {
    return (await (await this.get('/api/session')).json()) as BankSession;
  }

  async logOut(origin: string): Promise<number> {
    return (await this.#send('POST', '/api/logout', { origin })).status;
  }

  /** Leaves the bank for Mibun; the id of the log-in there. */
  async leave(path: '/login' | '/open-account'): Promise<string> {
    return begin(this.mibun, String((await this.get(path)).headers.get('location')));
  }

  /** Comes back; the page of the bank that opens. */
  async comeBack(returnTo: string): Promise<string> {
    const parameters = await finish(this.mibun, returnTo);
    return String((await this.get(`/callback?${parameters}`)).headers.get('location'));
  }

  async #send(method: string, path: string, more: Record<string, string> = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(bankOrigin + path, {
      method,
      redirect: 'manual',
      headers: { cookie, ...more },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }
}

async function through(
  customer: Customer,
  errand: '/login' | '/open-account',
  attributes: readonly ('name' | 'address' | 'birthdate')[] = [],
): Promise<string> {
  const uid = await customer.leave(errand);
  const answer = (await approve(customer.mibun, uid, hanako, attributes, server)).json<{
    returnTo: string;
  }>();
  return customer.comeBack(answer.returnTo);
}

test('USE-11 a first log-in proves the person without telling the bank anything about them', async () => {
  const customer = new Customer();
  assert.equal(await through(customer, '/login'), '/account?lang=ja');
  const { visitor } = await customer.session();
  assert.equal(visitor?.account, null);
  assert.match(visitor?.customerId ?? '', /^[\w-]{43}$/);
});

test('USE-11 an account is opened with exactly the attributes that were agreed to, and found again', async () => {
  const incomplete = new Customer();
  assert.equal(await through(incomplete, '/open-account', ['name']), '/?problem=incomplete&lang=ja');

  const customer = new Customer();
  assert.equal(
    await through(customer, '/open-account', ['name', 'address', 'birthdate']),
    '/account?lang=ja',
  );
  const opened = (await customer.session()).visitor;
  assert.equal(opened?.account?.holder, '見本 花子');
  assert.equal(opened?.account?.birthDate, '1980-02-17');

  const later = new Customer();
  await through(later, '/login');
  const { visitor } = await later.session();
  assert.equal(visitor?.customerId, opened?.customerId);
  assert.equal(visitor?.account?.number, opened?.account?.number);
});

test('the language goes along to Mibun and back', async () => {
  const customer = new Customer();
  const away = await customer.get('/login?lang=en');
  const uid = await begin(customer.mibun, String(away.headers.get('location')));
  const shown = await customer.mibun.send('GET', `/api/service-login/${uid}`);
  assert.equal(shown.headers.location, `/portal/service-login/${uid}?lang=en`);
  const { returnTo } = (await approve(customer.mibun, uid, hanako, [], server)).json<{ returnTo: string }>();
  assert.equal(await customer.comeBack(returnTo), '/account?lang=en');
});

test('declining at Mibun brings the customer back without a session', async () => {
  const customer = new Customer();
  const uid = await customer.leave('/login');
  const declined = await customer.mibun.send('POST', `/api/service-login/${uid}/decline`);
  assert.equal(
    await customer.comeBack(declined.json<{ returnTo: string }>().returnTo),
    '/?problem=declined&lang=ja',
  );
  assert.equal((await customer.session()).visitor, null);
});

test('an answer that another browser asked for opens no session', async () => {
  const customer = new Customer();
  const uid = await customer.leave('/login');
  const { returnTo } = (await approve(customer.mibun, uid, hanako, [], server)).json<{ returnTo: string }>();
  const parameters = await finish(customer.mibun, returnTo);
  const stranger = new Customer();
  const response = await stranger.get(`/callback?${parameters}`);
  assert.equal(response.headers.get('location'), '/?problem=over');
});

test('the customer logs out, and a page of another site cannot do it for them', async () => {
  const customer = new Customer();
  await through(customer, '/login');
  assert.equal(await customer.logOut('https://evil.example'), 403);
  assert.ok((await customer.session()).visitor);
  assert.equal(await customer.logOut(bankOrigin), 200);
  assert.equal((await customer.session()).visitor, null);
});
