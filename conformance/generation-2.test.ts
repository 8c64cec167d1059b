// A card of generation 2 in a PC/SC reader: everything about it is ours, so OpenSC must take it for no card that it
// knows, and OpenSSL must believe its certificates and signatures. Needs pcscd, vsmartcard-vpcd, opensc and openssl.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { GENERATION_2 } from '@mibun/card';
import { ecdsaValue, readCertificate, toPem } from '@mibun/pki';
import {
  connectToReader,
  readAuthenticationCa,
  readAuthenticationCertificate,
  readSignatureCa,
  readSignatureCertificate,
  signWithAuthentication,
  signWithSignature,
} from '@mibun/reader';
import { makeTestCard } from '@mibun/test-card';
import { withCardsInReaders } from './harness/card-in-reader.ts';

const made = await makeTestCard({ profile: 'generation-2', photo: 'none' });
await made.connection.close();
const { authentication: authPin, signature: signPassword } = made.credentials;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

await withCardsInReaders([{ chip: made.chip, authPin, signPassword }], async ({ run, path, env, names }) => {
  await test('OpenSC reads the ATR, which is ours, and takes the card for none that it knows', async () => {
    const atr = await run('opensc-tool', ['--atr']);
    assert.equal(atr.output.trim().replaceAll(':', ''), hex(GENERATION_2.atrs.contact));
    assert.match((await run('opensc-tool', ['--name'])).output, /Unsupported card/);
    const tokens = await run('pkcs11-tool', ['--module', env.PKCS11_MODULE_PATH ?? '', '--list-slots']);
    assert.match(tokens.output, /token not recognized/);
  });

  await test('OpenSC sends it commands: the application of generation 1 is not there, the one of ours is', async () => {
    const aid = (name: string) => GENERATION_2.applications.find((one) => one.name === name)?.aid;
    const own = hex(aid('authentication') ?? assert.fail());
    const { output } = await run('opensc-tool', [
      ...['-s', '00A4040C0AD392F000260100000001'],
      ...['-s', `00A4040C0C${own}`, '-s', '00B0830004'],
    ]);
    assert.match(output, /SW1=0x6A, SW2=0x82[\s\S]*SW1=0x90, SW2=0x00[\s\S]*SW1=0x90, SW2=0x00\):\s+30 82/);
  });

  await test('OpenSSL verifies both chains, to the last day of the card, and a signature with each key', async () => {
    Object.assign(process.env, env);
    const message = Buffer.from('what is signed\n');
    await writeFile(path('message'), message);
    const card = await connectToReader(names[0] ?? assert.fail());
    try {
      for (const [kind, certificate, ca, pair] of [
        [
          'authentication',
          await readAuthenticationCertificate(card),
          await readAuthenticationCa(card),
          await signWithAuthentication(card, authPin, message),
        ],
        [
          'signature',
          await readSignatureCertificate(card, signPassword),
          await readSignatureCa(card),
          await signWithSignature(card, signPassword, message),
        ],
      ] as const) {
        const { notAfter } = readCertificate(certificate);
        await writeFile(path(`${kind}.pem`), toPem('CERTIFICATE', certificate));
        await writeFile(path(`${kind}-ca.pem`), toPem('CERTIFICATE', ca));
        const until = (instant: number) => [
          '-attime',
          String(instant / 1000),
          '-CAfile',
          path(`${kind}-ca.pem`),
        ];
        const verify = (instant: number) =>
          run('openssl', ['verify', ...until(instant), path(`${kind}.pem`)]);
        // OpenSSL counts the instant of notAfter itself as after it.
        const last = await verify(notAfter.getTime() - 1000);
        assert.match(last.output, /: OK/, last.everything);
        assert.match((await verify(notAfter.getTime() + 1000)).everything, /certificate has expired/);

        const key = await run('openssl', ['x509', '-in', path(`${kind}.pem`), '-pubkey', '-noout']);
        await writeFile(path('key.pem'), key.output);
        await writeFile(path('signature'), ecdsaValue(pair));
        const signed = ['-signature', path('signature'), path('message')];
        const checked = await run('openssl', ['dgst', '-sha384', '-verify', path('key.pem'), ...signed]);
        assert.match(checked.output, /Verified OK/);
      }
    } finally {
      await card.close();
    }
  });
});
