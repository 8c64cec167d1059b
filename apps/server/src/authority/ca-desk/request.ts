import type { InstitutionName, InstitutionRequest } from '../certificates/index.ts';
import { readCertificationRequest } from './certification-request.ts';
import type { Context } from './context.ts';
import { caDeskErrors } from './errors.ts';
import type { ProposedAct, RequestCheck, RequestCheckAnswer } from './schemas.ts';

type ProposedCertificate = NonNullable<ProposedAct['certificate']>;

/** What would be issued for a request, and what stands against it. Nothing is put on record. */
export async function checkRequest(context: Context, wanted: RequestCheck): Promise<RequestCheckAnswer> {
  const request = readCertificationRequest(wanted.request);
  const draft = await context.certificates.draftForInstitution({
    name: nameOf(wanted),
    publicKey: request.publicKey,
    days: wanted.days,
    ...(wanted.renews && { renews: wanted.renews }),
  });
  const { prefecture, organisation, commonName } = draft.subject;
  return {
    keySpec: request.keySpec,
    requestedSubject: request.subject,
    subject: {
      prefecture: prefecture ?? null,
      organisation: organisation ?? null,
      commonName: commonName ?? null,
    },
    generation: draft.generation,
    notBefore: draft.notBefore.toISOString(),
    notAfter: draft.notAfter.toISOString(),
    findings: [...draft.findings],
  };
}

/** The same checks, for the proposal: what could not be issued is not proposed. */
export async function certificateToPropose(
  context: Context,
  wanted: RequestCheck,
): Promise<{ readonly generation: number; readonly certificate: ProposedCertificate }> {
  const { publicKey } = readCertificationRequest(wanted.request);
  const { findings, generation, keySpec, requestedSubject, subject } = await checkRequest(context, wanted);
  if (findings.length > 0) {
    const ids = findings.map(({ id }) => id).join(', ');
    throw caDeskErrors.CA_REQUEST_UNFIT({ params: { findings: ids } });
  }
  return {
    generation,
    certificate: {
      name: nameOf(wanted),
      publicKey: Buffer.from(publicKey).toString('base64'),
      keySpec,
      requestedSubject,
      subject: Object.values(subject).filter(Boolean).join(' / '),
      days: wanted.days,
      renews: wanted.renews ?? null,
    },
  };
}

export function orderOf(certificate: ProposedCertificate): Omit<InstitutionRequest, 'act'> {
  const { name, publicKey, days, renews } = certificate;
  return {
    name,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
    days,
    ...(renews && { renews }),
  };
}

function nameOf(wanted: RequestCheck): InstitutionName {
  return wanted.kind === 'seal'
    ? { kind: 'seal', municipality: wanted.municipality, office: wanted.office }
    : { kind: 'time-stamp', unit: wanted.unit };
}
