import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hex } from '../bytes.ts';
import { AES_BLOCK, pad, unpad } from './aes.ts';

test('ISO/IEC 9797-1 padding method 2 fills whole blocks, always adds, and comes off again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const padded = pad(bytes);
      assert.equal(padded.length % AES_BLOCK, 0);
      assert.ok(padded.length > bytes.length);
      assert.deepEqual(unpad(padded), bytes);
    }),
  );
});

test('ISO/IEC 9797-1 padding is looked for in the last block alone', () => {
  const zeros = '00'.repeat(AES_BLOCK);
  assert.deepEqual(unpad(hex(`80${zeros.slice(2)}`)), new Uint8Array(0));
  for (const wrong of ['', zeros, `80${zeros.slice(2)}${zeros}`, `${zeros}${zeros.slice(2)}01`]) {
    assert.equal(unpad(hex(wrong)), undefined, wrong);
  }
});
