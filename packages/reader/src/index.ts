export { type AuthenticationStatement, authenticationMessage } from './authentication-message.ts';
export { CardError, type CardErrorCode, type CardErrorDetail, cardErrorFor } from './card-error.ts';
export { readManagerObject } from './card-manager.ts';
export { type Answer, type Command, encodeCommand, send } from './command.ts';
export { authenticateChip, readCommonSerial } from './common.ts';
export type { CardConnection } from './connection.ts';
export { type CredentialKind, credentialBytes, type PrintedKeyKind } from './credentials.ts';
export { type FoundFile, type GivenCredentials, readEveryFile } from './every-file.ts';
export {
  ApplicationChannel,
  openApplicationChannel,
  takeOverApplication,
} from './free-area/application-channel.ts';
export { ApplicationFiles, type ApplicationRecord } from './free-area/application-files.ts';
export {
  applicationPinTriesLeft,
  changeApplicationPin,
  listFreeApplications,
  withApplication,
} from './free-area/in-the-clear.ts';
export { type ChipContacts, connectInProcess } from './in-process.ts';
export { IssuerChannel, openIssuerChannel, type PendingOption, type ReadBackOption } from './issuer.ts';
export {
  readAuthenticationCa,
  readAuthenticationCertificate,
  readCertificatePresence,
  readSignatureCa,
  readSignatureCertificate,
  readTokenInfo,
  signingDigestOfCard,
  signWithAuthentication,
  signWithSignature,
} from './jpki.ts';
export {
  type CardReader,
  CardReaders,
  type CardReadersOptions,
  connectToReader,
  listReaders,
  type ReaderEvent,
} from './pcsc/card-readers.ts';
export { PcscProcess, type PcscProcessOptions } from './pcsc/pcsc-process.ts';
export type { ConnectOptions, ReaderConnection } from './pcsc/reader-connection.ts';
export * from './personalise/index.ts';
export { changePin, setInitialPin, triesLeft, verifyPin } from './pin.ts';
export {
  readTextEvidenceSecurely,
  type SecureTextSession,
  withSecureMessaging,
} from './secure-messaging.ts';
export { cardProfile } from './session.ts';
export type { CardDigest } from './signing-form.ts';
export {
  readAttributes,
  readIndividualNumber,
  readTextEvidence,
  readTextEvidenceWithCodeB,
  type TextEvidence,
} from './text.ts';
export * from './transcript/index.ts';
export {
  type BlankCard,
  CardTray,
  type InsertedCard,
  type TrayEntry,
  type TrayOptions,
} from './tray/card-tray.ts';
export type { TrayPlace } from './tray/places.ts';
export { TrayError, type TrayErrorCode } from './tray/tray-error.ts';
export {
  type AgeReading,
  type FaceReading,
  type FileEvidence,
  type NumberImageReading,
  readAgeRecord,
  readFace,
  readFaceWithNumber,
  signPresenceChallenge,
} from './visual.ts';
export { attachToVpcd, type VpcdAddress, type VpcdAttachment } from './vpcd.ts';
export { openVpcdReader, type VpcdReader } from './vpcd-reader.ts';
