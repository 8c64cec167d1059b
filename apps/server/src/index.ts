export type { Addition } from './addition.ts';
export { DeviceClient } from './authority/devices/index.ts';
export { type Running, type StartOptions, startMibun } from './main.ts';
export {
  type AuditFault,
  type AuditPosition,
  type AuditReport,
  type Config,
  ConfigurationError,
  checkAudit,
  FolderInUse,
  readConfig,
} from './platform/index.ts';
