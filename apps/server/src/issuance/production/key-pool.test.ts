import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { openChipKeyPool } from './index.ts';

test('PRD-04 the supply gives RSA-2048 keys, each once, also when it is empty', async () => {
  const pool = openChipKeyPool({ size: 2 });
  try {
    const early = pool.generateKey('rsa-2048');
    await pool.filled();
    assert.equal(pool.size, 2);
    const keys = [
      early,
      pool.generateKey('rsa-2048'),
      pool.generateKey('rsa-2048'),
      pool.generateKey('rsa-2048'),
    ];
    assert.equal(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size, 4);
    for (const key of keys) {
      const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey({
        key: Buffer.from(key),
        format: 'der',
        type: 'pkcs8',
      });
      assert.equal(asymmetricKeyType, 'rsa');
      assert.equal(asymmetricKeyDetails?.modulusLength, 2048);
      assert.equal(asymmetricKeyDetails?.publicExponent, 65537n);
    }
  } finally {
    pool.close();
  }
  assert.equal(pool.size, 0);
});
