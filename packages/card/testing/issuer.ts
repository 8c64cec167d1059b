import assert from 'node:assert/strict';
import { ascii, concat, u16 } from '../src/bytes.ts';
import type { ScpKeySet } from '../src/image/card-image.ts';
import { type Bench, ISSUER_KEYS } from './fixture.ts';
import { Scp03Host } from './scp03-host.ts';

/** A host with the issuer channel open. */
export function issuerOf(bench: Bench, keys: ScpKeySet = ISSUER_KEYS): Scp03Host {
  bench.select('card-manager');
  const host = new Scp03Host(keys, (command) => bench.send(command));
  assert.equal(host.open(), '9000');
  return host;
}

/** Data field of READ BACK. */
export function readBackData(id: number, offset = 0, length = 0xffff): Uint8Array {
  return concat(u16(id), u16(offset), u16(length));
}

/** Data field of STORE. */
export function storeData(id: number, offset: number, content: string | Uint8Array): Uint8Array {
  return concat(u16(id), u16(offset), typeof content === 'string' ? ascii(content) : content);
}
