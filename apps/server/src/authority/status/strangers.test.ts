import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { buildOcspRequest, makeCertId, type OcspErrorName, readOcspResponse } from '@mibun/pki';
import { openStatusBench, type StatusBench } from '../../../testing/status.ts';
import { clientOf } from '../../platform/index.ts';
import { countersOn } from './counters.ts';
import { ocspHttpOn } from './ocsp-http.ts';
import { type OcspReply, responderOn } from './responder.ts';
import { trackerOn } from './tracker.ts';

/** Answers are made and signed for anybody, as far as it holds up nobody else. */
describe('what strangers may have signed', () => {
  let bench: StatusBench;
  before(async () => {
    bench = await openStatusBench();
  });
  after(() => bench.close());

  const errorOf = (reply: OcspReply): OcspErrorName | undefined => {
    const read = readOcspResponse(
      reply.kind === 'refused' ? reply.der : Buffer.from(reply.answer.text, 'latin1'),
    );
    return read.ok ? undefined : read.error;
  };

  test('whoever has had enough gets what is there already, and nothing new: one certificate, several, none of ours', async () => {
    const { platform, certificates } = bench;
    const responder = responderOn(platform, certificates, trackerOn(platform, certificates));
    const [known] = await bench.activePair('card-known');
    const [other] = await bench.activePair('card-other');
    let asked = 0;
    const ask = async (maySign: boolean, ...serials: readonly string[]) => {
      const { certificate } = certificates.ca('signature');
      const certIds = serials.map((serial) => makeCertId(certificate, serial));
      const request = responder.read(buildOcspRequest({ certIds }));
      assert.ok(typeof request !== 'string');
      return errorOf(
        await responder.answer({
          ...{ kind: 'signature', request, name: serials.join(), echo: false },
          maySign: () => {
            asked++;
            return maySign;
          },
        }),
      );
    };
    assert.equal(await ask(false, known.serial), 'tryLater');
    assert.equal(await ask(true, known.serial), undefined);
    asked = 0;
    assert.equal(await ask(false, known.serial), undefined, 'what is kept is given');
    assert.equal(asked, 0, 'and is not counted');
    for (const serials of [[other.serial], [known.serial, other.serial], ['1234']]) {
      asked = 0;
      assert.equal(await ask(false, ...serials), 'tryLater', serials.join());
      assert.equal(asked, 1, 'each signature is counted once');
      assert.equal(await ask(true, ...serials), undefined);
    }
  });

  test('they are counted by the address that they come from, in production and in the demo; verifiers are not', async () => {
    const { clock, log } = bench.platform;
    let verifier: { readonly id: string; readonly nonce: boolean } | undefined;
    const allowed: boolean[] = [];
    const reply: OcspReply = { kind: 'refused', der: new Uint8Array([0x30, 0]) };
    const ocsp = ocspHttpOn({
      ...{ clock, log, counters: countersOn(clock), clientOf: clientOf('none') },
      accredited: () => ({ ...(verifier && { verifier }) }),
      responder: {
        known: () => undefined,
        read: () => ({ certIds: [], nonce: undefined, signature: undefined }),
        answer: async (question) => {
          allowed.push(question.maySign());
          return reply;
        },
      },
    });
    const ask = async (remoteAddress: string, count: number) => {
      allowed.length = 0;
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      for (let n = 0; n < count; n++) {
        const socket = { remoteAddress };
        const request = { method: 'GET', url: '/ocsp/institution/MAA=', headers, rawHeaders: [], socket };
        const response = { writeHead: () => {}, end: () => {} };
        assert.ok(ocsp(request as unknown as IncomingMessage, response as unknown as ServerResponse));
      }
      await new Promise(setImmediate);
      return allowed.filter((each) => each).length;
    };
    assert.equal(await ask('198.51.100.7', 7_000), 6_000);
    assert.equal(await ask('::ffff:198.51.100.7', 1), 0, 'the same address in another spelling');
    assert.equal(await ask('198.51.100.8', 10), 10);
    verifier = { id: 'bank', nonce: false };
    assert.equal(await ask('198.51.100.7', 10), 10);
    verifier = undefined;
    bench.platform.clock.advance(60_000);
    assert.equal(await ask('198.51.100.7', 10), 10);
  });
});
