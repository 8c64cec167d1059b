export type { Device, DeviceKind, Devices, NewDevice } from './api.ts';
export { DeviceClient } from './client.ts';
export { createDevices, type DevicesModule } from './create.ts';
export { deviceErrors } from './errors.ts';
export { deviceMigrations } from './store.ts';
