import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { issue, requestFor, testCa } from '../../testing/fixtures.ts';
import { explicit, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { readCertificate } from './read.ts';

const ca = await testCa('signature', 'jpki-compatible');
const der = await issue(ca, requestFor(ca, 'signature'));

test('a certificate cut anywhere is malformed', () => {
  for (let length = 0; length < der.length; length++) {
    assert.throws(() => readCertificate(der.subarray(0, length)), { code: 'certificate-malformed' });
  }
});

test('a certificate with filler behind it is malformed; its own octets are not', () => {
  const padded = new Uint8Array(der.length + 10);
  padded.set(der);
  assert.throws(() => readCertificate(padded), { code: 'certificate-malformed' });
  assert.equal(readCertificate(padded.subarray(0, der.length)).serial, readCertificate(der).serial);
});

test('a certificate with one octet changed reads or is a PkiError, never another error', () => {
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const changed = Uint8Array.from(der);
      changed[index] = (changed[index] ?? 0) ^ flip;
      try {
        readCertificate(changed);
      } catch (error) {
        assert.ok(error instanceof PkiError && error.code === 'certificate-malformed', String(error));
      }
    }),
    { numRuns: 400 },
  );
});

test('huge lengths, deep nesting and sizes beyond any certificate are refused', () => {
  const huge = Uint8Array.from(der);
  huge.set([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]);
  let nested: Uint8Array = new Uint8Array(0);
  for (let depth = 0; depth < 2000; depth++) nested = explicit(0, nested);
  for (const octets of [huge, sequence(nested), sequence(new Uint8Array(70_000))]) {
    assert.throws(() => readCertificate(octets), { code: 'certificate-malformed' });
  }
});
