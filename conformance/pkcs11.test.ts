// OpenSC's PKCS #11 library: every mechanism it offers, and many cards in many readers at once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  AUTHENTICATION_TOKEN,
  type HandedOverCard,
  makeHandedOverCard,
  type ReadersWithCards,
  SIGNATURE_TOKEN,
  withCardsInReaders,
} from './harness/card-in-reader.ts';

/** chip.md §5.1: what OpenSC offers for this card, with the digest as openssl calls it. */
const MECHANISMS: Readonly<Record<string, string>> = {
  'SHA1-RSA-PKCS': 'sha1',
  'SHA224-RSA-PKCS': 'sha224',
  'SHA256-RSA-PKCS': 'sha256',
  'SHA384-RSA-PKCS': 'sha384',
  'SHA512-RSA-PKCS': 'sha512',
  'MD5-RSA-PKCS': 'md5',
  'RIPEMD160-RSA-PKCS': 'ripemd160',
};
const DIGEST_INFO_SHA256 = Buffer.from('3031300d060960864801650304020105000420', 'hex');

interface Key {
  readonly token: string;
  readonly slot: number;
  readonly id: '01' | '02';
  readonly secret: string;
}

const keysOf = ({ authPin, signPassword }: HandedOverCard): readonly Key[] => [
  { token: AUTHENTICATION_TOKEN, slot: 0, id: '01', secret: authPin },
  { token: SIGNATURE_TOKEN, slot: 1, id: '02', secret: signPassword },
];

const cards = await Promise.all(Array.from({ length: 4 }, () => makeHandedOverCard()));
const [card] = cards as [HandedOverCard];

await withCardsInReaders([card], async (readers) => {
  const { run, path } = readers;
  await writeFile(path('text'), 'A text to be signed with every mechanism.\n');

  for (const key of keysOf(card)) {
    const login = ['--slot-index', String(key.slot), '--login', '--pin', key.secret];
    const sign = (mechanism: string, input: string, output: string) =>
      run('pkcs11-tool', [...login, '--sign', '--id', key.id, '-m', mechanism, '-i', input, '-o', output]);
    await savePublicKey(readers, key);

    await test(`${key.token}: OpenSC offers exactly the mechanisms of chip.md §5.1`, async () => {
      const listed = await run('pkcs11-tool', ['--slot-index', String(key.slot), '-M']);
      const signing = [...listed.output.matchAll(/^ {2}([A-Z0-9-]+),.*\bsign\b/gm)].map(([, name]) => name);
      assert.deepEqual(signing.sort(), [...Object.keys(MECHANISMS), 'RSA-PKCS'].sort(), listed.everything);
    });

    await test(`${key.token}: signs with RSA-PKCS over a ready DigestInfo`, async () => {
      const digest = createHash('sha256')
        .update(await readFile(path('text')))
        .digest();
      await writeFile(path('digest'), digest);
      await writeFile(path('digest-info'), Buffer.concat([DIGEST_INFO_SHA256, digest]));
      const signed = await sign('RSA-PKCS', path('digest-info'), path('signature'));
      assert.equal(signed.status, 0, signed.everything);
      const against = ['-pubin', '-inkey', path('public.pem'), '-sigfile', path('signature')];
      const how = ['-pkeyopt', 'digest:sha256', '-in', path('digest')];
      const verified = await run('openssl', ['pkeyutl', '-verify', ...against, ...how]);
      assert.match(verified.output, /Signature Verified Successfully/, verified.everything);
    });

    for (const [mechanism, digest] of Object.entries(MECHANISMS)) {
      await test(`${key.token}: signs with ${mechanism}, and openssl verifies it`, async () => {
        const signed = await sign(mechanism, path('text'), path('signature'));
        assert.equal(signed.status, 0, signed.everything);
        const providers = ['-provider', 'default', '-provider', 'legacy'];
        const against = ['-verify', path('public.pem'), '-signature', path('signature'), path('text')];
        const verified = await run('openssl', ['dgst', `-${digest}`, ...providers, ...against]);
        assert.match(verified.output, /Verified OK/, verified.everything);
      });
    }
  }
});

