import { buildOcspRequest, makeCertId, readCertificate, readOcspResponse } from '@mibun/pki';
import { PATIENCE_MS } from '../patience.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

export type Kind = 'signature' | 'authentication';

/** Asks the OCSP responder about one certificate, keeps the answer, and gives its status in words. */
export async function askStatus(
  world: World,
  story: Story,
  kind: Kind,
  certificate: Uint8Array,
  moment: string,
): Promise<string> {
  const issuer = readCertificate(world.running.modules.certificates.api.ca(kind).certificate.der);
  const { serial } = readCertificate(certificate);
  const response = await fetch(`${world.origin}/ocsp/${kind}`, {
    method: 'POST',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(buildOcspRequest({ certIds: [makeCertId(issuer, serial, 'sha1')] })),
  });
  const der = new Uint8Array(await response.arrayBuffer());
  const answer = readOcspResponse(der);
  if (!answer.ok) throw new Error(`the responder answered ${answer.error}`);
  const [single] = answer.response.responses;
  if (!single) throw new Error('the responder answered about nothing');
  const words =
    single.status.status === 'revoked'
      ? `revoked (${single.status.reason ?? 'no reason'})`
      : single.status.status;
  story.keep(`ocsp-${moment}-${kind}-${serial.slice(0, 6)}.der`, der, `OCSP ${kind}`);
  story.show(`  status of ${serial.slice(0, 12)}…`, words);
  return words;
}
