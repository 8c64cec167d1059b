import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  buildTimeStampRequest,
  imprintOf,
  PROFILES,
  readTimeStampResponse,
  readTimeStampToken,
  serialHex,
  type TimeStampFailure,
} from '@mibun/pki';
import { testMunicipality } from '../../../testing/certificates.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { type Http, openHttp } from '../../platform/index.ts';
import { type Certificates, certificatesMigrations, createCertificates } from '../certificates/index.ts';
import { createTimeStamps, type TimeStamps, timestampsMigrations } from './index.ts';

const DATA = new TextEncoder().encode('a document');
const START = new Date('2026-11-22T03:00:00.250Z');

let platform: TestPlatform;
let certificates: Certificates;
let timeStamps: TimeStamps;
let app: Http;

before(async () => {
  platform = await openTestPlatform({
    migrations: [...certificatesMigrations, ...timestampsMigrations],
    now: START,
  });
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const module = createTimeStamps(platform, { certificates });
  timeStamps = module.api;
  app = await openHttp(platform);
  module.routes(app);
  await app.ready();
});
after(async () => {
  await app.close();
  await platform.close();
});

const ask = (more: object = {}) =>
  timeStamps.answer(buildTimeStampRequest({ imprint: imprintOf(DATA), ...more }));

async function granted(more: object = {}, from: TimeStamps = timeStamps) {
  const request = buildTimeStampRequest({ imprint: imprintOf(DATA), ...more });
  const reply = readTimeStampResponse(await from.answer(request));
  assert.ok(reply.granted, reply.granted ? '' : `${reply.failures.join()} ${reply.text}`);
  return reply.token;
}

async function refusal(answer: Promise<Uint8Array>): Promise<readonly TimeStampFailure[]> {
  const reply = readTimeStampResponse(await answer);
  assert.ok(!reply.granted, 'it was granted');
  return reply.failures;
}

test('RFC 3161 a stamp says the time, the policy and the nonce, and verifies', async () => {
  const token = await granted({ nonce: 4711n });
  const { ok, checks, time } = timeStamps.verify(token, DATA);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
  assert.ok(time && time >= START);
  const { info, certificates: sent } = readTimeStampToken(token);
  assert.equal(info.nonce, 4711n);
  assert.equal(info.policy, PROFILES.mibun.endEntity['time-stamp'].policy);
  assert.equal(info.accuracyMs, 1000);
  assert.equal(sent.length, 1);
  assert.ok(!timeStamps.verify(token, new TextEncoder().encode('another')).ok);
});

test('RFC 3161 §2.4.1 without certReq there is no certificate in the token', async () => {
  assert.equal(readTimeStampToken(await granted({ certificateWanted: false })).certificates.length, 0);
});

test('RFC 3161 §2.4.2 each refusal is the one that the protocol has for it', async () => {
  const sha1 = Buffer.from('3029020101302106092a0102', 'hex');
  const withExtension = ask({
    extensions: [{ oid: '1.2.3', critical: false, value: Uint8Array.of(5, 0) }],
  });
  assert.deepEqual(await refusal(timeStamps.answer(sha1)), ['badDataFormat']);
  assert.deepEqual(await refusal(timeStamps.answer(new Uint8Array(5_000))), ['badDataFormat']);
  const sha1Imprint = Buffer.from(`3024020101301f300706052b0e03021a0414${'00'.repeat(20)}`, 'hex');
  assert.deepEqual(await refusal(timeStamps.answer(sha1Imprint)), ['badAlg']);
  const version2 = Buffer.from(buildTimeStampRequest({ imprint: imprintOf(DATA) }));
  version2[4] = 2;
  assert.deepEqual(await refusal(timeStamps.answer(version2)), ['badRequest']);
  assert.deepEqual(await refusal(ask({ policy: '1.2.3.4' })), ['unacceptedPolicy']);
  assert.deepEqual(await refusal(withExtension), ['unacceptedExtension']);
});

test('RFC 3161 a custody that does not answer is a system failure, and the next request is served', async () => {
  const broken = createTimeStamps(
    { ...platform, log: { ...platform.log, error: () => {} } as unknown as TestPlatform['log'] },
    {
      certificates: {
        ...certificates,
        timeStamper: async () => ({
          ...(await certificates.timeStamper()),
          sign: () => Promise.reject(new Error('HSM gone')),
        }),
      },
    },
  ).api;
  const request = buildTimeStampRequest({ imprint: imprintOf(DATA) });
  assert.deepEqual(await refusal(broken.answer(request)), ['systemFailure']);
  await granted();
});

test('no serial and no time twice, also from two processes at once and within one millisecond', async () => {
  const other = createTimeStamps(platform, { certificates }).api;
  const tokens = await Promise.all(
    Array.from({ length: 20 }, (_, index) => granted({}, index % 2 === 0 ? timeStamps : other)),
  );
  const infos = tokens.map((token) => readTimeStampToken(token).info);
  assert.equal(new Set(infos.map(({ serial }) => serial)).size, 20);
  assert.equal(new Set(infos.map(({ time }) => time.getTime())).size, 20);
  for (const { serial } of infos) assert.ok(serialHex(serial).length <= 40);
});

test('a clock that goes back stamps nothing until it has caught up; the last time is on record', async () => {
  platform.clock.set(new Date('2026-11-22T05:00:00Z'));
  const last = readTimeStampToken(await granted()).info.time;
  platform.clock.set(new Date('2026-11-22T04:59:58Z'));
  const restarted = createTimeStamps(
    { ...platform, log: { ...platform.log, error: () => {} } as unknown as TestPlatform['log'] },
    { certificates },
  ).api;
  const request = buildTimeStampRequest({ imprint: imprintOf(DATA) });
  assert.deepEqual(await refusal(restarted.answer(request)), ['timeNotAvailable']);
  platform.clock.set(new Date('2026-11-22T04:59:59.900Z'));
  const next = readTimeStampToken(await granted()).info.time;
  assert.ok(next > last, 'a step of the clock within the accuracy does not order stamps wrongly');
  assert.ok(next.getTime() - platform.clock.now().getTime() < 1000);
  platform.clock.set(new Date('2026-11-22T05:00:01Z'));
  await granted();
});

test('the key is renewed every year, and what the old one stamped stays true', async () => {
  const before = await granted();
  platform.clock.set(new Date('2027-12-01T00:00:00Z'));
  const after = await granted();
  assert.notEqual(readTimeStampToken(before).signer.serial, readTimeStampToken(after).signer.serial);
  assert.ok(timeStamps.verify(before, DATA).ok);
  assert.ok(timeStamps.verify(after, DATA).ok);
});

test('RFC 3161 §3.4 over HTTP, with its own content types', async () => {
  const payload = Buffer.from(buildTimeStampRequest({ imprint: imprintOf(DATA) }));
  const headers = { 'content-type': 'application/timestamp-query' };
  const response = await app.inject({ method: 'POST', url: '/tsa', headers, payload });
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['content-type'], 'application/timestamp-reply');
  assert.ok(readTimeStampResponse(new Uint8Array(response.rawPayload)).granted);
  const json = await app.inject({ method: 'POST', url: '/tsa', payload: { data: 'x' } });
  assert.equal(json.statusCode, 415);
  const huge = await app.inject({ method: 'POST', url: '/tsa', headers, payload: Buffer.alloc(100_000) });
  assert.equal(huge.statusCode, 413);
});
