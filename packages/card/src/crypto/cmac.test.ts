import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, toHex } from '../bytes.ts';
import { pad, unpad } from './aes.ts';
import { aesCmac } from './cmac.ts';

const MESSAGE = `6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51
  30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710`.replaceAll(/\s/g, '');
const KEY_128 = '2b7e151628aed2a6abf7158809cf4f3c';
const KEY_256 = '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4';

const vectors = [
  ['RFC 4493 §4 example 1: empty message', KEY_128, 0, 'bb1d6929e95937287fa37d129b756746'],
  ['RFC 4493 §4 example 2: one block', KEY_128, 16, '070a16b46b4d4144f79bdd9dd04a287c'],
  ['RFC 4493 §4 example 3: 40 bytes', KEY_128, 40, 'dfa66747de9ae63030ca32611497c827'],
  ['RFC 4493 §4 example 4: four blocks', KEY_128, 64, '51f0bebf7e3b9d92fc49741779363cfe'],
  ['SP 800-38B D.3 AES-256: empty message', KEY_256, 0, '028962f61b7bf89efc6b551f4667d983'],
  ['SP 800-38B D.3 AES-256: one block', KEY_256, 16, '28a7023f452e8f82bd4bf28d8c37c35c'],
  ['SP 800-38B D.3 AES-256: 40 bytes', KEY_256, 40, 'aaf3d8f1de5640c232f5b169b9c911e6'],
  ['SP 800-38B D.3 AES-256: four blocks', KEY_256, 64, 'e1992190549f6ed5696a2c056c315410'],
] as const;

for (const [name, key, length, mac] of vectors) {
  test(name, () => {
    assert.equal(toHex(aesCmac(hex(key), hex(MESSAGE).slice(0, length))), mac.toUpperCase());
  });
}

test('RFC 4493 the message is left as it was', () => {
  const message = hex(MESSAGE).slice(0, 16);
  aesCmac(hex(KEY_128), message);
  assert.deepEqual(message, hex(MESSAGE).slice(0, 16));
});

test('ISO 9797-1 method 2 always adds a padding byte, and unpadding finds it', () => {
  assert.equal(pad(hex('')).length, 16);
  assert.equal(pad(new Uint8Array(16)).length, 32);
  assert.deepEqual(unpad(pad(hex('0102800000'))), hex('0102800000'));
  assert.equal(unpad(new Uint8Array(16)), undefined);
  assert.equal(unpad(hex('0102')), undefined);
});
