import { randomBytes } from 'node:crypto';
import {
  buildOcspRequest,
  type Certificate,
  type CertificateStatus,
  makeCertId,
  PkiError,
  readOcspResponse,
  verifyOcspResponse,
} from '@mibun/pki';
import { CommandError, print, say } from '../output.ts';
import { PATIENCE_MS } from '../patience.ts';
import { certificateOf } from './client-files.ts';
import type { OcspOptions } from './ocsp.ts';
import { when } from './office-table.ts';

/** `mibun ca ocsp`: true when the answer verifies and says good. */
export async function ocsp(file: string, options: OcspOptions): Promise<boolean> {
  const certificate = await certificateOf(file);
  const issuer = await issuerOf(certificate, options);
  const url = options.url ?? certificate.ocspUrls[0];
  if (!url) throw new CommandError('the certificate names no responder', 'give one: --url <url>');
  const nonce = options.nonce ? new Uint8Array(randomBytes(32)) : undefined;
  const certId = makeCertId(issuer, certificate.serial, 'sha256');
  const request = buildOcspRequest({ certIds: [certId], ...(nonce && { nonce }) });
  const began = performance.now();
  const answer = readOcspResponse(await post(url, request));
  const took = performance.now() - began;
  if (!answer.ok) {
    throw new CommandError(
      `the responder answered ${answer.error}`,
      HINTS[answer.error] ?? 'look at its log',
    );
  }
  const { response } = answer;
  const {
    ok,
    checks,
    said: single,
  } = verifyOcspResponse(response, {
    issuer,
    serial: certificate.serial,
    at: new Date(),
    ...(nonce && { nonce }),
  });
  if (options.json) {
    print(
      JSON.stringify(
        {
          ok,
          status: single?.status ?? null,
          thisUpdate: single?.thisUpdate,
          nextUpdate: single?.nextUpdate,
          producedAt: response.producedAt,
          milliseconds: Math.round(took),
          checks,
        },
        null,
        2,
      ),
    );
  } else {
    print(`${certificate.subject || certificate.serial}`);
    print(`  asked      ${url}, answered in ${took.toFixed(0)} ms`);
    if (single) print(`  says       ${said(single.status)}`);
    if (single)
      print(
        `  as of      ${when(single.thisUpdate)}${single.nextUpdate ? `, next ${when(single.nextUpdate)}` : ''}`,
      );
    for (const check of checks.filter((one) => !one.ok))
      print(`  fails      ${check.check} (${check.rule}): ${check.detail}`);
    print(ok ? 'the answer verifies' : 'the answer does NOT verify: treat the status as unavailable');
  }
  return ok && single?.status.status === 'good';
}

const HINTS: Readonly<Record<string, string>> = {
  unauthorized: 'the responder answers accredited verifiers alone, or does not know this CA',
  tryLater: 'ask again in a moment',
  malformedRequest: 'the responder could not read the question',
};

function said(status: CertificateStatus): string {
  if (status.status === 'good') return 'good';
  if (status.status === 'unknown') return 'unknown: never issued by this CA';
  return status.reason === 'certificateHold'
    ? `on hold since ${when(status.at)}`
    : `revoked since ${when(status.at)}${status.reason ? `: ${status.reason}` : ''}`;
}

async function issuerOf(certificate: Certificate, { issuer }: OcspOptions): Promise<Certificate> {
  if (issuer) return certificateOf(issuer);
  const [address] = certificate.caIssuersUrls;
  if (!address) throw new CommandError('the certificate does not say where its CA is', '--issuer <file>');
  say(`mibun: the CA certificate is from ${address}; --issuer names one that you trust`);
  return certificateOf(address);
}

async function post(url: string, request: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/ocsp-request' },
      body: Buffer.from(request),
    });
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof PkiError) throw error;
    throw new CommandError(`nothing answers at ${url}`, 'is the server running, and may you reach it?');
  }
}
