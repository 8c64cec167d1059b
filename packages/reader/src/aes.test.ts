import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, hex } from '../testing/scripted-connection.ts';
import { aesCmac, padIso, unpadIso } from './aes.ts';

// RFC 4493 §4
const KEY = bytes('2b7e1516 28aed2a6 abf71588 09cf4f3c');
const MESSAGE = bytes(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);

for (const [length, mac] of [
  [0, 'BB1D6929E95937287FA37D129B756746'],
  [16, '070A16B46B4D4144F79BDD9DD04A287C'],
  [40, 'DFA66747DE9AE63030CA32611497C827'],
  [64, '51F0BEBF7E3B9D92FC49741779363CFE'],
] as const) {
  test(`RFC 4493 §4 AES-CMAC of ${length} bytes`, () => {
    assert.equal(hex(aesCmac(KEY, MESSAGE.subarray(0, length))), mac);
  });
}

test('SP 800-38B D.3 AES-CMAC with a 256-bit key', () => {
  const key = bytes('603deb1015ca71be2b73aef0857d7781 1f352c073b6108d72d9810a30914dff4');
  assert.equal(hex(aesCmac(key, MESSAGE)), 'E1992190549F6ED5696A2C056C315410');
});

test('aesCmac leaves the message as it is', () => {
  const message = MESSAGE.slice(0, 32);
  aesCmac(KEY, message);
  assert.deepEqual(message, MESSAGE.slice(0, 32));
});

test('ISO/IEC 9797-1 padding method 2 comes off again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (plain) => {
      const padded = padIso(plain);
      assert.equal(padded.length % 16, 0);
      assert.deepEqual(unpadIso(padded), plain);
    }),
  );
});

test('padding that is not there is not taken off', () => {
  assert.equal(unpadIso(new Uint8Array(16)), undefined);
  assert.equal(unpadIso(bytes('80000000000000000000000000000001')), undefined);
  assert.equal(unpadIso(Buffer.concat([bytes('80'), new Uint8Array(31)])), undefined);
});
