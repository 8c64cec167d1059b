import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailboxForDelivery, parseContactName, parseMailAddress } from './contact.ts';

test('names of people are names, in every script and shape', () => {
  for (const name of [
    '番号　花子',
    '葛󠄀城 花子',
    'SUHARTO',
    'SMITH JOHN',
    "O'Brien-Smith Ann",
    'Martin Luther King, Jr.',
    'J. R. R. Tolkien',
    'グエン・ヴァン・アン',
    'Nguyễn Thị Ánh',
    '김 철수',
    'マリー＝アンヌ'.replace('＝', '・'),
    '佐々木　〆子',
  ]) {
    assert.equal(parseContactName(`  ${name} `), name.normalize('NFC'), name);
  }
});

test('what could be read as something else in a mail of ours is no name', () => {
  for (const text of [
    '',
    ' ',
    'Your parcel is held, pay at\nhttps://evil.example/pay',
    'https://evil.example',
    'evil.example',
    'evil。example',
    'www.evil.example/pay',
    'pay 1000 yen',
    'call 0120',
    'a@b.example',
    'a\rb',
    'a\u2028b',
    'a\u202eb',
    'a\u200bb',
    'a: b',
    'a/b',
    '<b>a</b>',
    'a; b',
    'a!',
    '{link}',
    'x'.repeat(61),
  ]) {
    assert.equal(parseContactName(text), undefined, text);
  }
});

test('addresses that receive mail are addresses', () => {
  for (const [typed, address, delivered] of [
    ['hanako@example.jp', 'hanako@example.jp', 'hanako@example.jp'],
    ['a..b@docomo.ne.jp', 'a..b@docomo.ne.jp', '"a..b"@docomo.ne.jp'],
    ['a.@ezweb.ne.jp', 'a.@ezweb.ne.jp', '"a."@ezweb.ne.jp'],
    ['.a-_@docomo.ne.jp', '.a-_@docomo.ne.jp', '".a-_"@docomo.ne.jp'],
    ['"a..b"@docomo.ne.jp', 'a..b@docomo.ne.jp', '"a..b"@docomo.ne.jp'],
    ['ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'hanako@example.jp', 'hanako@example.jp'],
    ['\u3000Hanako+card@Example.JP ', 'Hanako+card@example.jp', 'Hanako+card@example.jp'],
    ["o'brien/x=y@mail.example.co.jp", "o'brien/x=y@mail.example.co.jp", "o'brien/x=y@mail.example.co.jp"],
    ['hanako@見本.jp', 'hanako@見本.jp', 'hanako@見本.jp'],
    ['h@xn--wgv71a.jp', 'h@xn--wgv71a.jp', 'h@xn--wgv71a.jp'],
  ] as const) {
    assert.equal(parseMailAddress(typed), address, typed);
    assert.equal(mailboxForDelivery(address), delivered);
    assert.equal(parseMailAddress(delivered), address);
  }
});

test('what would be two addresses, another header or no address is refused', () => {
  for (const typed of [
    '',
    'a',
    'a@b',
    '@example.jp',
    'a@@example.jp',
    'a b@example.jp',
    'a@example.jp\nBcc: x@example.jp',
    'a\r\n@example.jp',
    'a@example.jp\u2028',
    'a,b@example.jp',
    'a@example.jp,b@example.jp',
    'a@example.jp;b@example.jp',
    'A <a@example.jp>',
    '(c)a@example.jp',
    '"a\\"b"@example.jp',
    '"a b"@example.jp',
    'a@192.0.2.1',
    'a@[192.0.2.1]',
    'a@-x.jp',
    'a@x-.jp',
    'a@x..jp',
    'a@x.jp.',
    'a@example.j\u0000p',
    `${'a'.repeat(65)}@example.jp`,
    `a@${'b'.repeat(64)}.jp`,
  ]) {
    assert.equal(parseMailAddress(typed), undefined, typed);
  }
});
