import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { concat, hex, toHex } from '../src/bytes.ts';
import { encodeInstallation, type FreeInstallation } from '../src/free-area/descriptor.ts';
import type { FreeFileLayout } from '../src/free-area/free-application.ts';
import type { CardImage, ScpKeySet } from '../src/image/card-image.ts';
import { Bench, ISSUER_KEYS } from './fixture.ts';
import { issuerOf } from './issuer.ts';
import { Scp03Host } from './scp03-host.ts';

/** An AES-256 key set; every `seed` another one. */
export function keySet(seed: number, version = 1, length = 32): ScpKeySet {
  const key = (part: number) => new Uint8Array(length).fill(seed * 3 + part);
  return { version, enc: key(0), mac: key(1), dek: key(2) };
}

/** Data of PUT KEY (GlobalPlatform Amendment D §7.2). */
export function keyData(keys: ScpKeySet, dek: Uint8Array): Uint8Array {
  const encrypt = (name: string, key: Uint8Array, data: Uint8Array, iv: Uint8Array | null) => {
    const cipher = createCipheriv(name, key, iv).setAutoPadding(false);
    return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
  };
  const fields = [keys.enc, keys.mac, keys.dek].map((key) => {
    const body = encrypt(`aes-${dek.length * 8}-cbc`, dek, key, new Uint8Array(16));
    const check = encrypt(`aes-${key.length * 8}-ecb`, key, new Uint8Array(16).fill(0x01), null);
    return concat(Uint8Array.of(0x88, key.length + 1, key.length), body, Uint8Array.of(3), check.slice(0, 3));
  });
  return concat(Uint8Array.of(keys.version), ...fields);
}

export const LIBRARY_AID = hex('F04D4942554EFA099101 01');
export const POOL_AID = hex('F04D4942554EFA099101 02');

/** The four rights, on files 1 to 4, and a record file 5 that anybody reads and the body writes. */
export const FILES: readonly FreeFileLayout[] = [
  { id: 0x0001, kind: 'transparent', read: 'free', write: 'free', size: 64 },
  { id: 0x0002, kind: 'transparent', read: 'pin', write: 'pin', size: 64 },
  { id: 0x0003, kind: 'transparent', read: 'mutual', write: 'mutual', size: 600 },
  { id: 0x0004, kind: 'transparent', read: 'never', write: 'free', size: 64 },
  { id: 0x0005, kind: 'records', read: 'free', write: 'mutual', size: 64 },
];

export const installationOf = (aid: Uint8Array, rest: Partial<FreeInstallation> = {}): FreeInstallation => ({
  aid,
  quota: 1024,
  layoutVersion: 1,
  credential: { tries: 3, shortest: 4, longest: 8 },
  files: FILES,
  ...rest,
});

export const TRANSPORT_KEYS = keySet(1);

/** Installs through the issuer channel; the status word. */
export function install(
  bench: Bench,
  installation: FreeInstallation,
  { keys = TRANSPORT_KEYS, issuer = ISSUER_KEYS }: { keys?: ScpKeySet; issuer?: ScpKeySet } = {},
): string {
  const data = encodeInstallation(installation, keyData(keys, issuer.dek));
  return issuerOf(bench, issuer).send('84E60000', data).sw;
}

export function selectFree(bench: Bench, aid: Uint8Array): string {
  return bench.sendData('00A4040C', aid);
}

/** Selects the application and opens its channel; the status word of the last step. */
export function openFree(bench: Bench, aid: Uint8Array, keys: ScpKeySet) {
  assert.equal(selectFree(bench, aid), '9000');
  const host = new Scp03Host(keys, (command) => bench.send(command));
  return { host, sw: host.open() };
}

/** Installs and takes over: the body's keys, and the PIN 4321. */
export function addApplication(
  bench: Bench,
  aid: Uint8Array,
  keys: ScpKeySet,
  rest?: Partial<FreeInstallation>,
) {
  assert.equal(install(bench, installationOf(aid, rest)), '9000');
  const first = openFree(bench, aid, TRANSPORT_KEYS);
  assert.equal(first.sw, '9000');
  assert.equal(first.host.send('84D80081', keyData(keys, TRANSPORT_KEYS.dek)).sw, '9000');
  const own = openFree(bench, aid, keys);
  assert.equal(own.sw, '9000');
  assert.equal(own.host.send('84240080', Buffer.from('4321')).sw, '9000');
  assert.equal(selectFree(bench, aid), '9000');
}

export const LIBRARY_KEYS = keySet(10, 2);
export const POOL_KEYS = keySet(20, 2, 16);

/** A card with two applications in its free area. */
export function benchWithTwo(image?: CardImage): Bench {
  const bench = new Bench(image);
  addApplication(bench, LIBRARY_AID, LIBRARY_KEYS);
  addApplication(bench, POOL_AID, POOL_KEYS);
  return bench;
}

export const hexOf = (text: string): string => toHex(Buffer.from(text));
