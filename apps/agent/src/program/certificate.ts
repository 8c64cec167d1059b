import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isFileError, isOpenToEverybody, readTextFile } from '@mibun/durable';
import type { AgentTls } from '../server/loopback.ts';
import type { ReadCertificate } from './settings.ts';

const CERTIFICATE = 'MIBUN_AGENT_CERTIFICATE (--certificate)';
const KEY = 'MIBUN_AGENT_KEY (--key)';

interface Found {
  readonly tls?: AgentTls & ReadCertificate;
  readonly problems: readonly string[];
}

/**
 * The certificate for an origin with https, and its key. A browser that does not take it shows no window at all, so
 * whatever can be seen from here is said before.
 *
 * @param expected.hostname of the origin; undefined where the origin is wrong and said to be
 */
export function readCertificate(
  certificateFile: string | undefined,
  keyFile: string | undefined,
  expected: { readonly now: Date; readonly hostname: string | undefined },
): Found {
  if (certificateFile === undefined && keyFile === undefined) return { problems: [] };
  if (certificateFile === undefined) return { problems: [`${CERTIFICATE} is missing: the key needs one`] };
  if (keyFile === undefined) return { problems: [`${KEY} is missing: the certificate needs it`] };
  try {
    const cert = readPem(CERTIFICATE, certificateFile);
    const key = readPem(KEY, keyFile);
    if (isOpenToEverybody(keyFile)) {
      throw new Unfit(`${KEY} is a file that is open to everybody: chmod 600 ${keyFile}`);
    }
    const certificate = parsedCertificate(cert, certificateFile);
    if (!certificate.checkPrivateKey(parsedKey(key, keyFile))) {
      throw new Unfit(`${KEY} does not belong to the certificate in ${certificateFile}`);
    }
    const problems = [...timeProblems(certificate, expected.now), ...nameProblems(certificate, expected)];
    if (problems.length > 0) return { problems };
    const names = (certificate.subjectAltName ?? '').replaceAll('DNS:', '').replaceAll('IP Address:', '');
    const { validToDate: validTo, fingerprint256: fingerprint } = certificate;
    return { tls: { cert, key, names, validTo, fingerprint }, problems: [] };
  } catch (error) {
    if (error instanceof Unfit) return { problems: [error.message] };
    throw error;
  }
}

class Unfit extends Error {}

function readPem(name: string, file: string): string {
  try {
    return readTextFile(file);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) throw new Unfit(`${name}: there is no ${file}`);
    throw new Unfit(`${name}: ${file} cannot be read as a file in PEM`);
  }
}

function parsedCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Unfit(`${CERTIFICATE}: ${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  }
}

function parsedKey(pem: string, file: string) {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Unfit(
      `${KEY}: ${file} holds no private key in PEM without a passphrase (-----BEGIN PRIVATE KEY-----)`,
    );
  }
}

function timeProblems({ validFromDate, validToDate }: X509Certificate, now: Date): readonly string[] {
  if (now > validToDate) {
    return [`${CERTIFICATE} expired on ${day(validToDate)}: browsers refuse it; put a new one there`];
  }
  return now < validFromDate
    ? [`${CERTIFICATE} is valid only from ${day(validFromDate)}: see that the clock of this machine is right`]
    : [];
}

/** Browsers look at the alternative names alone (RFC 6125 §6.4.4), and at the subject not at all. */
function nameProblems(
  certificate: X509Certificate,
  { hostname }: { readonly hostname: string | undefined },
): readonly string[] {
  if (hostname === undefined) return [];
  const bare = hostname.replace(/^\[|\]$/g, '');
  const isAddress = bare.includes(':') || /^[\d.]+$/.test(bare);
  const fits = isAddress ? certificate.checkIP(bare) : certificate.checkHost(bare, { subject: 'never' });
  if (fits !== undefined) return [];
  const names = certificate.subjectAltName ?? 'no name at all (subjectAltName)';
  return [`${CERTIFICATE} is for ${names}, and not for ${bare}, which browsers will ask for`];
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
