import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type KeySpec, SIGNATURE_ALGORITHMS } from '../src/algorithms.ts';
import { type CaInfo, caInfo } from '../src/certificate/authority.ts';
import { assembleCertificate } from '../src/issue/assemble.ts';
import { createCaCertificate } from '../src/issue/ca-certificate.ts';
import { buildEndEntityTbs, type EndEntityRequest } from '../src/issue/end-entity.ts';
import type { CertifiedPerson } from '../src/person.ts';
import {
  type CaKind,
  caGeneration,
  type EndEntityKind,
  type ProfileRef,
  profileOf,
} from '../src/profiles/index.ts';
import { newSerial } from '../src/serial.ts';
import type { Random, Signer } from '../src/types.ts';

/** Octets that look random and are the same in every run. */
export function repeatable(seed: string): Random {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      blocks.push(createHash('sha256').update(`${seed}/${counter++}`).digest());
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
  };
}

export const random = repeatable('fixtures');

export const ISSUED = new Date('2026-11-22T03:04:05.678Z');
export const CA_FROM = new Date('2026-01-01T00:00:00Z');
export const CA_UNTIL = new Date('2035-12-31T14:59:59Z');

export interface TestKey {
  readonly spki: Uint8Array;
  readonly privateKey: KeyObject;
}

const keys = new Map<string, TestKey>();

/** A key pair, made once for each name in a process. */
export function testKey(name: string, spec: KeySpec = 'rsa-2048'): TestKey {
  const id = `${spec}/${name}`;
  const known = keys.get(id);
  if (known) return known;
  const pair =
    spec === 'rsa-2048'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const spki = Uint8Array.from(pair.publicKey.export({ type: 'spki', format: 'der' }));
  const made = { spki, privateKey: pair.privateKey };
  keys.set(id, made);
  return made;
}

export interface TestCa {
  readonly info: CaInfo;
  readonly key: TestKey;
  readonly sign: Signer;
}

export async function testCa(
  kind: CaKind,
  profile: ProfileRef = 'mibun',
  generation = 1,
  notBefore: Date = CA_FROM,
  years = 10,
): Promise<TestCa> {
  const { keySpec, algorithm } = caGeneration(profile, kind, generation);
  const key = testKey(`ca/${kind}/${profileOf(profile).id}/${generation}`, keySpec);
  const signer: Signer = (tbs) =>
    Uint8Array.from(sign(SIGNATURE_ALGORITHMS[algorithm].hash, tbs, key.privateKey));
  const der = await createCaCertificate({
    profile,
    kind,
    generation,
    publicKey: key.spki,
    notBefore,
    notAfter: endOfLife(notBefore, years),
    serial: newSerial(random),
    sign: signer,
  });
  return { info: caInfo(der, profileOf(profile)), key, sign: signer };
}

/** 23:59:59 JST on the day before so many years are over. */
function endOfLife(from: Date, years: number): Date {
  const day = Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate());
  return new Date(day - 9 * 3_600_000 - 1_000);
}

export const PERSON: CertifiedPerson = {
  name: '髙橋　花子',
  nameFlags: '10000',
  sex: '2',
  birthDate: '1980-02-17',
  address: '見本県見本市中央一丁目２番３号',
  addressFlags: '000000000000000',
};

/** A request that breaks no lint. */
export function requestFor(
  ca: TestCa,
  kind: EndEntityKind,
  change: Partial<EndEntityRequest> = {},
): EndEntityRequest {
  const ends = kind === 'ocsp' ? '2026-12-20T14:59:59Z' : '2031-02-17T14:59:59Z';
  return {
    profile: ca.info.profile,
    kind,
    issuer: ca.info,
    serial: newSerial(random),
    publicKey: testKey('holder').spki,
    subject: {
      commonName: '7F3K9Q2M8X5T1V6B4N',
      prefecture: '見本県',
      municipality: '見本市',
      organisation: '見本市',
    },
    notBefore: ISSUED,
    notAfter: new Date(ends),
    ...(kind === 'signature' ? { person: PERSON } : {}),
    urls: {
      ocsp: 'http://ocsp.mibun.example/',
      caIssuers: 'http://ca.mibun.example/signature-1.cer',
      crl: 'http://crl.mibun.example/signature/1/0017.crl',
      cps: 'https://www.mibun.example/cps',
    },
    ...change,
  };
}

export async function issue(ca: TestCa, request: EndEntityRequest): Promise<Uint8Array> {
  const tbs = buildEndEntityTbs(request);
  return assembleCertificate(tbs, ca.info.algorithm, await ca.sign(tbs));
}
