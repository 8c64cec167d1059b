import type { Bilingual } from '@mibun/rules';
import { addressOf, call } from '../../api/call.ts';
import { ApiProblem, getSystem } from '../../api/client.ts';
import { getLanguage, textIn } from '../../i18n/index.ts';
import { plain } from './furigana.tsx';
import { messages } from './messages.ts';

/**
 * The machine itself: a key that never leaves this browser's key store (not extractable), enrolled once with a one-time
 * code. Every call of the kiosk carries its signature (RFC 9421); without it the hub believes nothing that a page says.
 */
export interface DeviceIdentity {
  readonly deviceId: string;
  readonly place: Bilingual;
  readonly keyId: string;
  readonly key: CryptoKey;
}

const STORE = 'device';
const KEY = 'enrolled';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

let enrolled: Promise<DeviceIdentity> | undefined;

/** This machine, enrolled; in the demo it enrols itself in the demo's shop when it is new. */
export function thisDevice(): Promise<DeviceIdentity> {
  enrolled ??= findOrEnrol();
  enrolled.catch(() => {
    enrolled = undefined;
  });
  return enrolled;
}

/** Forgets an enrolment that the hub does not know any more, so that the demo's page can begin anew. */
export async function forgetDevice(): Promise<void> {
  enrolled = undefined;
  await inStore('readwrite', (store) => store.delete(KEY));
}

/** A technician opens the page once with `#enrol=CODE`; the demo gives a code to whoever opens it. */
async function findOrEnrol(): Promise<DeviceIdentity> {
  // Without a secure origin there is no key store in a browser.
  if (!globalThis.crypto?.subtle) throw notEnrolled();
  const given = /^#enrol=([\w-]{20,100})$/.exec(location.hash)?.[1];
  if (given) {
    history.replaceState(null, '', location.pathname);
    return keep(await enrol(given));
  }
  const known = await load();
  if (known) return known;
  const { mode } = await getSystem();
  if (mode !== 'demo') throw notEnrolled();
  const { deviceId, code } = await call('POST /api/demo/kiosks');
  const device = await enrol(code);
  await call('POST /api/demo/kiosks/:id/confirm', {
    params: { id: deviceId },
    body: { keyId: device.keyId },
  });
  return keep(device);
}

function notEnrolled(): ApiProblem {
  const { title, next } = textIn(messages, getLanguage()).notEnrolled;
  return new ApiProblem({ status: 0, code: 'DEVICE_UNSIGNED', title: plain(title), next: plain(next) });
}

async function keep(device: DeviceIdentity): Promise<DeviceIdentity> {
  await inStore('readwrite', (store) => store.put(device, KEY));
  return device;
}

/** Makes a key and shows its public half, with the code that the operators have given. */
async function enrol(code: string): Promise<DeviceIdentity> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign']);
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' };
  const keyId = await thumbprint(publicKey);
  const name = 'POST /api/devices/key';
  const body = { code, publicKey };
  const headers = await signatureOver({ key: pair.privateKey, keyId }, 'POST', addressOf(name), { body });
  const { deviceId, place } = await call(name, { body, headers });
  return { deviceId, place, keyId, key: pair.privateKey };
}

/** The header fields that sign one call. `body` is what goes out as JSON. */
export async function signatureOver(
  { key, keyId }: Pick<DeviceIdentity, 'key' | 'keyId'>,
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly token?: string } = {},
): Promise<Readonly<Record<string, string>>> {
  const { body, token } = options;
  const digest = body === undefined ? undefined : `sha-256=:${base64(await sha256(JSON.stringify(body)))}:`;
  const values: readonly (readonly [string, string | undefined])[] = [
    ['@method', method],
    ['@authority', location.host],
    ['@path', path],
    ['@query', '?'],
    ['authorization', token === undefined ? undefined : `Bearer ${token}`],
    ['content-digest', digest],
  ];
  const present = values.filter(([, value]) => value !== undefined);
  const list = present.map(([name]) => `"${name}"`).join(' ');
  const created = Math.floor(Date.now() / 1000);
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(16)));
  const parameters = `(${list});created=${created};nonce="${nonce}";keyid="${keyId}";alg="ecdsa-p256-sha256";tag="mibun-device"`;
  const lines = present.map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const made = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    new TextEncoder().encode(base),
  );
  return {
    'signature-input': `sig=${parameters}`,
    signature: `sig=:${base64(new Uint8Array(made))}:`,
    ...(digest && { 'content-digest': digest }),
  };
}

/** RFC 7638. */
async function thumbprint({ crv, kty, x, y }: Readonly<Record<'crv' | 'kty' | 'x' | 'y', string>>) {
  return base64url(await sha256(JSON.stringify({ crv, kty, x, y })));
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const base64url = (bytes: Uint8Array) =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

async function load(): Promise<DeviceIdentity | undefined> {
  return inStore('readonly', (store) => store.get(KEY) as IDBRequest<DeviceIdentity | undefined>);
}

function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('mibun-kiosk', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.transaction?.addEventListener('complete', () => database.close());
    };
  });
}
