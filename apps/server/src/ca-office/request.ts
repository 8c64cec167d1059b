import { toPem } from '@mibun/pki';
import type { InstitutionRequest } from '../certificates/index.ts';
import type { Actor } from '../platform/index.ts';
import { type CertificationRequest, readCertificationRequest } from './certification-request.ts';
import { type Context, operatorAct } from './context.ts';
import { caOfficeErrors } from './errors.ts';
import type { RequestCheck, RequestCheckAnswer, RequestIssueAnswer } from './schemas.ts';

/** What would be issued for a request, and what stands against it. Nothing is put on record. */
export async function checkRequest(context: Context, wanted: RequestCheck): Promise<RequestCheckAnswer> {
  const request = readCertificationRequest(wanted.request);
  const subject = subjectOf(wanted, request);
  const draft = await context.certificates.draftForInstitution(orderOf(wanted, request));
  return {
    keySpec: request.keySpec,
    requestedSubject: request.subject,
    subject: {
      prefecture: subject.prefecture || null,
      organisation: subject.organisation || null,
      commonName: subject.commonName || null,
    },
    generation: draft.generation,
    notBefore: draft.notBefore.toISOString(),
    notAfter: draft.notAfter.toISOString(),
    findings: [...missing(wanted, request), ...draft.findings],
  };
}

/** Intent → lint → sign → compare, after the same checks. */
export async function issueForRequest(
  context: Context,
  wanted: RequestCheck,
  actor: Actor,
): Promise<RequestIssueAnswer> {
  const request = readCertificationRequest(wanted.request);
  const findings = missing(wanted, request).map(({ id }) => id);
  if (findings.length > 0) {
    throw caOfficeErrors.CA_REQUEST_UNFIT({ params: { findings: findings.join(', ') } });
  }
  const order = orderOf(wanted, request);
  const issued = await context.certificates.issueToInstitution({
    ...order,
    act: operatorAct(actor, `PKCS #10 ${request.subject}`),
  });
  return {
    serial: issued.serial,
    generation: issued.generation,
    notAfter: issued.notAfter.toISOString(),
    certificate: toPem('CERTIFICATE', issued.der),
  };
}

function orderOf(wanted: RequestCheck, request: CertificationRequest): Omit<InstitutionRequest, 'act'> {
  const { kind, days } = wanted;
  return { kind, publicKey: request.publicKey, subject: subjectOf(wanted, request), days };
}

/** The operator's word counts; what they leave out is taken from the request. A time stamp has no prefecture. */
function subjectOf({ kind, subject = {} }: RequestCheck, { attributes }: CertificationRequest) {
  const prefecture = subject.prefecture ?? attributes.ST ?? attributes.L;
  return {
    ...(kind === 'seal' && prefecture && { prefecture }),
    organisation: subject.organisation ?? attributes.O ?? '',
    commonName: subject.commonName ?? attributes.CN ?? '',
  };
}

function missing(wanted: RequestCheck, request: CertificationRequest): RequestCheckAnswer['findings'] {
  const subject = subjectOf(wanted, request);
  const needed = [
    ['commonName', subject.commonName],
    ['organisation', subject.organisation],
    ...(wanted.kind === 'seal' ? [['prefecture', subject.prefecture]] : []),
  ] as const;
  return needed
    .filter(([, value]) => !value)
    .map(([field]) => ({ id: `subject-${field}`, rule: 'pki.md §2', detail: `the subject has no ${field}` }));
}
