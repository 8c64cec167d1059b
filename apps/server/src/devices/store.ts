import type { DeviceState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Bilingual, internal, type Migration, type Tx, tables } from '../platform/index.ts';
import type { Device, DeviceKind, NewDevice } from './api.ts';
import { deviceErrors } from './errors.ts';

type Jwk = Readonly<Record<string, unknown>>;

interface DeviceRow {
  deviceId: string;
  kind: DeviceKind;
  state: DeviceState;
  place: JSONColumnType<Bilingual>;
  operator: string;
  municipalities: JSONColumnType<readonly string[]> | null;
  codeHash: string | null;
  codeEnds: Date | null;
  keyId: string | null;
  publicKey: JSONColumnType<Jwk> | null;
  registeredBy: string;
  registeredAt: Date;
  changedAt: Date;
}
type Tables = { devices: DeviceRow };

export const deviceMigrations: readonly Migration[] = [
  {
    name: '0190_devices',
    statements: [
      `create table devices (
         device_id text primary key, kind text not null, state text not null, place jsonb not null,
         operator text not null, municipalities jsonb,
         code_hash text unique, code_ends timestamptz, key_id text unique, public_key jsonb,
         registered_by text not null, registered_at timestamptz not null, changed_at timestamptz not null)`,
    ],
    constraints: {
      devices_pkey: deviceErrors.DEVICE_KNOWN,
      devices_code_hash_key: internal('a code that was just drawn at random'),
      devices_key_id_key: deviceErrors.DEVICE_KEY_TAKEN,
    },
  },
];

export interface StoredDevice extends Device {
  readonly publicKey?: Jwk;
}

export async function insertDevice(
  tx: Tx,
  device: NewDevice & {
    readonly state: DeviceState;
    readonly codeHash: string;
    readonly codeEnds: Date;
    readonly registeredBy: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const row = await tables<Tables>(tx)
    .insertInto('devices')
    .values({
      deviceId: device.deviceId,
      kind: device.kind,
      state: device.state,
      place: JSON.stringify(device.place),
      operator: device.operator,
      municipalities: device.municipalities ? JSON.stringify(device.municipalities) : null,
      codeHash: device.codeHash,
      codeEnds: device.codeEnds,
      keyId: null,
      publicKey: null,
      registeredBy: device.registeredBy,
      registeredAt: device.at,
      changedAt: device.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('deviceId')
    .executeTakeFirst();
  return row !== undefined;
}

type By = { readonly deviceId: string } | { readonly keyId: string } | { readonly codeHash: string };

export async function findDevice(tx: Tx, by: By): Promise<StoredDevice | undefined> {
  const row = await select(tx, by).executeTakeFirst();
  return row && deviceFrom(row);
}

/** With the row held until the transaction ends. */
export async function lockDevice(
  tx: Tx,
  by: By,
): Promise<(StoredDevice & { readonly codeEnds?: Date }) | undefined> {
  const row = await select(tx, by).forUpdate().executeTakeFirst();
  return row && { ...deviceFrom(row), ...(row.codeEnds && { codeEnds: row.codeEnds }) };
}

function select(tx: Tx, by: By) {
  const [[column, value] = ['deviceId', '']] = Object.entries(by);
  return tables<Tables>(tx)
    .selectFrom('devices')
    .selectAll()
    .where(column as 'deviceId' | 'keyId' | 'codeHash', '=', value);
}

export async function allDevices(tx: Tx): Promise<readonly StoredDevice[]> {
  const rows = await tables<Tables>(tx).selectFrom('devices').selectAll().orderBy('registeredAt').execute();
  return rows.map(deviceFrom);
}

export async function setDeviceState(
  tx: Tx,
  deviceId: string,
  state: DeviceState,
  at: Date,
  key?: { readonly keyId: string; readonly publicKey: Jwk },
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('devices')
    .set({
      state,
      changedAt: at,
      // Whatever happens to a device, its code is used up by it.
      codeHash: null,
      codeEnds: null,
      ...(key && { keyId: key.keyId, publicKey: JSON.stringify(key.publicKey) }),
    })
    .where('deviceId', '=', deviceId)
    .execute();
}

function deviceFrom(row: Selectable<DeviceRow>): StoredDevice {
  return {
    deviceId: row.deviceId,
    kind: row.kind,
    state: row.state,
    place: row.place,
    operator: row.operator,
    registeredBy: row.registeredBy,
    registeredAt: row.registeredAt,
    changedAt: row.changedAt,
    ...(row.municipalities && { municipalities: row.municipalities }),
    ...(row.keyId && { keyId: row.keyId }),
    ...(row.publicKey && { publicKey: row.publicKey }),
  };
}
