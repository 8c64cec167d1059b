import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardImage, FILES, type FreeApplication, type FreeLayout, type ScpKeySet } from '@mibun/card';
import { openCard } from '../../packages/reader/src/tray/sealed-card.ts';
import {
  type CardFacts,
  CODES,
  certificateOf,
  fileOf,
  GUEST,
  LIBRARY_LAYOUTS,
  NOTE,
  noteOf,
  PIN_VALUES,
  type Pin,
  QUOTA,
} from './tearing-acts.ts';
import type { TearingJob } from './tearing-card.ts';

export const PINS = ['authentication', 'signature', 'text'] as const;

const { quota: _quota, ...GUEST_LAYOUT } = GUEST;

function cardFile(job: TearingJob): string {
  return join(job.directory, 'factory', `${job.serial}.card`);
}

export function imageOf(job: TearingJob): CardImage {
  return openCard(readFileSync(cardFile(job)), job.serial, Buffer.from(job.trayKey, 'hex')).image;
}

/** Reads the memory itself, and fails for anything half done in it. */
export function factsOf(image: CardImage, pool: readonly Uint8Array[]): CardFacts {
  const { jpki, text } = FILES;
  const credential = (id: number, application: string) => {
    const found = image.credentials.find((one) => one.id === id && one.application === application);
    assert.ok(found?.value);
    return { value: Buffer.from(found.value).toString(), tries: found.triesLeft };
  };
  const stored = {
    authentication: credential(jpki.authenticationPin, 'jpki'),
    signature: credential(jpki.signaturePassword, 'jpki'),
    text: credential(text.pin, 'text'),
  };
  const which = (values: readonly string[], value: string): 0 | 1 => {
    const index = values.indexOf(value);
    assert.ok(index === 0 || index === 1, 'a credential that nobody has set');
    return index;
  };
  const file = (id: number, application: string) =>
    image.files.find((one) => one.id === id && one.application === application)?.content ?? new Uint8Array();
  const address = file(text.attributes, 'text');
  assert.ok(Buffer.from(address).equals(fileOf(address[0] ?? 0)), 'half a file');
  const privateKey = image.keys.find(
    (key) => key.application === 'jpki' && key.id === jpki.authenticationKey,
  )?.privateKey;
  const pair = pool.findIndex((key) => privateKey !== undefined && Buffer.from(key).equals(privateKey));
  const certificate = file(jpki.authenticationCertificate, 'jpki');
  assert.ok(Buffer.from(certificate).equals(certificateOf(pair)), 'a certificate that is not of the key');
  assert.equal(image.state, 'active');
  const of = <T>(read: (pin: Pin) => T) => ({
    authentication: read('authentication'),
    signature: read('signature'),
    text: read('text'),
  });
  return {
    tries: of((pin) => stored[pin].tries),
    pins: of((pin) => which(PIN_VALUES[pin], stored[pin].value)),
    code: which(CODES, credential(text.codeB, 'text').value),
    file: address[0] ?? 0,
    pair,
    issuerKeys: image.issuerKeys.version === 1 ? 0 : 1,
    issuerTries: image.issuerTriesLeft,
    ...libraryFacts(image),
  };
}

/** Of the free area; fails for half a note, half a layout, half an application. */
function libraryFacts({ freeApplications }: CardImage) {
  const named = ({ aid }: FreeLayout): FreeApplication | undefined =>
    freeApplications.find((one) => Buffer.from(one.aid).equals(aid));
  const library = named(LIBRARY_LAYOUTS[0]);
  assert.ok(library && !library.transportKeys, 'the library’s application is gone, or not its own any more');
  const layout = library.layoutVersion === 0 ? 0 : 1;
  const sameLayout = (
    { layoutVersion, credential, files }: Omit<FreeLayout, 'aid'>,
    expected: FreeLayout,
  ): void => {
    const bare = files.map(({ id, kind, read, write, size }) => ({ id, kind, read, write, size }));
    const { aid: _, ...wanted } = { credential: undefined, ...expected };
    assert.deepEqual({ layoutVersion, credential, files: bare }, wanted, 'half a layout');
  };
  sameLayout(library, LIBRARY_LAYOUTS[layout]);
  if (library.pendingLayout) sameLayout(library.pendingLayout, LIBRARY_LAYOUTS[layout === 0 ? 1 : 0]);
  assert.equal(library.quota, QUOTA);
  const note = library.files.find(({ id }) => id === NOTE)?.content ?? new Uint8Array();
  assert.ok(Buffer.from(note).equals(noteOf(note[0] ?? 0)), 'half a note');
  const guest = named(GUEST);
  if (guest) sameLayout(guest, GUEST_LAYOUT);
  return {
    libraryTries: library.keyTriesLeft,
    note: note[0] ?? 0,
    layout,
    pending: library.pendingLayout !== undefined,
    guest: guest !== undefined,
  } as const;
}

/** Looks into every file of the tray, the unfinished ones too. @returns how many of those there were */
export function nothingReadable(directory: string, secrets: readonly Uint8Array[]): number {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  for (const { parentPath, name } of names) {
    const content = readFileSync(join(parentPath, name));
    for (const secret of secrets) assert.ok(!content.includes(Buffer.from(secret)), `${name} shows a secret`);
  }
  return names.filter(({ name }) => name.endsWith('.tmp')).length;
}

/** Long enough not to appear in random bytes by chance. */
export function secretsOf(
  pool: readonly Uint8Array[],
  issuerKeys: readonly ScpKeySet[],
): readonly Uint8Array[] {
  // Four digits do appear by chance; with the length that stands before them in the memory they do not.
  const stored = (value: string) => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
  return [
    ...PINS.flatMap((pin) => PIN_VALUES[pin].map(stored)),
    ...CODES.map((code) => Buffer.from(code)),
    ...pool.flatMap((key) => [key.subarray(0, 24), key.subarray(64, 80), key.slice(-16)]),
    ...issuerKeys.flatMap(({ enc, mac, dek }) => [enc, mac, dek]),
    // rsaEncryption, 1.2.840.113549.1.1.1, as in every PKCS#8 key; the beginnings of a certificate and of a file.
    Buffer.from('06092a864886f70d010101', 'hex'),
    certificateOf(0).subarray(0, 16),
    fileOf(1).subarray(0, 16),
    Buffer.from('torn'.repeat(2)),
  ];
}

/** Without the key of the tray the files are noise: they do not open, and do not pack. */
export function stolenFilesGiveNothing(job: TearingJob): void {
  const stolen = readFileSync(cardFile(job));
  assert.throws(() => openCard(stolen, job.serial, randomBytes(32)), { code: 'damaged-card' });
  const counts = new Array<number>(256).fill(0);
  for (const byte of stolen) counts[byte] = (counts[byte] ?? 0) + 1;
  const expected = stolen.length / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 255 degrees of freedom: 400 is passed by chance once in a hundred million files, by plain memory always.
  assert.ok(chiSquare < 400, `the file is not like noise: ${chiSquare}`);
}
