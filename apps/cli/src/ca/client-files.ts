import { readFile } from 'node:fs/promises';
import { withoutMark } from '@mibun/durable';
import { type Certificate, PkiError, readCertificate } from '@mibun/pki';
import { CommandError } from '../output.ts';
import { PATIENCE_MS } from '../patience.ts';

/** Nothing of ours is larger; a CRL of everything has some hundred megabytes. */
const MAX_OCTETS = 1024 ** 3;

/** The octets of a file or an address, PEM taken off. */
export async function octetsOf(where: string): Promise<Uint8Array> {
  const octets = /^https?:/.test(where) ? await fetched(where) : await read(where);
  const head = Buffer.from(octets.subarray(0, 64)).toString('latin1');
  if (!head.startsWith('-----BEGIN')) return octets;
  const text = Buffer.from(octets).toString('latin1');
  const blocks = text.split('-----BEGIN ').length - 1;
  if (blocks > 1) {
    // the first would be taken silently, and the answer would be about another than is meant
    throw new CommandError(`${where} holds ${blocks} PEM blocks`, 'give a file with the one that is meant');
  }
  const base64 = text.replaceAll(/-----[A-Z0-9 ]+-----|\s+/g, '');
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

export async function certificateOf(where: string): Promise<Certificate> {
  const octets = await octetsOf(where);
  try {
    return readCertificate(octets);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new CommandError(`${where} is no certificate: ${error.message}`, 'give DER or PEM');
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return withoutMark(new Uint8Array(await readFile(path)));
  } catch {
    throw new CommandError(`cannot read ${path}`, 'give a file or an http address');
  }
}

async function fetched(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new CommandError(`nothing answers at ${url}`, 'is the server running, and may you reach it?');
  });
  if (response.status === 403) {
    throw new CommandError(
      `${new URL(url).host} gives this to accredited verifiers alone`,
      'ask with the certificate of an accredited verifier, or against a system in demo mode',
    );
  }
  if (!response.ok) throw new CommandError(`${url} answered ${response.status}`, 'is the address right?');
  if (Number(response.headers.get('content-length') ?? 0) > MAX_OCTETS) {
    throw new CommandError(`${url} sends more than a gigabyte`, 'this is no CRL or certificate of ours');
  }
  return new Uint8Array(await response.arrayBuffer());
}
