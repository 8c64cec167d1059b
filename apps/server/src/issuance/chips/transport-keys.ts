import { diversify, type ScpKeySet } from '@mibun/card';
import { isOpenToEverybody, readTextFile } from '@mibun/durable';
import { ConfigurationError } from '../../platform/index.ts';

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

/** Before a server starts: a file that will not do is known then, and not when the first blank lies in the encoder. */
export function demandTransportKey(file: string | undefined): void {
  if (file !== undefined) readMaster(file);
}

function readMaster(file: string): Uint8Array {
  const unusable = (problem: string) =>
    new ConfigurationError('the transport key cannot be used', [`MIBUN_TRANSPORT_KEY_FILE ${problem}`]);
  let text: string;
  try {
    if (isOpenToEverybody(file)) throw unusable(`is open to everybody: chmod 600 ${file}`);
    text = readTextFile(file).trim();
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw unusable(`${file} cannot be read: name a file that the server may read`);
  }
  if (!MASTER.test(text)) throw unusable('has no key in it: 32 or 64 hexadecimal digits in one line');
  return Buffer.from(text, 'hex');
}
