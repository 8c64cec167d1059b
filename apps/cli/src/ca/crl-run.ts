import {
  type Crl,
  type CrlEntry,
  PkiError,
  readCrl,
  revocationIn,
  scopeText,
  verifyCrl,
  verifyDeltaCrl,
} from '@mibun/pki';
import { CommandError, print, say } from '../output.ts';
import { certificateOf, octetsOf } from './client-files.ts';
import type { CrlOptions } from './crl.ts';
import { when } from './office-table.ts';

const SHOWN = 20;

/** `mibun ca crl`: true when the CRL verifies and, with --about, the certificate is not on it. */
export async function crl(where: string, { about, base, issuer, json }: CrlOptions): Promise<boolean> {
  const octets = await octetsOf(where);
  const read = reading(octets, where);
  const ca = await certificateOf(issuer ?? issuerAddress(where));
  if (!issuer) say(`mibun: the CA certificate is from the same server; --issuer names one that you trust`);
  const certificate = about === undefined ? undefined : await certificateOf(about);
  const asked = { issuer: ca, at: new Date(), ...(certificate && { about: certificate }) };
  if (read.deltaBase !== undefined && !base) {
    throw new CommandError('this is a delta CRL', 'give the CRL that it is on top of: --base <file>');
  }
  const complete = base ? reading(await octetsOf(base), base) : read;
  const ofComplete = verifyCrl({ crl: complete, ...asked }).checks;
  const ofDelta = base ? verifyDeltaCrl({ base: complete, delta: read, ...asked }).checks : [];
  const checks = [...ofComplete, ...ofDelta];
  const ok = checks.every((check) => check.ok);
  // with a delta: what the two say together
  const entry = certificate && revocationIn(complete, base ? read : undefined, certificate.serial);
  if (json) {
    const { issuer: name, number, thisUpdate, nextUpdate, shardUrls, deltaBase, entryCount } = read;
    const shown = { issuer: name, number: String(number), thisUpdate, nextUpdate, shardUrls, entryCount };
    const delta = deltaBase === undefined ? {} : { deltaBase: String(deltaBase) };
    print(
      JSON.stringify(
        { ok, ...shown, ...delta, octets: octets.length, checks, about: entry ?? null },
        null,
        2,
      ),
    );
  } else {
    for (const line of describe(read, octets.length)) print(line);
    for (const check of checks.filter((one) => !one.ok))
      print(`  fails  ${check.check} (${check.rule}): ${check.detail}`);
    print(
      ok
        ? 'it verifies: genuine, complete and in time'
        : 'it does NOT verify: nothing on it may be relied on',
    );
    if (certificate) print(said(certificate.serial, entry));
  }
  return ok && !entry;
}

function describe(crl: Crl, octets: number): readonly string[] {
  const first = [...take(crl.entries(), SHOWN)];
  return [
    `CRL of ${crl.issuer}`,
    `  covers     ${scopeText(crl.scope)}`,
    `  number     ${crl.number}${crl.deltaBase === undefined ? '' : `, a delta on top of ${crl.deltaBase}`}`,
    `  made       ${when(crl.thisUpdate)}`,
    `  next one   ${when(crl.nextUpdate)} at the latest`,
    `  entries    ${crl.entryCount} in ${octets} octets`,
    ...first.map(({ serial, at, reason }) => `    ${serial}  ${when(at)}  ${reason}`),
    ...(crl.entryCount > SHOWN ? [`    … and ${crl.entryCount - SHOWN} more`] : []),
  ];
}

function said(serial: string, entry: CrlEntry | undefined): string {
  if (!entry) return `${serial} is not on it`;
  return entry.reason === 'certificateHold'
    ? `${serial} is on hold since ${when(entry.at)}`
    : `${serial} is revoked since ${when(entry.at)}: ${entry.reason}`;
}

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}

function reading(octets: Uint8Array, where: string): Crl {
  try {
    return readCrl(octets);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new CommandError(`${where} is no CRL: ${error.message}`, 'give DER or PEM');
  }
}

/** `…/crl/<authority>/<shard>.crl` stands beside `…/ca/<authority>.cer`. */
function issuerAddress(where: string): string {
  const match = /^(https?:\/\/[^/]+)\/crl\/([\w-]+)\//.exec(where);
  if (!match) throw new CommandError('whose CRL is it?', 'give the certificate of the CA: --issuer <file>');
  return `${match[1]}/ca/${match[2]}.cer`;
}
