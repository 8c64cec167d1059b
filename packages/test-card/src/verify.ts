import {
  verifyAgeRecord,
  verifyCvCertificate,
  verifyFace,
  verifyNumberImage,
  verifySignedCardKey,
  verifyText,
} from '@mibun/card';
import { caInfo, der, type ProfileId, trustAnchors, verifyEndEntity } from '@mibun/pki';
import {
  type CardConnection,
  type CertificateKind,
  type FoundFile,
  type GivenCredentials,
  readEveryFile,
} from '@mibun/reader';
import type { AuthorityCertificates } from './authorities.ts';

/** What a card is checked against. */
export interface Roots {
  readonly certificates: AuthorityCertificates;
  readonly profile: ProfileId;
  /** Certificates are judged as of this instant. */
  readonly at: Date;
}

/** What became of one file. */
export interface FileCheck extends FoundFile {
  /** undefined: it was not read, or nothing on the card signs it. */
  readonly ok: boolean | undefined;
  /** What was found, in words: 'signed by the card-face CA', 'signature: …'. */
  readonly detail: string;
}

export interface Verification {
  /** No file that was read is wrong. */
  readonly ok: boolean;
  readonly files: readonly FileCheck[];
}

/** Reads every file that the credentials open and verifies them. Errors as `readEveryFile`. */
export async function readAndVerify(
  connection: CardConnection,
  given: GivenCredentials,
  roots: Roots,
): Promise<Verification> {
  return verifyFiles(await readEveryFile(connection, given), roots);
}

/** Verifies what was read from a card, each file up to the CA that answers for it. Never throws on a bad file. */
export function verifyFiles(files: readonly FoundFile[], roots: Roots): Verification {
  const checked = files.map((file) => ({ ...file, ...judge(file, files, roots) }));
  return { ok: checked.every(({ ok }) => ok !== false), files: checked };
}

type Judgement = Pick<FileCheck, 'ok' | 'detail'>;
type Check = (file: FoundFile, read: (name: string) => Uint8Array | undefined, roots: Roots) => Judgement;

const BY_CARD_FACE_CA: Judgement = { ok: true, detail: 'signed by the card-face CA' };

const CHECKS: Readonly<Record<string, Check>> = {
  authenticationCertificate: (file, _read, roots) => certificate('authentication', file, roots),
  signatureCertificate: (file, _read, roots) => certificate('signature', file, roots),
  authenticationCa: (file, _read, roots) => authority('authentication', file, roots),
  signatureCa: (file, _read, roots) => authority('signature', file, roots),
  number: (file, read, roots) => text({ numberFile: file.bytes }, read, roots),
  attributes: (file, read, roots) => text({ attributesFile: file.bytes }, read, roots),
  signature: (_file, read, roots) => text({}, read, roots),
  signedCardKey: ({ bytes: file }, read, roots) =>
    leadingToCa(read, roots, (anchor) => verifySignedCardKey({ ...anchor, file })),
  ageRecord: ({ bytes: file }, read, roots) =>
    leadingToCa(read, roots, (anchor) => verifyAgeRecord({ ...anchor, file })),
  face: ({ bytes: file }, read, roots) =>
    leadingToCa(read, roots, (anchor) => verifyFace({ ...anchor, file })),
  numberImage: ({ bytes: file }, read, roots) =>
    leadingToCa(read, roots, (anchor) => verifyNumberImage({ ...anchor, file })),
  cvCertificate: (file, _read, roots) => cvCertificate(file, roots),
};

function judge(file: FoundFile, files: readonly FoundFile[], roots: Roots): Judgement {
  if (file.state === 'closed') return { ok: undefined, detail: 'closed' };
  if (file.state === 'empty') return { ok: undefined, detail: 'empty' };
  // The card manager has objects of the same names that are not signed by this CA's key as files are.
  const check = file.application === 'card-manager' ? undefined : CHECKS[file.name];
  const read = (name: string) =>
    files.find((one) => one.application === file.application && one.name === name && one.state === 'read')
      ?.bytes;
  return check?.(file, read, roots) ?? { ok: undefined, detail: 'not signed' };
}

function certificate(
  kind: CertificateKind,
  file: FoundFile,
  { certificates, profile, at }: Roots,
): Judgement {
  const roots = trustAnchors(kind, profile, [certificates[kind]]);
  const { checks, ok } = verifyEndEntity({ certificate: element(file.bytes), roots, kind, at });
  const wrong = checks.filter((check) => !check.ok).map(({ check, detail }) => `${check}: ${detail}`);
  return { ok, detail: ok ? `issued by the ${kind} CA, in force` : wrong.join('; ') };
}

function authority(kind: CertificateKind, file: FoundFile, { certificates }: Roots): Judgement {
  const ok = Buffer.compare(element(file.bytes), certificates[kind]) === 0;
  return { ok, detail: ok ? `the ${kind} CA of these cards` : 'a CA that is not trusted here' };
}

function text(
  part: { readonly numberFile?: Uint8Array; readonly attributesFile?: Uint8Array },
  read: (name: string) => Uint8Array | undefined,
  roots: Roots,
): Judgement {
  const signatureFile = read('signature');
  if (signatureFile === undefined) return { ok: undefined, detail: 'its signature is closed' };
  return leadingToCa(read, roots, (anchor) => verifyText({ ...anchor, ...part, signatureFile }));
}

function cvCertificate(file: FoundFile, { certificates }: Roots): Judgement {
  const ca = caInfo(certificates['card-face']).certificate.spki;
  return tolerant(() =>
    verifyCvCertificate(file.bytes, ca)
      ? BY_CARD_FACE_CA
      : { ok: false, detail: 'not signed by the card-face CA' },
  );
}

function leadingToCa(
  read: (name: string) => Uint8Array | undefined,
  { certificates }: Roots,
  verify: (anchor: {
    readonly cvCertificate: Uint8Array;
    readonly caPublicKey: Uint8Array;
  }) => { readonly ok: true } | { readonly ok: false; readonly reason: string },
): Judgement {
  const cv = read('cvCertificate');
  if (cv === undefined) return { ok: false, detail: 'no CV certificate beside it' };
  const caPublicKey = caInfo(certificates['card-face']).certificate.spki;
  const verified = tolerant(() => verify({ cvCertificate: cv, caPublicKey }));
  if (verified.ok) return BY_CARD_FACE_CA;
  return { ok: false, detail: `wrong: ${'reason' in verified ? verified.reason : 'malformed'}` };
}

function tolerant<T>(work: () => T): T | { readonly ok: false; readonly detail: string } {
  try {
    return work();
  } catch {
    return { ok: false, detail: 'malformed' };
  }
}

/** The DER element at the beginning of a file, where filler may follow. */
function element(bytes: Uint8Array): Uint8Array {
  try {
    return der.readElement(bytes).raw;
  } catch {
    return bytes;
  }
}
