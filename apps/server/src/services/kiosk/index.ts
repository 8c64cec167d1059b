export type { Kiosk, KioskDocument, RecordOptions } from './api.ts';
export { createKiosk, type KioskDeps, type KioskModule } from './create.ts';
export { kioskErrors } from './errors.ts';
export type { DocumentOrder, MunicipalIssuer } from './issuing/municipal-issuer.ts';
export { KIOSK_PARAMETERS, type KioskParameters } from './parameters.ts';
export { kioskMigrations } from './store.ts';
