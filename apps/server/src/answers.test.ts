import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { needsOffice } from '@mibun/rules';
import { testCountry } from '../testing/country.ts';
import type { TestPlatform } from '../testing/platform.ts';
import { openWorld, type World, type WorldRoute } from '../testing/world.ts';
import { type Access, COOKIES, type Http, type NewSession, publicIdOf } from './platform/index.ts';

/** The composed server, asked at every address it has: what is true of one answer must be true of all. */

const country = testCountry();

/** For everybody, whoever asks: status of certificates. */
const FOR_EVERYBODY = ['/crl/:name/:file', '/ca/:file', '/cps'];
/** Answered before the framework; their own tests look at what they say about caches. */
const IN_FRONT = ['/ocsp/:name', '/ocsp/:name/*'];

/** A duty that opens the door: the first of those who work at it, with an office where its role has one. */
function dutyFor(access: Access): Pick<NewSession, 'role' | 'office'> {
  const role = typeof access === 'object' ? access.staff[0] : undefined;
  if (!role) return {};
  return { role, ...(needsOffice(role) && { office: country.municipalities[0]?.code ?? '' }) };
}

const addressOf = ({ url }: WorldRoute) => url.replace(/:\w+|\*/g, 'abcdefghijkl');

describe('every answer of the composed server', () => {
  let server: World;
  let platform: TestPlatform;
  let app: Http;
  let routes: readonly WorldRoute[];

  before(async () => {
    server = await openWorld({ silent: true, withoutAuthorities: true });
    ({ platform, app } = server);
    routes = server.routes.filter(({ url }) => !IN_FRONT.includes(url));
    await app.listen({ host: '127.0.0.1', port: 0 });
    assert.ok(routes.length > 100);
  });
  after(() => server.close());

  async function logIn(access: Access, personId = 'p-1') {
    const audience = access === 'resident' ? 'resident' : 'staff';
    const { token, session } = await platform.database.transaction((tx) =>
      platform.sessions.start(tx, {
        audience,
        personId,
        name: personId,
        ...dutyFor(access),
        cardId: `card-of-${personId}`,
      }),
    );
    const headers = { cookie: `${COOKIES[audience]}=${token}`, 'x-csrf-token': session.csrfToken };
    return { audience, session, headers };
  }

  const guarded = () => routes.filter(({ access }) => access === 'resident' || typeof access === 'object');
  const ask = (route: WorldRoute, headers: Record<string, string> = {}) =>
    app.inject({ method: route.method as 'GET', url: addressOf(route), headers });

  test('is kept by no cache, whether it is an answer or a refusal, unless it is for everybody', async () => {
    assert.deepEqual(
      routes.filter(({ cache }) => cache === 'public').map(({ url }) => url),
      FOR_EVERYBODY.toSorted(
        (a, b) => routes.findIndex(({ url }) => url === a) - routes.findIndex(({ url }) => url === b),
      ),
    );
    for (const route of routes.filter(({ cache }) => cache === undefined)) {
      const strangers = await ask(route);
      const own = await ask(route, (await logIn(route.access)).headers);
      for (const { headers } of [strangers, own]) {
        const said = [headers['cache-control'], headers.etag, headers['last-modified'], headers.expires];
        assert.deepEqual(said, ['no-store', undefined, undefined, undefined], `${route.method} ${route.url}`);
      }
    }
  });

  test('to whoever has no session is counted by client, unless the address says why it need not be', async () => {
    const open = server.routes.filter(({ access }) => access === 'public' || access === 'demo');
    assert.ok(open.length > 40);
    for (const route of open) {
      const { perMinute, unbounded } = route;
      assert.ok(perMinute === undefined ? (unbounded ?? '').length > 10 : perMinute >= 20, route.url);
      if (perMinute === undefined) continue;
      const { headers } = await ask(route);
      assert.equal(headers['x-ratelimit-limit'], String(perMinute), `${route.method} ${route.url}`);
    }
    const uncounted = open.filter(({ perMinute }) => perMinute === undefined).map(({ url }) => url);
    assert.deepEqual([...new Set(uncounted)], IN_FRONT);
  });

  test('what is behind a session opens for nobody after the log-out', async () => {
    for (const route of guarded()) {
      const { audience, headers } = await logIn(route.access);
      assert.notEqual((await ask(route, headers)).statusCode, 401, route.url);
      const left = await app.inject({ method: 'POST', url: `/api/logout?audience=${audience}`, headers });
      assert.equal(left.statusCode, 200);
      assert.equal((await ask(route, headers)).statusCode, 401, `${route.method} ${route.url}`);
    }
  });

  test('is refused to a window that was opened in another session', async () => {
    for (const route of guarded()) {
      const before = await logIn(route.access, 'p-before');
      const now = await logIn(route.access, 'p-now');
      for (const [session, refused] of [
        [before.session, true],
        [now.session, false],
      ] as const) {
        const id = publicIdOf(session);
        const answers = [
          await ask(route, { ...now.headers, 'x-session': id }),
          ...(route.method === 'GET'
            ? [await ask({ ...route, url: `${route.url}?session=${id}` }, now.headers)]
            : []),
        ];
        for (const answer of answers) {
          const code = answer.headers['content-type']?.toString().includes('problem')
            ? answer.json().code
            : '';
          assert.equal(code === 'SESSION_OF_ANOTHER', refused, `${route.method} ${route.url}`);
        }
      }
    }
    const before = await logIn('resident', 'p-before');
    const now = await logIn('resident', 'p-now');
    const headers = { ...now.headers, 'x-session': publicIdOf(before.session) };
    const logOut = await app.inject({ method: 'POST', url: '/api/logout?audience=resident', headers });
    assert.equal(logOut.json().code, 'SESSION_OF_ANOTHER');
    const still = await app.inject({ url: '/api/session?audience=resident', headers: now.headers });
    assert.equal(still.json().session.personId, 'p-now');
  });

  test('is a page for a browser and data for a program, in the language asked for, also where there is nothing', async () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    for (const url of ['/nothing', '/api/nothing', '/portal-of-nobody/x?y=<script>', '/api/me%00']) {
      for (const [language, words] of [
        ['ja-JP,en;q=0.5', '見つかりません'],
        ['fr, en;q=0.8, ja;q=0.1', 'nothing at this address'],
      ] as const) {
        const page = await app.inject({ url, headers: { accept: browser, 'accept-language': language } });
        assert.equal(page.headers['content-type'], 'text/html; charset=utf-8', url);
        assert.ok(
          page.body.includes(words) &&
            page.body.includes(`lang="${language.startsWith('ja') ? 'ja' : 'en'}"`),
        );
        assert.doesNotMatch(page.body, /<script/);
        assert.deepEqual([page.statusCode, page.headers['cache-control']], [404, 'no-store']);
      }
      for (const accept of ['application/json', '*/*', undefined, 'text/html;q=0, application/json']) {
        const data = await app.inject({ url, headers: accept === undefined ? {} : { accept } });
        assert.match(String(data.headers['content-type']), /^application\/problem\+json/, String(accept));
      }
    }
  });

  /** What is answered to the head of a request whose long body has not begun. */
  function answerToHead(method: string, url: string, headers: Record<string, string>): Promise<string> {
    const { port } = app.server.address() as { port: number };
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        const lines = Object.entries({ host: 'x', 'content-length': '6000000', ...headers });
        socket.write(
          `${method} ${url} HTTP/1.1\r\n${lines.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n`,
        );
      });
      socket.once('data', (answer) => {
        resolve(answer.toString('latin1').split('\r\n', 1)[0] ?? '');
        socket.destroy();
      });
      socket.once('error', reject);
      // Long enough for any machine; only an answer that never comes is waited for so long.
      socket.setTimeout(20_000, () => {
        resolve('waited for the body');
        socket.destroy();
      });
    });
  }

  test('to somebody who may not is given before the body is read', async () => {
    const stranger = {
      authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'content-type': 'image/jpeg',
    };
    const changing = guarded().filter(({ method }) => method !== 'GET');
    assert.ok(changing.length > 40);
    for (const route of changing) {
      const line = await answerToHead(route.method, addressOf(route), stranger);
      assert.equal(line, 'HTTP/1.1 401 Unauthorized', `${route.method} ${route.url}`);
      const { headers } = await logIn(route.access);
      const forged = {
        cookie: headers.cookie,
        'x-csrf-token': 'invented',
        'content-type': 'application/json',
      };
      const refused = await answerToHead(route.method, addressOf(route), forged);
      assert.equal(refused, 'HTTP/1.1 403 Forbidden', `${route.method} ${route.url}`);
    }
  });

  test('to a stranger is given without a long body, wherever a long one is not what the address is for', async () => {
    const stranger = { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' };
    for (const route of routes.filter(({ method, access }) => method !== 'GET' && access === 'public')) {
      // A document to be checked is what everybody may send.
      if (route.url === '/api/verification') continue;
      const types = ['application/json', 'image/jpeg', 'application/octet-stream'];
      for (const type of types) {
        const line = await answerToHead(route.method, addressOf(route), {
          ...stranger,
          'content-type': type,
        });
        assert.match(line, /^HTTP\/1\.1 4\d\d /, `${route.method} ${route.url} ${type}`);
      }
    }
  });

  test('is not waited for for ever: a head and a body that trickle in are given up', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = app.server;
    for (const limit of [headersTimeout, requestTimeout, keepAliveTimeout])
      assert.ok(limit > 0 && limit <= 180_000);
  });
});
