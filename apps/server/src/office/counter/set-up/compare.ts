import { type Face, type Verified, verifyFace } from '@mibun/card';
import { readCertificate } from '@mibun/pki';
import type { IssuedCertificate } from '../../../authority/certificates/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Bilingual } from '../../../platform/index.ts';
import type { Resident } from '../../../registry/residents/index.ts';
import type { SetUpFinding } from '../schemas.ts';
import { isSamePhoto } from './photo-likeness.ts';
import type { CertificateOnChip, ChipReading } from './read-chip.ts';

/** What the server knows of the card, to hold the chip against. */
export interface Expected {
  readonly card: Card;
  readonly resident: Resident;
  readonly individualNumber: string;
  /** PENDING, or in force on a card that was set up again. */
  readonly certificates: readonly IssuedCertificate[];
  /** As sent with the application; undefined where none is needed. */
  readonly photo: Uint8Array | undefined;
  /** Key of the card-face CA, SubjectPublicKeyInfo. */
  readonly faceCa: Uint8Array;
}

const TEXTS: Readonly<Record<SetUpFinding['id'], Bilingual>> = {
  'card-not-here': { ja: 'カードがこの窓口の保管場所にありません。', en: 'The card is not at this office.' },
  'card-unreadable': { ja: 'チップを読み取れません。', en: 'The chip cannot be read.' },
  'chip-serial': { ja: 'チップの製造番号が違います。', en: 'The chip has another serial number.' },
  'chip-state': {
    ja: 'チップが交付前の状態ではありません。',
    en: 'The chip is not in the state before hand-over.',
  },
  'secrets-set': { ja: '暗証番号がすでに設定されています。', en: 'A PIN is already set.' },
  number: { ja: '個人番号が登録と一致しません。', en: 'The Individual Number is not the registered one.' },
  attributes: {
    ja: '氏名・住所・生年月日・性別が住民基本台帳と一致しません。',
    en: 'Name, address, birth date or sex differ from the registry.',
  },
  'signature-certificate': {
    ja: '署名用電子証明書またはその鍵が、発行の記録と一致しません。',
    en: 'The signature certificate or its key is not the one on record.',
  },
  'authentication-certificate': {
    ja: '利用者証明用電子証明書またはその鍵が、発行の記録と一致しません。',
    en: 'The certificate for user identification or its key is not the one on record.',
  },
  face: {
    ja: '券面の記録に発行者の署名がないか、内容が一致しません。',
    en: 'The card-face record is not signed by the issuer, or does not fit.',
  },
  photo: {
    ja: 'チップの顔写真が、申請の写真と一致しません。',
    en: 'The photo in the chip is not the photo of the application.',
  },
  'registry-changed': {
    ja: '住民記録が有効でないか、住所地が変わっています。',
    en: 'The resident record is no longer alive here.',
  },
};

export const finding = (id: SetUpFinding['id']): SetUpFinding => ({ id, ...TEXTS[id] });

/** Everything in which the chip differs from what the server knows; empty when the card may be handed over (PRD-02). */
export async function compareChip(
  reading: ChipReading,
  expected: Expected,
): Promise<readonly SetUpFinding[]> {
  const { card, resident } = expected;
  const face = verifyFace({
    cvCertificate: reading.faceCvCertificate,
    caPublicKey: expected.faceCa,
    file: reading.face,
  });
  const wrong: Readonly<Partial<Record<SetUpFinding['id'], boolean>>> = {
    'chip-serial': reading.chipSerial !== card.chipSerial,
    'chip-state': reading.state !== 'personalised',
    'secrets-set': !reading.secretsUnset,
    number: reading.individualNumber !== expected.individualNumber,
    attributes: !sameAttributes(reading, resident),
    'signature-certificate': !sameCertificate(reading.signature, certificateOf(expected, 'signature')),
    'authentication-certificate': !sameCertificate(
      reading.authentication,
      certificateOf(expected, 'authentication'),
    ),
    face: !sameFace(face, expected),
    photo: !face.ok || !(await isSamePhoto(expected.photo, face.value.photoJp2)),
    'registry-changed': resident.status !== 'resident' || resident.municipality !== card.municipality,
  };
  return (Object.keys(wrong) as SetUpFinding['id'][]).filter((id) => wrong[id]).map(finding);
}

function sameAttributes({ attributes }: ChipReading, resident: Resident): boolean {
  return (['name', 'address', 'birthDate', 'sex'] as const).every((key) => attributes[key] === resident[key]);
}

function certificateOf({ certificates }: Expected, kind: IssuedCertificate['kind']) {
  return certificates.find((one) => one.kind === kind && one.state === 'PENDING');
}

/** On record and in the chip, or neither; octet for octet, and over the key that lies beside it. */
function sameCertificate(
  inChip: CertificateOnChip | undefined,
  onRecord: IssuedCertificate | undefined,
): boolean {
  if (inChip === undefined || onRecord === undefined) return inChip === undefined && onRecord === undefined;
  return (
    Buffer.from(onRecord.der).equals(inChip.certificate) &&
    Buffer.from(readCertificate(onRecord.der).spki).equals(inChip.publicKey)
  );
}

function sameFace(face: Verified<Face>, { card, resident }: Expected): boolean {
  if (!face.ok) return false;
  const { birthDate, sex, expiry } = face.value;
  return birthDate === resident.birthDate && sex === resident.sex && expiry === card.expiry;
}