await withCardsInReaders(cards, async (readers) => {
  const { run, path, names } = readers;

  await test('four cards in four readers show eight tokens, each in its own reader', async () => {
    const listed = await run('pkcs11-tool', ['-L']);
    for (const name of names) {
      const slots = listed.output.split(/^Slot /m).filter((slot) => slot.includes(`: ${name}\n`));
      assert.equal(slots.length, 2, listed.everything);
      assert.ok(
        slots.some((slot) => slot.includes(AUTHENTICATION_TOKEN)),
        listed.everything,
      );
      assert.ok(
        slots.some((slot) => slot.includes(SIGNATURE_TOKEN)),
        listed.everything,
      );
    }
  });

  await test('four programs sign on four cards at the same time, each with the key of its own card', async () => {
    await writeFile(path('text'), 'Four at a time.\n');
    const listed = await run('pkcs11-tool', ['-L']);
    const rounds = cards.map(async ({ authPin }, index) => {
      const slot = ['--slot', slotOf(listed.output, names[index] ?? '', AUTHENTICATION_TOKEN)];
      const publicKey = path(`public-${index}.pem`);
      const signature = path(`signature-${index}`);
      const certificate = path(`certificate-${index}`);
      await run('pkcs11-tool', [...slot, '--read-object', '--type', 'cert', '--id', '01', '-o', certificate]);
      const extract = ['-inform', 'DER', '-in', certificate, '-noout', '-pubkey', '-out', publicKey];
      await run('openssl', ['x509', ...extract]);
      const login = ['--login', '--pin', authPin, '--sign', '--id', '01', '-m', 'SHA256-RSA-PKCS'];
      const signed = await run('pkcs11-tool', [...slot, ...login, '-i', path('text'), '-o', signature]);
      assert.equal(signed.status, 0, signed.everything);
      return { publicKey, signature };
    });
    const made = await Promise.all(rounds);
    for (const [own, { signature }] of made.entries()) {
      for (const [other, { publicKey }] of made.entries()) {
        const against = ['-verify', publicKey, '-signature', signature, path('text')];
        const verified = await run('openssl', ['dgst', '-sha256', ...against]);
        assert.equal(
          verified.status === 0,
          own === other,
          `card ${own}, key ${other}: ${verified.everything}`,
        );
      }
    }
  });

  await test('a wrong PIN on one card leaves the tries of the others alone', async () => {
    const login = ['--reader', '0', '--verify-pin', '--auth-id', '01', '--pin', '0000'];
    const refused = await run('pkcs15-tool', login);
    assert.notEqual(refused.status, 0);
    const tries = await Promise.all(
      cards.map(async (_, index) => {
        const pins = await run('pkcs15-tool', ['--reader', String(2 * index), '--list-pins']);
        return Number(/Tries left +: (\d)/.exec(pins.output)?.[1]);
      }),
    );
    assert.deepEqual(tries, [2, 3, 3, 3]);
  });
});

/** The id of the slot of a token in a reader, from a listing of `pkcs11-tool -L`. */
function slotOf(listing: string, reader: string, token: string): string {
  const section = listing
    .split(/^Slot /m)
    .find((slot) => slot.includes(`: ${reader}\n`) && slot.includes(token));
  const id = /\((0x[0-9a-f]+)\)/.exec(section ?? '')?.[1];
  if (id === undefined) throw new Error(`no ${token} in ${reader}:\n${listing}`);
  return id;
}

async function savePublicKey({ run, path }: ReadersWithCards, { id, secret }: Key): Promise<void> {
  const login = id === '02' ? ['--verify-pin', '--auth-id', '02', '--pin', secret] : [];
  const certificate = await run('pkcs15-tool', ['--read-certificate', id, ...login]);
  await writeFile(path('certificate.pem'), certificate.output);
  await run('openssl', [
    'x509',
    '-in',
    path('certificate.pem'),
    '-noout',
    '-pubkey',
    '-out',
    path('public.pem'),
  ]);
}
