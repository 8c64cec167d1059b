// OpenSSL reaches the card through OpenSC's PKCS #11 library and signs and logs in with it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  AUTHENTICATION_TOKEN,
  keyUri,
  makeHandedOverCard,
  SIGNATURE_TOKEN,
  saveCertificates,
  withCardsInReaders,
} from './harness/card-in-reader.ts';
import { startClientCertificateServer } from './harness/client-certificate-server.ts';

const card = await makeHandedOverCard();
const ENGINE = ['-engine', 'pkcs11', '-keyform', 'engine'];

await withCardsInReaders([card], async (readers) => {
  const { run, path } = readers;
  const certificates = await saveCertificates(readers, card.signPassword);

  await test('OpenSSL signs a CMS message with the signature key of the card, and verifies it', async () => {
    await writeFile(path('letter.txt'), 'I apply for a certificate of residence.\n');
    const key = keyUri(SIGNATURE_TOKEN, '02', card.signPassword);
    const input = ['-in', path('letter.txt'), '-binary', '-nodetach'];
    const output = ['-outform', 'DER', '-out', path('letter.p7m')];
    // The key asks for its password again before each use (user consent), hence the second answer.
    const signed = await run(
      'openssl',
      ['cms', '-sign', ...input, '-signer', certificates.sign, ...ENGINE, '-inkey', key, ...output],
      `${card.signPassword}\n`,
    );
    assert.equal(signed.status, 0, signed.everything);
    const verify = ['cms', '-verify', '-inform', 'DER', '-in', path('letter.p7m'), '-purpose', 'any'];
    const verified = await run('openssl', [...verify, '-CAfile', certificates.signCa]);
    assert.match(verified.everything, /CMS Verification successful/);
    assert.match(verified.output, /I apply for a certificate of residence/);

    const message = await readFile(path('letter.p7m'));
    message[message.indexOf('residence')] = 0x52;
    await writeFile(path('altered.p7m'), message);
    const altered = ['cms', '-verify', '-inform', 'DER', '-in', path('altered.p7m'), '-purpose', 'any'];
    const refused = await run('openssl', [...altered, '-CAfile', certificates.signCa]);
    assert.notEqual(refused.status, 0);
    assert.match(refused.everything, /digest failure|verification failure/);
  });

  await test('OpenSSL logs in to a TLS server with the authentication key of the card', async () => {
    const server = await startClientCertificateServer(certificates.authCa);
    try {
      const key = keyUri(AUTHENTICATION_TOKEN, '01', card.authPin);
      const to = ['-connect', `localhost:${server.port}`, '-CAfile', server.certificateFile];
      const identity = ['-cert', certificates.auth, ...ENGINE, '-key', key];
      const request = 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n';
      const answered = await run('openssl', ['s_client', ...to, ...identity, '-ign_eof'], request);
      assert.match(answered.output, /HTTP\/1\.1 200 OK/, answered.everything);
      const own = await run('openssl', [
        'x509',
        '-in',
        certificates.auth,
        '-noout',
        '-fingerprint',
        '-sha256',
      ]);
      assert.equal(server.visitors.length, 1);
      assert.ok(own.output.includes(server.visitors[0] ?? 'nobody'), own.output);

      const without = await run('openssl', ['s_client', ...to, '-ign_eof'], request);
      assert.doesNotMatch(without.output, /HTTP\/1\.1 200 OK/);
      assert.equal(server.visitors.length, 1);
    } finally {
      await server.close();
    }
  });
});
