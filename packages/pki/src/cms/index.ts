export {
  namesCertificate,
  signatureTimeStamp,
  signedContentType,
  signedDigest,
  signerCertificate,
} from './attributes.ts';
export {
  type Attribute,
  readSignedData,
  type SignedData,
  type SignerIdentifier,
  type SignerInfo,
} from './read.ts';
export { type SignatureScheme, schemeOf, signatureFitsScheme } from './scheme.ts';
export { signingDigest } from './signing.ts';
export { assembleSignedData, type SignedDataParts, signedAttributes } from './write.ts';
