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
export {
  decodeInstallation,
  decodeLayout,
  encodeInstallation,
  encodeLayout,
  type FreeInstallation,
  type FreeLayout,
} from './free-area/descriptor.ts';
export {
  FREE_AREA_PREFIX,
  type FreeApplication,
  type FreeCredentialLayout,
  type FreeFileLayout,
  type FreeRight,
} from './free-area/free-application.ts';
export {
  decodePublicList,
  decodeStatusList,
  FREE_AREA_LIST,
  type FreeApplicationStatus,
  type PublicFreeApplication,
} from './free-area/listing.ts';
export type {
  CardImage,
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
export type { CardInterface, CardPlace, CardProfile, CardRole } from './profiles/card-profile.ts';
export { GENERATION_1 } from './profiles/generation-1.ts';
export { GENERATION_2 } from './profiles/generation-2.ts';
export { indexOf, PROFILES, type ProfileIndex, profileNamed } from './profiles/index.ts';
export { SW } from './status-words.ts';
export type { ChipSurroundings, KeySpec } from './surroundings.ts';
