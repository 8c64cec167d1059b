import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import { Bench, ISSUER_KEYS } from '../../testing/fixture.ts';
import { issuerOf } from '../../testing/issuer.ts';
import { Scp03Host } from '../../testing/scp03-host.ts';
import { hex } from '../bytes.ts';
import type { ScpKeySet } from '../image/card-image.ts';
import { diversify } from './diversify.ts';

const hostOf = (bench: Bench, keys = ISSUER_KEYS) => new Scp03Host(keys, (command) => bench.send(command));

test('PUT KEY replaces all three keys; the old ones are worth nothing', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  const next = diversify(new Uint8Array(32).fill(9), '900000000000017', 2);
  const answer = host.send('84D80181', putKeyDataOf(next));
  assert.equal(answer.sw, '9000');
  assert.equal(answer.data.length, 10);
  assert.equal(answer.data[0], 2);
  assert.equal(host.send('84CA0045').sw, '9000');
  assert.equal(hostOf(bench).open(), '6982');
  assert.equal(hostOf(bench, next).open(), '9000');
});

test('PUT KEY refuses keys that were not made for this chip, and other forms', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  const next = diversify(new Uint8Array(16), '900000000000017');
  assert.equal(host.send('84D80181', putKeyData(new Uint8Array(16).fill(3), next)).sw, '6A80');
  assert.equal(host.send('84D80201', putKeyDataOf(next)).sw, '6A86');
  assert.equal(host.send('84D80281', putKeyDataOf(next)).sw, '6A88');
  assert.equal(host.send('84D80181', hex('01')).sw, '6A80');
  assert.equal(host.send('84D80181', putKeyDataOf(next).slice(0, -1)).sw, '6A80');
  assert.deepEqual(bench.saved.issuerKeys, ISSUER_KEYS);
});

function putKeyDataOf(keys: ScpKeySet): Uint8Array {
  return putKeyData(ISSUER_KEYS.dek, keys);
}

/** Amendment D §7.2: `88 n+1 n`, the key under the present DEK, `03` and its check value. */
function putKeyData(presentDek: Uint8Array, { version, enc, mac, dek }: ScpKeySet): Uint8Array {
  const encrypt = (mode: 'cbc' | 'ecb', key: Uint8Array, blocks: Uint8Array) => {
    const iv = mode === 'cbc' ? Buffer.alloc(16) : null;
    const cipher = createCipheriv(`aes-${key.length * 8}-${mode}`, key, iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(blocks), cipher.final()]);
  };
  const entries = [enc, mac, dek].flatMap((key) => [
    Buffer.from([0x88, key.length + 1, key.length]),
    encrypt('cbc', presentDek, key),
    Buffer.from([3]),
    encrypt('ecb', key, Buffer.alloc(16, 1)).subarray(0, 3),
  ]);
  return Buffer.concat([Buffer.from([version]), ...entries]);
}
