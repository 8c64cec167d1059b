import { generateKeyPairSync } from 'node:crypto';
import { plainDate } from '@mibun/rules';
import type { CertificateKind, IssueRequest, TwoPersonAct } from '../src/authority/certificates/api.ts';
import type { MunicipalityNames } from '../src/authority/certificates/institution.ts';
import type { Act, Platform } from '../src/platform/index.ts';

/** Municipalities of a test: every code is a town of that name. */
export const testMunicipality: MunicipalityNames = (code) => ({
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja: `見本${code}市`, en: `Mihon ${code}` },
});

export const clerk: Act = {
  actor: { kind: 'clerk', id: 'person-clerk', name: '窓口 花子', office: '99101' },
  purpose: 'counter-service',
};
export const callCentre: Act = {
  actor: { kind: 'call-centre', id: 'person-call', name: '電話 太郎' },
  purpose: 'loss-report',
};

/** Two CA operators. */
export const caAct: TwoPersonAct = {
  actor: { kind: 'ca-operator', id: 'person-ca-2', name: '認証 薫' },
  proposedBy: { kind: 'ca-operator', id: 'person-ca-1', name: '認証 環' },
  purpose: 'administration',
  reason: 'rollover of 2026',
};

/** A subject key, SPKI. On a curve, because those are made at once. */
export function subjectKey(): Uint8Array {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
}

/** A sound request for an adult born on 1980-02-17. */
export function issueRequest(
  kind: CertificateKind,
  cardId: string,
  more: Partial<IssueRequest> = {},
): IssueRequest {
  return {
    kind,
    cardId,
    personId: `person-of-${cardId}`,
    publicKey: subjectKey(),
    birthDate: plainDate('1980-02-17'),
    cardExpiry: plainDate('2036-02-17'),
    ...(kind === 'signature' && {
      person: {
        name: '番号　花子',
        nameFlags: '00000',
        sex: '2' as const,
        birthDate: '1980-02-17',
        address: '見本県見本市中央一丁目1番1号',
        addressFlags: '000000000000000',
      },
      prefecture: '見本県',
      municipality: '見本市',
    }),
    act: clerk,
    ...more,
  };
}

/** What happened to a platform that breaks at one step. */
export interface Breaking {
  readonly platform: Platform;
  /** Everything that custody has signed, also when the answer was lost. */
  readonly signed: Uint8Array[];
  readonly steps: () => number;
}

/**
 * The platform with a process that dies at step `at` (1 = the first): a step is the making of a key, a signature or a
 * transaction. `before`: the step does not happen; `after`: it happens, but nobody learns of it.
 */
export function breaking(platform: Platform, at: number, when: 'before' | 'after'): Breaking {
  const signed: Uint8Array[] = [];
  let steps = 0;
  async function step<T>(work: () => Promise<T>): Promise<T> {
    steps++;
    if (steps > at || (steps === at && when === 'before')) throw new Error(`died at step ${at}`);
    const result = await work();
    if (steps === at) throw new Error(`died after step ${at}`);
    return result;
  }
  const { custody, database } = platform;
  return {
    signed,
    steps: () => steps,
    platform: {
      ...platform,
      custody: new Proxy(custody, {
        get(target, name) {
          if (name === 'create')
            return (...args: Parameters<typeof custody.create>) => step(() => target.create(...args));
          if (name === 'sign') {
            return (...args: Parameters<typeof custody.sign>) =>
              step(async () => {
                signed.push(args[2]);
                return target.sign(...args);
              });
          }
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
      database: {
        engine: database.engine,
        close: () => database.close(),
        query: (work) => database.query(work),
        transaction: (work) => step(() => database.transaction(work)),
      },
    },
  };
}
