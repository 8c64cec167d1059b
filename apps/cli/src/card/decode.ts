import {
  decodeAgeRecord,
  decodeAttributes,
  decodeCertificatePresence,
  decodeCommonSerial,
  decodeFace,
  decodeNumberFile,
  decodeTokenInfo,
} from '@mibun/card';
import { der, readCertificate } from '@mibun/pki';
import type { FoundFile } from '@mibun/reader';

type Facts = Readonly<Record<string, string | number | boolean>>;

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** What a file says, by name; pictures and signatures stay bytes. */
const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Facts>> = {
  cardNumber: (bytes) => ({ serial: ascii(bytes) }),
  municipality: (bytes) => ({ municipality: ascii(bytes) }),
  expiry: (bytes) => ({ expiry: ascii(bytes) }),
  authenticationCertificate: certificateFacts,
  authenticationCa: certificateFacts,
  signatureCertificate: certificateFacts,
  signatureCa: certificateFacts,
  tokenInfo: (bytes) => {
    const { label, serialNumber } = decodeTokenInfo(bytes);
    return { label: label.trim(), serialNumber };
  },
  certificatePresence: (bytes) => ({ ...decodeCertificatePresence(bytes) }),
  number: (bytes) => ({ individualNumber: decodeNumberFile(bytes) }),
  attributes: (bytes) => ({ ...decodeAttributes(bytes) }),
  ageRecord: (bytes) => ({ birthDate: decodeAgeRecord(bytes).birthDate }),
  face: (bytes) => {
    const { birthDate, sex, expiry, photoJp2 } = decodeFace(bytes);
    return { birthDate, sex, expiry, photoBytes: photoJp2.length };
  },
  serial: (bytes) => ({ ...decodeCommonSerial(bytes) }),
};

function certificateFacts(bytes: Uint8Array): Facts {
  const { subject, issuer, serial, notAfter, person } = readCertificate(der.readElement(bytes).raw);
  return { subject, issuer, serial, notAfter: notAfter.toISOString(), ...(person && { name: person.name }) };
}

/** What a file says in words; undefined for a closed file, one of bytes only, or one that cannot be decoded. */
export function factsOf({ name, state, bytes }: FoundFile): Facts | undefined {
  const decode = DECODERS[name];
  if (state !== 'read' || decode === undefined) return undefined;
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}
