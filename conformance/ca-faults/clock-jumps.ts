import assert from 'node:assert/strict';
import {
  buildOcspRequest,
  buildTimeStampRequest,
  type Crl,
  imprintOf,
  makeCertId,
  readCrl,
  readOcspResponse,
  readTimeStampResponse,
  readTimeStampToken,
  revocationIn,
  verifyCrl,
  verifyDeltaCrl,
  verifyOcspResponse,
} from '@mibun/pki';
import { OCSP, TSQ } from './hostile.ts';
import { SHARDS } from './installation.ts';
import type { CardSerials, CaServer } from './running-server.ts';

const KINDS = ['signature', 'authentication'] as const;
const EARLY_STAMP_MS = 500;

/** What a relying party with the right clock holds the CAs to, however theirs jumps. */
export class Watch {
  readonly #cards: readonly { readonly serials: CardSerials; readonly good: boolean }[];
  readonly #numbers = new Map<string, { readonly number: bigint; readonly tbs: string }>();
  #lastStamp = 0;
  stamps = 0;
  refusals = 0;

  constructor(cards: readonly { readonly serials: CardSerials; readonly good: boolean }[]) {
    this.#cards = cards;
  }

  async look(server: CaServer, now: Date): Promise<void> {
    for (const kind of KINDS) {
      await this.#askOcsp(server, kind, now);
      await this.#readCrls(server, kind, now);
    }
    await this.#stamp(server, now);
    assert.equal(server.complaints().replaceAll(/.*the clock has gone back.*\n/g, ''), '');
  }

  /** What is said now about the AUTH of one of the cards. */
  async statusOf(server: CaServer, card: number): Promise<string | undefined> {
    const serial = this.#cards[card]?.serials.authentication ?? '';
    const issuer = server.roots.authentication;
    const body = buildOcspRequest({ certIds: [makeCertId(issuer, serial)] });
    const read = readOcspResponse(await post(server, '/ocsp/authentication', OCSP, body));
    return read.ok ? read.response.responses[0]?.status.status : read.error;
  }

  async #askOcsp(server: CaServer, kind: (typeof KINDS)[number], at: Date): Promise<void> {
    const issuer = server.roots[kind];
    for (const { serials, good } of this.#cards) {
      const serial = serials[kind];
      const body = buildOcspRequest({ certIds: [makeCertId(issuer, serial)] });
      // Twice: as it is made, and as it is kept.
      for (let time = 0; time < 2; time++) {
        const read = readOcspResponse(await post(server, `/ocsp/${kind}`, OCSP, body));
        assert.ok(read.ok);
        const { checks, status } = verifyOcspResponse(read.response, { issuer, serial, at, clockSkewMs: 0 });
        assert.deepEqual(
          checks.filter(({ ok }) => !ok),
          [],
          at.toISOString(),
        );
        assert.equal(status?.status, good ? 'good' : 'revoked');
      }
    }
  }

  async #readCrls(server: CaServer, kind: (typeof KINDS)[number], at: Date): Promise<void> {
    const issuer = server.roots[kind];
    for (const scope of [0, 'all'] as const) {
      const base = await this.#crl(server, `/crl/${kind}/${scope}.crl`, at);
      const delta = await this.#crl(server, `/crl/${kind}/${scope}-delta.crl`, at);
      const whole = verifyCrl({ crl: base, issuer, at });
      assert.deepEqual(
        whole.checks.filter(({ ok }) => !ok),
        [],
      );
      // The base may have been replaced when its delta was made.
      const present = await this.#crl(server, `/crl/${kind}/${scope}.crl`, at);
      const both = verifyDeltaCrl({ base: present, delta, issuer, at });
      assert.deepEqual(
        both.checks.filter(({ ok }) => !ok),
        [],
      );
      for (const { serials, good } of this.#cards) {
        const serial = serials[kind];
        if (scope !== 'all' && BigInt(`0x${serial}`) % BigInt(SHARDS) !== BigInt(scope)) continue;
        assert.equal(base.find(serial) === undefined, good);
        assert.equal(revocationIn(present, delta, serial) === undefined, good);
      }
    }
  }

  async #crl(server: CaServer, path: string, now: Date): Promise<Crl> {
    const crl = readCrl(await get(server, path));
    assert.ok(crl.thisUpdate <= now, `${path} is from the future`);
    assert.ok(crl.nextUpdate > now, `${path} is over`);
    const { number = 0n } = crl;
    const tbs = Buffer.from(crl.tbs).toString('base64');
    const last = this.#numbers.get(path);
    assert.ok(!last || number > last.number || tbs === last.tbs, `${path}: ${number} after ${last?.number}`);
    this.#numbers.set(path, { number, tbs });
    return crl;
  }

  /** A stamp is in order with all before it, or there is none. */
  async #stamp(server: CaServer, now: Date): Promise<void> {
    const body = buildTimeStampRequest({ imprint: imprintOf(Buffer.from(now.toISOString())) });
    const reply = readTimeStampResponse(await post(server, '/tsa', TSQ, body));
    if (now.getTime() <= this.#lastStamp - EARLY_STAMP_MS) {
      assert.ok(
        !reply.granted && reply.failures.includes('timeNotAvailable'),
        `stamped at ${now.toISOString()}`,
      );
      this.refusals++;
      return;
    }
    assert.ok(reply.granted, reply.granted ? '' : reply.text);
    const { time } = readTimeStampToken(reply.token).info;
    assert.ok(time.getTime() > this.#lastStamp && Math.abs(time.getTime() - now.getTime()) <= 1_000);
    this.#lastStamp = time.getTime();
    this.stamps++;
  }
}

async function get(server: CaServer, path: string): Promise<Uint8Array> {
  return octetsOf(server, await fetch(`http://127.0.0.1:${server.port}${path}`), path);
}

async function post(server: CaServer, path: string, type: string, body: Uint8Array): Promise<Uint8Array> {
  const headers = { 'content-type': type };
  const url = `http://127.0.0.1:${server.port}${path}`;
  return octetsOf(server, await fetch(url, { method: 'POST', headers, body: Buffer.from(body) }), path);
}

async function octetsOf(server: CaServer, response: Response, path: string): Promise<Uint8Array> {
  const octets = new Uint8Array(await response.arrayBuffer());
  assert.equal(response.status, 200, `${path}:\n${server.complaints()}`);
  return octets;
}
