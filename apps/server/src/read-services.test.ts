import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { calculateJwkThumbprint } from 'jose';
import { ConfigurationError } from './platform/index.ts';
import { readServices } from './read-services.ts';

const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

describe('the list of services that log people in', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-services-'));
    mkdirSync(join(folder, 'keys'));
    for (const [file, text] of [
      ['keys/library.pem', publicPem(ec.publicKey)],
      ['library-private.pem', ec.privateKey.export({ type: 'pkcs8', format: 'pem' })],
      ['rsa.pem', publicPem(rsa.publicKey)],
      ['weak.pem', publicPem(weak.publicKey)],
      ['p384.pem', publicPem(p384.publicKey)],
      ['words.pem', 'no key at all'],
    ] as const)
      writeFileSync(join(folder, file), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function read(content: string | Uint8Array | object, mode: 'demo' | 'production' = 'production') {
    const path = join(folder, 'services.yaml');
    const plain = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path, plain ? content : JSON.stringify(content));
    return readServices({ mode, servicesFile: path });
  }
  function faults(content: string | Uint8Array | object, mode?: 'demo' | 'production'): readonly string[] {
    try {
      read(content, mode);
      return [];
    } catch (error) {
      assert.ok(error instanceof ConfigurationError, String(error));
      assert.match(
        error.message,
        /^the services of MIBUN_SERVICES_FILE \(.*services\.yaml\) cannot be used:\n/,
      );
      return error.problems;
    }
  }
  const sound = {
    id: 'city-library',
    name: { ja: '市立図書館', en: 'City Library' },
    redirectUris: ['https://library.example/callback'],
    keys: ['keys/library.pem'],
  };

  test('without a list there are no services, and an empty list is one', () => {
    assert.deepEqual(readServices({ mode: 'production' }), []);
    assert.deepEqual(read('[]'), []);
  });

  test('what stands on it is what is registered; keys are named by file or written as JWK, and have an id', async () => {
    const jwk = other.publicKey.export({ format: 'jwk' });
    const [library, shop] = read(`# services of the city
- id: city-library
  name: { ja: 市立図書館, en: City Library }
  redirectUris: [https://library.example/callback, https://library.example/again?from=card]
  attributes: [name, birthdate]
  keys: [keys/library.pem, rsa.pem]
- id: shop
  name: { ja: 商店, en: Shop }
  redirectUris: [https://shop.example/]
  keys:
    - ${JSON.stringify({ ...jwk, kid: 'k-1', use: 'sig' })}
`);
    assert.deepEqual(
      [library?.serviceId, library?.name.en, library?.redirectUris.length, library?.attributes],
      ['city-library', 'City Library', 2, ['name', 'birthdate']],
    );
    const [first, second] = library?.keys ?? [];
    assert.deepEqual([first?.kty, first?.alg, first?.use, second?.kty], ['EC', 'ES256', 'sig', 'RSA']);
    for (const key of [first, second]) assert.equal(key?.kid, await calculateJwkThumbprint(key as never));
    assert.deepEqual(shop?.attributes, []);
    assert.deepEqual(shop?.keys, [{ ...jwk, kid: 'k-1', use: 'sig', alg: 'ES256' }]);
  });

  test('JSON is read, too, and a byte-order mark is none of its content', () => {
    assert.equal(read([sound])[0]?.serviceId, 'city-library');
    assert.equal(read(`\uFEFF${JSON.stringify([sound])}`)[0]?.serviceId, 'city-library');
  });

  test('all faults are named at once, each with line, place and what to do', () => {
    const found = faults(`- id: City Library
  name: { ja: 市立図書館, en: " City" }
  redirectUris: []
  attributes: [name, number]
  keys: []
- id: shop
  nam: { ja: 商店, en: Shop }
  redirectUris: https://shop.example/
  secret: hush
  keys: [keys/library.pem]
`);
    for (const words of [
      /^services\.yaml:1 \[1\]\.id is no id: write small letters/,
      /^services\.yaml:2 \[1\]\.name\.en is empty, or has blanks around it/,
      /^services\.yaml:3 \[1\]\.redirectUris is empty or too long: write the address/,
      /^services\.yaml:4 \[1\]\.attributes\[2\] is no attribute: write one of name, address, birthdate, gender/,
      /^services\.yaml:5 \[1\]\.keys is empty or too long: name the file/,
      /^services\.yaml:\d+ \[2\]\.name is missing: write it$/,
      /^services\.yaml:8 \[2\]\.redirectUris is no list/,
      /^services\.yaml:\d+ \[2\]\.nam is not known/,
      /^services\.yaml:\d+ \[2\]\.secret is not known/,
    ])
      assert.ok(
        found.some((line) => words.test(line)),
        `${words}\n${found.join('\n')}`,
      );
    assert.equal(found.length, 9, found.join('\n'));
  });

  test('an address to come back to is https, whole, without a wildcard, and of one host', () => {
    for (const [uris, words] of [
      [['/callback'], /\[1\]\.redirectUris\[1\] is no address/],
      [['javascript:alert(1)'], /is no address/],
      [['https://bücherei.example/'], /is no address/],
      [['https://library.example/ x'], /is no address/],
      [['https://library.example/#now'], /"#"/],
      [['https://*.library.example/'], /"\*"/],
      [['https://user:secret@library.example/'], /name or password/],
      [['https://library.example/a', 'https://library.example/a'], /redirectUris\[2\] is there twice/],
      [['https://library.example/', 'https://other.example/'], /redirectUris has more than one host/],
      [['http://library.example/'], /plain HTTP/],
    ] as const)
      assert.match(faults([{ ...sound, redirectUris: uris }]).join('\n'), words, uris.join());
    const here = { ...sound, redirectUris: ['http://localhost:9000/callback'] };
    assert.match(faults([here]).join('\n'), /plain HTTP: whoever listens would log in; write https/);
    assert.equal(read([here], 'demo').length, 1);
    assert.match(
      faults([{ ...sound, redirectUris: ['http://library.example/'] }], 'demo').join('\n'),
      /only on localhost/,
    );
  });

  test('no private key is taken, no weak one, and none that is not there', () => {
    for (const [key, words] of [
      ['library-private.pem', /keys\[1\] names the file of a private key: keep that at the service/],
      [other.privateKey.export({ format: 'jwk' }), /holds a private key, which is none any more/],
      [{ kty: 'oct', k: 'c2VjcmV0' }, /holds a private key/],
      ['weak.pem', /is neither P-256 nor RSA of 2048 bits or more: make a P-256 key \(openssl /],
      ['p384.pem', /is neither P-256/],
      ['words.pem', /is no public key in PEM/],
      ['nowhere.pem', /names a file that cannot be read \(ENOENT\): put it there/],
      [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, /is no JWK of a public key/],
      [{ ...other.publicKey.export({ format: 'jwk' }), kid: 7 }, /has a kid that is no text/],
      [17, /neither the name of a file nor a JWK/],
    ] as const)
      assert.match(faults([{ ...sound, keys: [key] }]).join('\n'), words, JSON.stringify(key));
    assert.match(
      faults([{ ...sound, keys: ['keys/library.pem', 'keys/library.pem'] }]).join('\n'),
      /same key/,
    );
  });

  test('whom one agrees to can be told apart: no id twice, no name twice, none with what cannot be seen', () => {
    const twice = faults([sound, { ...sound, redirectUris: ['https://other.example/'] }]);
    assert.deepEqual(
      twice.map((line) => line.replace(/^services\.yaml:\d+ /, '').slice(0, 24)),
      ['[2].id is that of [1], t', '[2].name.ja is that of [', '[2].name.en is that of ['],
    );
    const hidden = { ...sound, name: { ja: '市立\u202e図書館', en: 'City Library' } };
    assert.match(faults([hidden]).join('\n'), /name\.ja has a character that nobody can see/);
  });

  test('what is no list is refused calmly, and a file that is not there by its name', () => {
    for (const content of [
      '',
      '# nothing',
      '{}',
      'true',
      'a: &a [*a]',
      'x: !!js/function "x"',
      '---\n[]\n---\n[]',
      '- 1',
    ])
      assert.ok(faults(content).length > 0, content);
    assert.match(faults(Uint8Array.of(0xff, 0xfe, 0x00)).join(), /is not UTF-8: save it so/);
    assert.throws(
      () => readServices({ mode: 'demo', servicesFile: join(folder, 'none.yaml') }),
      /none\.yaml cannot be read \(ENOENT\): name a file that is there/,
    );
  });
});
