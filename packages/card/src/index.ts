export type {
  Access,
  ApplicationDefinition,
  ApplicationName,
  CredentialFile,
  FileDefinition,
  KeyFile,
} from './applications/definition.ts';
export { AIDS, APPLICATIONS, FILES } from './applications/index.ts';
export { ATRS } from './atr.ts';
export { Chip } from './chip.ts';
export type {
  CardImage,
  CardInterface,
  ChipState,
  ScpKeySet,
  StoredCredential,
  StoredFile,
  StoredKey,
} from './image/card-image.ts';
export { CardImageError } from './image/codec.ts';
export { decodeImage } from './image/decode.ts';
export { encodeImage } from './image/encode.ts';
export { type BlankChip, manufacture } from './image/manufacture.ts';
export { STATE_CODES } from './issuer-channel/chip-states.ts';
export { type ChipStatus, decodeChipStatus } from './issuer-channel/chip-status.ts';
export { type CredentialState, decodeCredentialStates } from './issuer-channel/credential-states.ts';
export { diversificationData, diversify } from './issuer-channel/diversify.ts';
export { CHIP_STATUS, CREDENTIAL_STATES } from './issuer-channel/read-back.ts';
export * from './layout/index.ts';
export { SW } from './status-words.ts';
export type { ChipSurroundings } from './surroundings.ts';
