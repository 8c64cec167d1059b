import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crlsAsCsv } from './export-crls.ts';

test('CRLs as CSV: a head, one line each, CRLF at the end of every line (RFC 4180 §2)', () => {
  const crl = {
    authority: 'signature' as const,
    generation: 1,
    shard: '3',
    number: 7,
    thisUpdate: '2026-11-22T00:00:00.000Z',
    nextUpdate: '2026-11-23T00:00:00.000Z',
    octets: 900,
    entries: 2,
    delta: null,
  };
  assert.equal(
    crlsAsCsv([crl]),
    'authority,generation,shard,number,entries,octets,thisUpdate,nextUpdate\r\n' +
      'signature,1,3,7,2,900,2026-11-22T00:00:00.000Z,2026-11-23T00:00:00.000Z\r\n',
  );
});
