import {
  decodeAttributes,
  decodeCertificatePresence,
  decodeCommonSerial,
  decodeFace,
  decodeNumberFile,
  decodeNumberImage,
  decodeSessionKeyFile,
  FILES,
  LayoutError,
  publicKeyToSpki,
  verifyAgeRecord,
  verifyFace,
  verifyNumberImage,
  verifySignedCardKey,
  verifyText,
} from '@mibun/card';
import { type ChipPictures, digitsToPng1bit } from '@mibun/documents';
import { readCertificate } from '@mibun/pki';
import type { IssuedCertificate } from '../../../authority/certificates/index.ts';
import type { Resident } from '../../../registry/residents/index.ts';
import type { Card } from '../../cards/index.ts';
import { attributesOf } from '../make/text-files.ts';
import type { GateName, GateResult } from '../steps.ts';
import type { ReadBack } from './read-back.ts';

/** What the card is compared with: everything taken from its source again, nothing from the writing. */
export interface Expected {
  readonly resident: Resident;
  readonly municipality: string;
  readonly card: Card;
  readonly individualNumber: string;
  readonly pictures: ChipPictures;
  /** Blob id (SHA-256) of the photo of the application; '' where there is none. */
  readonly applicationPhoto: string;
  /** Key of the card-face CA, SubjectPublicKeyInfo. */
  readonly caPublicKey: Uint8Array;
  readonly issued: readonly IssuedCertificate[];
  /** Digest of the faces drawn now, and of those that were printed. */
  readonly printNow: string;
  readonly printed: string | undefined;
  /** Characters that are not shown as registered, and about which nobody has decided. */
  readonly undecidedCharacters: number;
}

/** Names of what does not fit; none means that the gate is passed. Never a value: the result is on record. */
type Gate = (chip: ReadBack, expected: Expected) => readonly string[];

/** PRD-03 (1) to (4), each check by itself so that a failure says what is wrong. */
const CHECKS: Readonly<Record<GateName, Gate>> = {
  attributes(chip, { resident, municipality, card, pictures }) {
    const face = decodeFace(chip.faceFile);
    const inText = decodeAttributes(chip.attributesFile);
    const wanted = attributesOf(resident);
    const serial = decodeCommonSerial(chip.serialFile);
    return misfits({
      name: inText.name === wanted.name && sameBytes(face.namePng, pictures.namePng),
      address: inText.address === wanted.address && sameBytes(face.addressPng, pictures.addressPng),
      'birth date': inText.birthDate === wanted.birthDate && face.birthDate === wanted.birthDate,
      sex: inText.sex === wanted.sex && face.sex === wanted.sex,
      expiry: face.expiry === card.expiry && serial.expiry === card.expiry,
      serial: serial.chipSerial === card.chipSerial && chip.status.chipSerial === card.chipSerial,
      municipality: serial.municipality === municipality && card.municipality === municipality,
      'security code': sameBytes(face.securityCodePng, pictures.securityCodePng),
    });
  },
  number(chip, { individualNumber }) {
    const { png } = decodeNumberImage(chip.numberImageFile);
    return misfits({
      text: decodeNumberFile(chip.numberFile) === individualNumber,
      picture: sameBytes(png, digitsToPng1bit(individualNumber)),
    });
  },
  'issuer-signatures'(chip, { caPublicKey }) {
    const text = { cvCertificate: chip.textCvCertificate, caPublicKey };
    const visual = { cvCertificate: chip.visualCvCertificate, caPublicKey };
    const { numberFile, attributesFile, textSignatureFile: signatureFile } = chip;
    const cardKey = verifySignedCardKey({ ...text, file: chip.signedCardKeyFile });
    const age = verifyAgeRecord({ ...visual, file: chip.ageRecordFile });
    const face = verifyFace({ ...visual, file: chip.faceFile });
    const number = verifyNumberImage({ ...visual, file: chip.numberImageFile });
    const ofVisualKey = [age, face, number].every(
      (record) =>
        !record.ok || sameBytes(publicKeyToSpki(record.value.publicKey), publicKeyToSpki(chip.cardFaceKey)),
    );
    return misfits({
      'text records': verifyText({ ...text, numberFile, attributesFile, signatureFile }).ok,
      'text key': cardKey.ok && sameBytes(cardKey.value.modulus, chip.textKey.modulus),
      'age record': age.ok,
      face: face.ok,
      'number picture': number.ok,
      'card-face key': ofVisualKey,
    });
  },
  print: (_chip, { printed, printNow, card }) =>
    misfits({ faces: printed === printNow, pictures: card.front !== null && card.back !== null }),
  characters: (_chip, { undecidedCharacters }) =>
    misfits({ 'a substitute without a decision': undecidedCharacters === 0 }),
  photo: (chip, { card, applicationPhoto, pictures }) =>
    misfits({
      'hash of the record': card.photo === applicationPhoto,
      'picture in the chip': sameBytes(decodeFace(chip.faceFile).photoJp2, pictures.photoJp2),
    }),
  keys(chip, { issued }) {
    const presence = decodeCertificatePresence(chip.presenceFile);
    const delivery = decodeSessionKeyFile(chip.sessionKeyFile);
    const session = misfits({ 'session keys': sameBytes(delivery.modulus, chip.deliveryKey.modulus) });
    const certificates = (['authentication', 'signature'] as const).flatMap((kind) => {
      const certificate = chip.certificates.get(kind);
      const key = chip.keys.get(kind);
      if (presence[kind] !== (certificate !== undefined)) return [`${kind} presence`];
      if (!certificate || !key) return issued.some((one) => one.kind === kind) ? [kind] : [];
      const onRecord = issued.some(
        (one) => one.kind === kind && one.state === 'PENDING' && sameBytes(one.der, certificate),
      );
      const fits = sameBytes(readCertificate(certificate).spki, publicKeyToSpki(key));
      return onRecord && fits ? [] : [kind];
    });
    return [...certificates, ...session];
  },
  'secrets-unset'(chip) {
    const codes = [FILES.text.codeA, FILES.text.codeB].map((id) => `text ${id}`);
    codes.push(
      ...[FILES.visual.codeA, FILES.visual.codeB, FILES.visual.birthDateKey].map((id) => `visual ${id}`),
    );
    const wrong = chip.credentials.filter(({ application, id, state, triesLeft, maxTries, holderMaySet }) => {
      if (holderMaySet) return true;
      if (!codes.includes(`${application} ${id}`)) return state !== 'unset';
      return state !== 'set' || triesLeft !== maxTries;
    });
    const names = wrong.map(({ application, id }) => `${application} ${id.toString(16).padStart(4, '0')}`);
    return chip.status.state === 'personalised' ? names : [...names, 'chip state'];
  },
};

/** Every gate, whatever the others say. A file that cannot be read fails the gates that need it. */
export function judge(chip: ReadBack, expected: Expected): readonly GateResult[] {
  return (Object.keys(CHECKS) as GateName[]).map((gate) => {
    const found = tolerant(() => CHECKS[gate](chip, expected));
    return { gate, ok: found.length === 0, ...(found.length > 0 && { detail: found.join(', ') }) };
  });
}

function tolerant(check: () => readonly string[]): readonly string[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof LayoutError) return ['unreadable'];
    throw error;
  }
}

function misfits(checks: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(checks).filter((name) => !checks[name]);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
