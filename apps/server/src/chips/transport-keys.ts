import { diversify, type ScpKeySet } from '@mibun/card';
import { readTextFile } from '@mibun/durable';

const MASTER = /^(?:[\da-f]{32}|[\da-f]{64})$/i;

/**
 * The keys with which blanks come from their maker: diversified by their serials from the master key in this file, 32 or 64
 * hexadecimal digits. It opens blanks and nothing else: what is taken into use gets keys of this installation.
 */
export function transportKeysFrom(file: string | undefined): (chipSerial: string) => ScpKeySet | undefined {
  if (file === undefined) return () => undefined;
  let master: Uint8Array | undefined;
  return (chipSerial) => {
    master ??= readMaster(file);
    return diversify(master, chipSerial);
  };
}

function readMaster(file: string): Uint8Array {
  const text = readTextFile(file).trim();
  if (!MASTER.test(text)) {
    throw new Error('MIBUN_TRANSPORT_KEY_FILE has no key in it: 32 or 64 hexadecimal digits in one line');
  }
  return Buffer.from(text, 'hex');
}
