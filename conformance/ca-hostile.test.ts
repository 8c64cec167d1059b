import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import {
  buildOcspRequest,
  buildTimeStampRequest,
  imprintOf,
  makeCertId,
  readOcspResponse,
  readTimeStampResponse,
  readTimeStampToken,
  type TimeStampReply,
} from '@mibun/pki';
import { ask, askRaw } from './ca-faults/client.ts';
import {
  BOMBS,
  badQuestions,
  badStampRequests,
  hostileMix,
  JSON_BODIES,
  OCSP,
  PATHS,
  SMUGGLED,
  signedWithNoise,
  TSQ,
} from './ca-faults/hostile.ts';
import { mutate } from './ca-faults/mutate.ts';
import { type CardSerials, type CaServer, startCaServer } from './ca-faults/running-server.ts';
import { type PostgresServer, startPostgres } from './harness/postgres.ts';
import { chanceFrom } from './harness/tearing-acts.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const HOSTILE_REQUESTS = 2_000;
/** What an allocator holds ready for so many at once it holds for good. */
const WARM_UP = 1_000;
const AT_ONCE = 8;
const MAY_GROW_OCTETS = { rss: 160 * 1024 * 1024, inUse: 16 * 1024 * 1024 };
const FUZZED = 5_000;
const SLOW_CONNECTIONS = 40;
const MALFORMED = { ok: false, error: 'malformedRequest' };
const MALFORMED_TEXT = '\x30\x03\x0a\x01\x01';
const TEN_MEGABYTES = 10 * 1024 * 1024;

