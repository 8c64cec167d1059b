export * as demo from './demo/index.ts';
export { DeviceClient } from './devices/index.ts';
export { DEMO_RESIDENTS, type Running, type StartOptions, startMibun } from './main.ts';
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
