import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type DigestAlgorithm,
  namesCertificate,
  OID,
  type SignerInfo,
  schemeOf,
  signatureFitsScheme,
  signatureTimeStamp,
  signedContentType,
  signedDigest,
  signerCertificate,
} from '@mibun/pki';
import { PdfError } from '../errors.ts';
import type { PdfBudget } from '../pdf/budget.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/document.ts';
import { as, textOf } from '../pdf/objects.ts';
import { imprintOfToken, isTimeStamp, withoutPadding } from './changes/new-signature.ts';
import { certificationOf, permissionsOfSignature } from './changes/permissions.ts';
import type { LaterChanges } from './changes/types.ts';
import { RevisionHistory } from './changes.ts';
import type { SignatureContainer } from './container.ts';
import { readContainer } from './container.ts';
import type { SignatureField } from './fields.ts';
import { signatureFields } from './fields.ts';
import type {
  PdfInspection,
  PdfSignature,
  PdfTimeStamp,
  SignaturePermission,
  SignatureProblem,
} from './types.ts';

/** What a signature costs: its container and key, and its octets, which are cheaper to hash than to parse. */
const SIGNATURE_STEPS = 20_000;
const HASHED_PER_STEP = 16;

/**
 * Finds and checks every signature of a PDF. Never throws: a file that cannot be read has no signatures and a
 * problem. Says what is cryptographically true of the document; whether the signer's certificate is to be trusted
 * and was good at the time is a question for the PKI (domain.md VER-07). `budget`: of whoever has read the file before.
 */
export function inspectPdfSignatures(pdf: Uint8Array, budget?: PdfBudget): PdfInspection {
  try {
    const document = openPdf(pdf, budget);
    const { fields, problems } = signatureFields(document);
    const ordered = [...fields].sort((a, b) => signedEnd(a) - signedEnd(b));
    const history = new RevisionHistory(document, ordered.map(signedEnd));
    const isStamp = (field: SignatureField) => isTimeStamp(document, field.value);
    return {
      signatures: ordered
        .filter((field) => !isStamp(field))
        .map((field, index) => inspectOne(document, field, index, history)),
      timeStamps: ordered
        .filter(isStamp)
        .map((field, index) => inspectTimeStamp(document, field, index, history)),
      problems: problems.map((detail) => ({ code: 'damaged', detail })),
    };
  } catch (error) {
    const known = error instanceof PdfError ? error : new PdfError('damaged', 'the file cannot be read');
    return { signatures: [], timeStamps: [], problems: [{ code: known.code, detail: known.message }] };
  }
}

function signedEnd(field: SignatureField): number {
  return field.byteRange[2] + field.byteRange[3];
}

class Findings {
  readonly problems: SignatureProblem[] = [];
  /** Notes the problem unless the condition holds; gives the condition back. */
  expect(holds: boolean, code: SignatureProblem['code'], detail: string): boolean {
    if (!holds) this.problems.push({ code, detail });
    return holds;
  }
}

