import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMark } from '@mibun/durable';
import { fromPem, type PemLabel, PkiError, readCertificate } from '@mibun/pki';
import { CommandError } from '../output.ts';

/** No file of these commands is larger; the limit is checked before anything is read. */
const MOST_OCTETS = 1_000_000;

/** Throws a calm error if there is no such file, or it is too large to be one. */
export function readInput(path: string): Uint8Array {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}`);
  const { size } = statSync(path);
  if (size > MOST_OCTETS) throw new CommandError(`${path} is too large to be what is asked for`);
  return Uint8Array.from(readFileSync(path));
}

/** Every object of one kind in a file: a PEM bundle, or one in DER. */
export function readDer(label: PemLabel, path: string): readonly Uint8Array[] {
  const octets = withoutMark(readInput(path));
  const text = Buffer.from(octets).toString('latin1');
  if (!text.includes('-----BEGIN ')) return [octets];
  try {
    return fromPem(label, text);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new CommandError(`${path}: ${error.message}`, 'give PEM with its first and last lines, or DER');
  }
}

/** Every certificate of a file. */
export function certificatesIn(path: string): readonly Uint8Array[] {
  const found = readDer('CERTIFICATE', path);
  if (found.length === 0) throw new CommandError(`${path} holds no certificate`);
  return found;
}

/** Which certificate of a file is meant: its place, when there are several, its subject and serial. */
export function aboutOf(der: Uint8Array, index: number, count: number): string {
  const place = count > 1 ? `${index + 1} of ${count}  ` : '';
  try {
    const { subject, serial } = readCertificate(der);
    return `${place}${subject}  serial ${serial}`;
  } catch (error) {
    if (error instanceof PkiError) return `${place}no certificate`;
    throw error;
  }
}

/** The same for all files of a folder. */
export function readAllDer(label: PemLabel, path: string): readonly Uint8Array[] {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}`);
  if (!statSync(path).isDirectory()) return readDer(label, path);
  return readdirSync(path)
    .filter((name) => /\.(pem|crt|cer|der)$/.test(name))
    .sort()
    .flatMap((name) => readDer(label, join(path, name)));
}
