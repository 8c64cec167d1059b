import type { DeviceState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Bilingual, internal, type Migration, type Tx, tables } from '../../platform/index.ts';
import type { DeviceKind } from './api.ts';
import { deviceErrors } from './errors.ts';

type Jwk = Readonly<Record<string, unknown>>;

interface DeviceTable {
  /** On its nameplate. */
  deviceId: string;
  kind: DeviceKind;
  state: DeviceState;
  /** Where it stands, as people there call the place: the card holder reads it before they give a PIN. */
  place: JSONColumnType<Bilingual>;
  /** The company that runs it. */
  operator: string;
  /** The municipalities that it serves; null: every one that issues at kiosks. */
  municipalities: JSONColumnType<readonly string[]> | null;
  codeHash: string | null;
  codeEnds: Date | null;
  /** RFC 7638 thumbprint of its key, once it has shown one. */
  keyId: string | null;
  publicKey: JSONColumnType<Jwk> | null;
  registeredBy: string;
  registeredAt: Date;
  changedAt: Date;
}
export type StoredDevice = Readonly<Selectable<DeviceTable>>;

const db = (tx: Tx) => tables<{ devices: DeviceTable }>(tx);

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

export async function insertDevice(
  tx: Tx,
  { place, municipalities, ...device }: Omit<StoredDevice, 'keyId' | 'publicKey' | 'changedAt'>,
): Promise<StoredDevice | undefined> {
  return db(tx)
    .insertInto('devices')
    .values({
      ...device,
      place: JSON.stringify(place),
      municipalities: municipalities && JSON.stringify(municipalities),
      changedAt: device.registeredAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

type By = { readonly deviceId: string } | { readonly keyId: string } | { readonly codeHash: string };

export async function findDevice(tx: Tx, by: By): Promise<StoredDevice | undefined> {
  return select(tx, by).executeTakeFirst();
}

/** With the row held until the transaction ends. */
export async function lockDevice(tx: Tx, by: By): Promise<StoredDevice | undefined> {
  return select(tx, by).forUpdate().executeTakeFirst();
}

function select(tx: Tx, by: By) {
  const [[column, value] = ['deviceId', '']] = Object.entries(by);
  return db(tx)
    .selectFrom('devices')
    .selectAll()
    .where(column as 'deviceId' | 'keyId' | 'codeHash', '=', value);
}

export async function allDevices(tx: Tx): Promise<readonly StoredDevice[]> {
  return db(tx).selectFrom('devices').selectAll().orderBy('registeredAt').execute();
}

export interface NewKey {
  readonly keyId: string;
  readonly publicKey: Jwk;
}

/** Of a row that is held. */
export async function setDeviceState(
  tx: Tx,
  { deviceId }: StoredDevice,
  state: DeviceState,
  { keyId, publicKey }: Partial<NewKey>,
  at: Date,
): Promise<StoredDevice> {
  return db(tx)
    .updateTable('devices')
    .set({
      state,
      changedAt: at,
      // Whatever happens to a device, its code is used up by it.
      codeHash: null,
      codeEnds: null,
      ...(keyId && publicKey && { keyId, publicKey: JSON.stringify(publicKey) }),
    })
    .where('deviceId', '=', deviceId)
    .returningAll()
    .executeTakeFirstOrThrow();
}