function inspectOne(
  document: PdfDocument,
  field: SignatureField,
  index: number,
  history: RevisionHistory,
): PdfSignature {
  // Thousands of fields may share one signature over the whole file.
  document.budget.charge(
    SIGNATURE_STEPS + field.contents.bytes.length + Math.ceil(document.bytes.length / HASHED_PER_STEP),
  );
  const findings = new Findings();
  const rangeGood = checkRange(document, field, findings);
  const container = readContainer(field.contents.bytes);
  findings.expect(container !== undefined, 'container', 'no signature of one signer in /Contents');
  const subFilter = as('name', document.resolve(field.value.entries.get('SubFilter')))?.value ?? '';
  findings.expect(
    subFilter === 'ETSI.CAdES.detached',
    'sub-filter',
    `/SubFilter is ${subFilter || 'missing'}`,
  );
  const checked =
    container === undefined ? undefined : checkContainer(container, signedBytes(document, field), findings);
  const coversWholeFile = rangeGood && signedEnd(field) === document.bytes.length;
  // Without a good byte range nobody can say what was signed, and that is said already.
  const later = rangeGood ? history.since(signedEnd(field)) : NOTHING_LATER;
  for (const detail of later.changes) findings.problems.push({ code: 'changed-after-signing', detail });
  const permission = permissionOf(document, field, later);
  if (permission?.kept === false) {
    for (const detail of later.violations) findings.problems.push({ code: 'permission-broken', detail });
  }
  const time = readDate(textOf(field.value.entries.get('M')));
  const texts = { name: 'Name', reason: 'Reason', location: 'Location' } as const;
  return {
    index,
    fieldName: field.name,
    byteRange: field.byteRange,
    subFilter,
    coversWholeFile,
    intact: rangeGood && checked?.digestMatches === true,
    signatureValid: rangeGood && checked?.signatureMatches === true,
    later,
    changedAfterSigning: later.answer === 'changed',
    signedAgain: later.additions.some(({ kind }) => kind === 'signature'),
    ...optional('permission', permission),
    embeddedCertificates: container?.certificates ?? [],
    ...optional('signerCertificate', checked?.certificate),
    ...optional('signingTime', time),
    ...optional('timeStampToken', container && signatureTimeStamp(container.signer)),
    ...optional('signatureValue', container?.signer.signature),
    ...optional('digestAlgorithm', checked?.digestAlgorithm),
    ...Object.fromEntries(
      Object.entries(texts).flatMap(([key, entry]) => {
        const text = textOf(document.resolve(field.value.entries.get(entry)));
        return text === undefined ? [] : [[key, text]];
      }),
    ),
    problems: findings.problems,
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

/** The gap must be exactly this signature's /Contents token, or something unsigned hides in it. */
function checkRange(document: PdfDocument, field: SignatureField, findings: Findings): boolean {
  const [start, firstLength, secondStart, secondLength] = field.byteRange;
  const inside = secondStart + secondLength <= document.bytes.length && secondLength > 0;
  const gap =
    field.contents.hexadecimal && field.contents.start === firstLength && field.contents.end === secondStart;
  return (
    findings.expect(start === 0 && inside, 'byte-range', 'the byte range does not lie in the file') &&
    findings.expect(gap, 'byte-range', 'the gap of the byte range is not the signature itself')
  );
}

function signedBytes(document: PdfDocument, field: SignatureField): readonly [Uint8Array, Uint8Array] {
  const [, firstLength, secondStart] = field.byteRange;
  return [document.bytes.subarray(0, firstLength), document.bytes.subarray(secondStart, signedEnd(field))];
}

interface Checked {
  readonly certificate: Uint8Array | undefined;
  /** undefined: not accepted. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly digestMatches: boolean;
  readonly signatureMatches: boolean;
}

function checkContainer(
  container: SignatureContainer,
  content: readonly [Uint8Array, Uint8Array],
  findings: Findings,
): Checked {
  const { signer } = container;
  const certificate = signerCertificate(signer, container.certificates);
  findings.expect(!container.trailingBytes, 'contents', 'bytes follow the signature inside /Contents');
  const shapeGood = findings.expect(
    !container.encapsulatesContent,
    'container',
    'the signature carries content of its own',
  );
  const scheme = schemeOf(signer);
  if (scheme === undefined) {
    findings.problems.push({
      code: 'weak-algorithm',
      detail: 'digest or signature algorithm is not accepted',
    });
    return { certificate, digestAlgorithm: undefined, digestMatches: false, signatureMatches: false };
  }
  const digest = content.reduce((hash, part) => hash.update(part), createHash(scheme.digest)).digest();
  const attributes = checkAttributes(signer, digest, certificate, findings);
  const valueGood =
    certificate !== undefined &&
    signer.signedAttributes !== undefined &&
    signatureFitsScheme(certificate, scheme, signer.signedAttributes, signer.signature);
  findings.expect(
    valueGood,
    'signature-mismatch',
    'the signature was not made by the key of the certificate',
  );
  return {
    certificate,
    digestAlgorithm: scheme.digest,
    digestMatches: attributes.digestMatches,
    signatureMatches: shapeGood && valueGood && attributes.good,
  };
}

/** Exactly one value of each required attribute, naming this content, this document and this certificate. */
function checkAttributes(
  signer: SignerInfo,
  digest: Uint8Array,
  certificate: Uint8Array | undefined,
  findings: Findings,
): { readonly digestMatches: boolean; readonly good: boolean } {
  const typeGood = findings.expect(
    signedContentType(signer) === OID.data,
    'attributes',
    'no content-type attribute for data',
  );
  const named = signedDigest(signer);
  const digestNamed = findings.expect(
    named !== undefined,
    'attributes',
    'no single message-digest attribute',
  );
  const digestMatches = named?.length === digest.length && timingSafeEqual(named, digest);
  findings.expect(digestMatches, 'digest-mismatch', 'the document was changed: its digest is another one');
  const essGood = findings.expect(
    certificate !== undefined && namesCertificate(signer, certificate),
    'signing-certificate',
    'no signing-certificate-v2 attribute that names the signer',
  );
  findings.expect(
    !signer.attributes.some((attribute) => attribute.type === OID.signingTime),
    'signing-time-attribute',
    'a signing-time attribute, which PAdES forbids',
  );
  return { digestMatches, good: typeGood && digestNamed && digestMatches && essGood };
}

const NOTHING_LATER: LaterChanges = { answer: 'unchanged', additions: [], changes: [], violations: [] };

/** What the signer permits afterwards; a level of 1 is broken by additions that otherwise would be none of a change. */
function permissionOf(
  document: PdfDocument,
  field: SignatureField,
  later: LaterChanges,
): SignaturePermission | undefined {
  const { level } = permissionsOfSignature(document, field.value, field.field);
  if (level === undefined) return undefined;
  return {
    by: certificationOf(document) === field.value ? 'certification' : 'lock',
    level,
    kept: later.answer !== 'changed' && (level > 1 || later.violations.length === 0),
  };
}

function inspectTimeStamp(
  document: PdfDocument,
  field: SignatureField,
  index: number,
  history: RevisionHistory,
): PdfTimeStamp {
  document.budget.charge(Math.ceil(document.bytes.length / HASHED_PER_STEP));
  const rangeGood = checkRange(document, field, new Findings());
  const named = imprintOfToken(field.contents.bytes);
  const digest =
    named &&
    signedBytes(document, field)
      .reduce((hash, part) => hash.update(part), createHash(named.hash))
      .digest();
  return {
    index,
    fieldName: field.name,
    byteRange: field.byteRange,
    coversWholeFile: rangeGood && signedEnd(field) === document.bytes.length,
    later: rangeGood ? history.since(signedEnd(field)) : NOTHING_LATER,
    token: withoutPadding(field.contents.bytes),
    ...optional('imprint', named && digest && { hash: named.hash, digest: Uint8Array.from(digest) }),
    intact: rangeGood && digest !== undefined && Buffer.compare(digest, named?.digest ?? digest) === 0,
  };
}

/** A date of ISO 32000-1 §7.9.4; undefined when it is none. */
export function readDate(text: string | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = match;
  const zone = sign === undefined ? 'Z' : `${sign}${offsetHours}:${offsetMinutes ?? '00'}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
