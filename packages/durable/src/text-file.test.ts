import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText, NotUnicode, withoutMark } from './text-file.ts';

const TEXT = '{"name":"番号　花子"}\n';
const utf16 = (text: string, big = false) => {
  const octets = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? octets.swap16() : octets;
};

test('a text is read with a byte-order mark and without, in UTF-8 and in UTF-16', () => {
  for (const octets of [Buffer.from(TEXT), Buffer.from(`\ufeff${TEXT}`), utf16(TEXT), utf16(TEXT, true)]) {
    assert.equal(decodeText(octets, 'a.json'), TEXT);
  }
  assert.equal(decodeText(new Uint8Array(), 'a.json'), '');
});

test('a text in another encoding is refused by the name of that encoding, and never read wrong', () => {
  const hex = (octets: string) => Buffer.from(octets, 'hex');
  for (const [octets, looksLike] of [
    // {"name":"番号　花子"} as Windows in Japan and old Unix systems write it
    [hex('7b226e616d65223a22 94d48d868140 89d48e71 227d'.replaceAll(' ', '')), 'shift_jis'],
    [hex('7b226e616d65223a22 c8d6b9e6a1a1 b2d6bbd2 227d'.replaceAll(' ', '')), 'euc-jp'],
    [utf16(TEXT).subarray(2), 'utf-16'],
    [hex('89504e470d0a1a0a0000000d49484452'), 'binary'],
    [hex('ff00ff'), 'binary'],
  ] as const) {
    assert.throws(
      () => decodeText(octets, 'a.json'),
      (error) =>
        error instanceof NotUnicode && error.looksLike === looksLike && error.message.startsWith('a.json '),
      looksLike,
    );
  }
});

test('a certificate in PEM may have a mark, one in DER is left alone', () => {
  const pem = '-----BEGIN CERTIFICATE-----\n';
  for (const octets of [Buffer.from(pem), Buffer.from(`\ufeff${pem}`), utf16(pem)]) {
    assert.equal(Buffer.from(withoutMark(octets)).toString('latin1'), pem);
  }
  const der = Uint8Array.of(0x30, 0x82, 0xff, 0xfe);
  assert.equal(withoutMark(der), der);
});
