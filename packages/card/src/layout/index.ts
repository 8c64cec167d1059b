export {
  type AgeRecord,
  ageRecordPayload,
  decodeAgeRecord,
  encodeAgeRecord,
  verifyAgeRecord,
} from './age-record.ts';
export { decodeTextApInfo, decodeVisualApInfo, encodeTextApInfo, encodeVisualApInfo } from './ap-info.ts';
export { type Attributes, decodeAttributes, encodeAttributes } from './attributes-file.ts';
export {
  decodeSessionKeyFile,
  encodeSessionKeyFile,
  encodeSignedCardKey,
  signedCardKeyPayload,
  verifySignedCardKey,
} from './card-key-files.ts';
export {
  type CertificatePresence,
  decodeCertificatePresence,
  encodeCertificatePresence,
} from './certificate-presence.ts';
export {
  type CvCertificate,
  cvCertificateBody,
  decodeCvCertificate,
  encodeCvCertificate,
  verifyCvCertificate,
  withoutOuterHeader,
} from './cv-certificate.ts';
export type { EcPublicKey } from './ec-public-key.ts';
export { decodeFace, encodeFace, type Face, faceSignaturePayload, verifyFace } from './face-file.ts';
export type { SexDigit, Sign } from './fields.ts';
export { decodeKeyId, encodeKeyId, type KeyId } from './key-id.ts';
export { LayoutError } from './layout-error.ts';
export { decodeNumberFile, encodeNumberFile } from './number-file.ts';
export {
  decodeNumberImage,
  encodeNumberImage,
  type NumberImage,
  numberImagePayload,
  verifyNumberImage,
} from './number-image.ts';
export {
  type ChipPublicKey,
  chipPublicKeyFromSpki,
  decodeChipPublicKey,
  decodePublicKey,
  encodeChipPublicKey,
  encodePublicKey,
  publicKeyFromSpki,
  publicKeyToSpki,
  type RsaPublicKey,
} from './public-key.ts';
export {
  type CommonSerial,
  decodeCommonSerial,
  decodeKeyIdRecord,
  encodeCommonSerial,
  encodeKeyIdRecord,
} from './records.ts';
export {
  decodeTextSignatureFile,
  encodeTextSignatureFile,
  type TextFiles,
  textSignaturePayload,
  verifyText,
} from './text-signature-file.ts';
export { decodeTokenInfo, encodeTokenInfo, type TokenInfo } from './token-info.ts';
export type { TrustAnchor, VerificationReason, Verified } from './verification.ts';
