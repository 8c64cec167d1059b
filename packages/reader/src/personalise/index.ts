export { generateCardKeys } from './card-keys.ts';
export { type PrintedCodes, setPrintedCodes, writeCommonFiles } from './common-files.ts';
export { cvCertificateFor, type FileSigner, fileSignerKeyId } from './file-signer.ts';
export {
  CERTIFICATE_FILES,
  CERTIFICATE_KINDS,
  type CertificateKind,
  readCertificateKey,
  writeJpkiFiles,
} from './jpki-files.ts';
export { writeTextFiles } from './text-files.ts';
export { type PrintedData, writeVisualFiles } from './visual-files.ts';