describe('hostile requests', () => {
  let folder: string;
  let postgres: PostgresServer;
  let server: CaServer;
  let active: CardSerials;
  let held: CardSerials;
  let revoked: CardSerials;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-ca-hostile-'));
    postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase('hostile');
    server = await startCaServer({ folder, databaseUrl, now: NOW.toISOString(), clockRuns: true });
    active = await server.card('card-good', 'activate');
    held = await server.card('card-on-hold', 'activate', 'suspend');
    revoked = await server.card('card-revoked', 'activate', 'revoke');
  });
  after(async () => {
    await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    assert.ok(server.alive());
    assert.equal(server.complaints(), '', 'nothing went wrong inside');
    assert.equal(await statusOf(active.signature), 'good', 'and the next one is served');
  });

  async function ocsp(body: Uint8Array): Promise<ReturnType<typeof readOcspResponse>> {
    const answer = await ask(server.port, 'POST', '/ocsp/signature', { type: OCSP, body });
    assert.equal(answer.status, 200);
    assert.equal(answer.type, 'application/ocsp-response');
    return readOcspResponse(answer.body);
  }
  async function statusOf(serial: string): Promise<string | undefined> {
    const certIds = [makeCertId(server.roots.signature, serial)];
    const read = await ocsp(buildOcspRequest({ certIds }));
    return read.ok ? read.response.responses[0]?.status.status : read.error;
  }
  async function stampAsked(body: Uint8Array): Promise<TimeStampReply> {
    const answer = await ask(server.port, 'POST', '/tsa', { type: TSQ, body });
    assert.equal(answer.status, 200);
    assert.equal(answer.type, 'application/timestamp-reply');
    return readTimeStampResponse(answer.body);
  }

  test('OCSP: what is no request is malformedRequest, by POST and by GET', async () => {
    for (const [what, bomb] of BOMBS) {
      assert.deepEqual(await ocsp(bomb), MALFORMED, what);
      const path = `/ocsp/signature/${encodeURIComponent(Buffer.from(bomb).toString('base64'))}`;
      const answer = await ask(server.port, 'GET', path);
      assert.equal(answer.status, 200);
      assert.deepEqual(readOcspResponse(answer.body), MALFORMED, what);
    }
  });

  test('OCSP: wrong hashes, unknown issuers, too many questions; a signature of noise changes nothing', async () => {
    for (const [what, question, error] of badQuestions(server.roots.signature, active.signature)) {
      assert.deepEqual(await ocsp(question), { ok: false, error }, what);
    }
    for (const [serial, status] of [
      [active.signature, 'good'],
      [revoked.signature, 'revoked'],
    ] as const) {
      const read = await ocsp(signedWithNoise(server.roots.signature, serial));
      assert.ok(!read.ok || read.response.responses[0]?.status.status === status);
      assert.ok(read.ok || read.error === 'malformedRequest');
    }
  });

  test('10,000 questions, or ten megabytes, are refused before they have come', async () => {
    const certIds = Array.from({ length: 10_000 }, (_, index) =>
      makeCertId(server.roots.signature, BigInt(index + 1)),
    );
    const questions = buildOcspRequest({ certIds });
    for (const length of [questions.length, TEN_MEGABYTES]) {
      const head = (path: string, type: string) =>
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
      const told = await askRaw(server.port, head('/ocsp/signature', OCSP), true);
      assert.match(told, /^HTTP\/1\.1 200 OK\r\n/);
      assert.ok(told.endsWith(MALFORMED_TEXT));
      assert.match(await askRaw(server.port, head('/tsa', TSQ), true), /^HTTP\/1\.1 413 /);
    }
    const json = `POST /api/ca/revocations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
    const refused = await askRaw(server.port, `${json}Content-Length: ${TEN_MEGABYTES}\r\n\r\n`, true);
    assert.match(refused, /^HTTP\/1\.1 4(01|13) /);
    for (const [path, type] of [
      ['/ocsp/signature', OCSP],
      ['/tsa', TSQ],
      ['/api/ca/revocations', 'application/json'],
    ]) {
      const chunked = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const size = TEN_MEGABYTES.toString(16);
      const body = Buffer.concat([Buffer.from(`${chunked}${size}\r\n`), Buffer.alloc(TEN_MEGABYTES, 0x30)]);
      // The refusal may be cut off by the end of the connection, but there is one end.
      const answer = await askRaw(server.port, body);
      assert.ok(answer === '' || answer.endsWith(MALFORMED_TEXT) || / 4(01|13) /.test(answer), answer);
    }
  });

  test('time stamps: what is no request is badDataFormat', async () => {
    for (const [what, body] of badStampRequests()) {
      if (body.length === 0) continue;
      const reply = await stampAsked(body);
      assert.ok(!reply.granted && /^bad/.test(reply.failures.join()), `${what}: ${JSON.stringify(reply)}`);
    }
  });

  test('bodies that never end keep nobody waiting', async () => {
    const head = `POST /ocsp/signature HTTP/1.1\r\nHost: x\r\nContent-Type: ${OCSP}\r\nContent-Length: 100\r\n\r\n`;
    const slow = Array.from({ length: SLOW_CONNECTIONS }, () => connect(server.port, '127.0.0.1'));
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    for (const socket of slow) socket.write(`${head}0`);
    assert.equal(await statusOf(held.signature), 'revoked');
    for (const socket of slow) socket.destroy();
  });

  test('one connection is one request, however it is written', async () => {
    for (const [what, octets] of SMUGGLED) {
      const answer = await askRaw(server.port, octets);
      assert.ok(answer.split('HTTP/1.1 ').length <= 2, `${what}: ${answer}`);
      assert.doesNotMatch(answer, /pkix-cert|HTTP\/1\.1 5/, what);
    }
  });

  test('addresses and bodies that mean nothing are refused, each in its own words', async () => {
    for (const path of PATHS) {
      const { status, type, body } = await ask(server.port, 'GET', path);
      const refusal = type === 'application/ocsp-response' && status === 200;
      if (refusal) assert.deepEqual(readOcspResponse(body), MALFORMED, path);
      else assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    }
    for (const path of ['/api/ca/revocations', '/api/ca/requests/check', '/api/ca/proposals']) {
      for (const text of JSON_BODIES) {
        const body = new TextEncoder().encode(text);
        const { status, type } = await ask(server.port, 'POST', path, { type: 'application/json', body });
        assert.ok(status >= 400 && status < 500, `${path} ${text.slice(0, 40)}: ${status}`);
        assert.match(type, /^application\/problem\+json/);
      }
    }
  });

  test(`${HOSTILE_REQUESTS} of them leave the memory as it was`, async (t) => {
    const requests = hostileMix(server, active.signature);
    const send = async (count: number) => {
      let next = 0;
      const one = async () => {
        while (next < count) await requests[next++ % requests.length]?.();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    await send(WARM_UP);
    const before = await server.memory();
    await send(HOSTILE_REQUESTS);
    const after = await server.memory();
    for (const [what, may] of Object.entries(MAY_GROW_OCTETS)) {
      const grown = after[what as keyof typeof after] - before[what as keyof typeof before];
      t.diagnostic(`${what}: ${Math.round(grown / 1024)} KiB more`);
      assert.ok(grown < may, `${what}: ${grown} octets more`);
    }
  });

  test(`${FUZZED} requests that were good once: no error inside, nothing good about what is revoked`, async (t) => {
    const seed = Number(process.env.MIBUN_SEED ?? randomInt(2 ** 31));
    t.diagnostic(`seed ${seed} (repeat with MIBUN_SEED)`);
    const chance = chanceFrom(seed);
    const questions = [active, held, revoked].flatMap(({ signature }) => {
      const certId = makeCertId(server.roots.signature, signature);
      const sha1 = makeCertId(server.roots.signature, signature, 'sha1');
      return [
        buildOcspRequest({ certIds: [certId] }),
        buildOcspRequest({ certIds: [sha1, certId], nonce: randomBytes(16) }),
        signedWithNoise(server.roots.signature, signature),
      ];
    });
    const imprint = imprintOf(Buffer.from('a document'));
    const stamps = [
      buildTimeStampRequest({ imprint }),
      buildTimeStampRequest({ imprint, nonce: 2n ** 63n, certificateWanted: true }),
    ];
    let answered = 0;
    let next = 0;
    const one = async () => {
      while (next++ < FUZZED) {
        if (next % 2 === 0) answered += await fuzzOcsp(mutate(questions, chance));
        else answered += await fuzzStamp(mutate(stamps, chance));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    t.diagnostic(`${answered} were still requests`);
    assert.ok(answered > 0);
  });

  async function fuzzOcsp(body: Uint8Array): Promise<number> {
    const read = await ocsp(body);
    const told = Buffer.from(body).toString('base64');
    if (!read.ok) {
      assert.ok(read.error === 'malformedRequest' || read.error === 'unauthorized', `${read.error}: ${told}`);
      return 0;
    }
    for (const { certId, status } of read.response.responses) {
      if (status.status === 'good') assert.equal(certId.serial, active.signature, told);
      const known = [held.signature, revoked.signature].includes(certId.serial);
      // Of a CA that it cannot speak for, it knows nothing.
      if (known) assert.notEqual(status.status, 'good', told);
    }
    return 1;
  }
  async function fuzzStamp(body: Uint8Array): Promise<number> {
    if (body.length === 0) return 0;
    const reply = await stampAsked(body);
    const told = Buffer.from(body).toString('base64');
    if (!reply.granted) {
      assert.ok(!reply.failures.includes('systemFailure'), told);
      // Stamps faster than the clock, which stands still here.
      return 0;
    }
    const { info } = readTimeStampToken(reply.token);
    assert.ok(Buffer.from(body).includes(Buffer.from(info.imprint.digest)), told);
    return 1;
  }
});
