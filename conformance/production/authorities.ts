import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { caGeneration, type ProfileId } from '@mibun/pki';
import { runMibun } from '../harness/mibun.ts';
import { type MachineRoom, REIKOKU } from './machine-room.ts';

export const PROFILE: ProfileId = 'mibun:1.2.998.1';
const CAS = ['signature', 'authentication', 'institution', 'card-face'] as const;
const OPERATORS = ['aoki', 'baba'] as const;
const YEAR_MS = 365 * 24 * 3_600_000;

export interface Ceremonies {
  /** Folder of the evidence, and public keys of those whose word counts. */
  readonly folder: string;
  readonly operators: string;
  /** A stranger's public key, who made nothing. */
  readonly stranger: string;
  /** What two operators give to a command. */
  readonly both: readonly string[];
}

/** Two operators make their keys and, together, the four CAs in the token, as in docs/spec/pki.md. */
export async function holdCeremonies(room: MachineRoom): Promise<Ceremonies> {
  const { path, surroundings } = room;
  const made = async (...args: readonly string[]) => {
    const result = await runMibun(['ca', ...args], {
      ...surroundings,
      MIBUN_CUSTODY: 'pkcs11',
      MIBUN_PKCS11_MODULE: room.hsm.module,
      MIBUN_PKCS11_TOKEN: room.token.token,
      MIBUN_PKCS11_PIN_FILE: room.token.pinFile,
    });
    assert.equal(result.status, 0, `mibun ca ${args[0]}: ${result.everything}`);
    return result.output;
  };
  const operator = async (name: string) => {
    writeFileSync(path(`words-${name}`), `the passphrase of ${name}`, { mode: 0o600 });
    const words = ['--passphrase-file', path(`words-${name}`)];
    const output = await made('operator', path(`key-${name}`), '--name', name, ...words);
    return { said: JSON.parse(output) as unknown, pem: path(`key-${name}/${name}.pem`) };
  };
  const [stranger, ...operators] = await Promise.all(['stranger', ...OPERATORS].map(operator));
  assert.ok(stranger);
  writeFileSync(path('operators.pem'), operators.map(({ pem }) => readFileSync(pem, 'utf8')).join(''));
  const both = OPERATORS.flatMap((name) => [
    ...['--operator', path(`key-${name}`)],
    ...['--passphrase-file', path(`words-${name}`)],
  ]);
  mkdirSync(path('ceremonies'));
  const begin = new Date(Math.floor(Date.now() / 1000) * 1000 - 24 * 3_600_000);
  const checked = JSON.parse((await runMibun(['country', 'check', REIKOKU, '--json'], surroundings)).output);
  assert.equal(checked.country.profile, PROFILE);
  for (const ca of CAS) {
    const { keySpec: key, maxYears } = caGeneration(PROFILE, ca, 1);
    const instant = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;
    const { names } = checked.country;
    const declaration = {
      ...{ format: 'mibun-ca-ceremony/1', profile: PROFILE, names, ca, generation: 1, key },
      notBefore: instant(begin),
      notAfter: instant(new Date(begin.getTime() + maxYears * YEAR_MS)),
      custody: { type: 'pkcs11', token: room.token.token },
      operators: operators.map(({ said }) => said),
      needed: 2,
    };
    writeFileSync(path(`${ca}.json`), JSON.stringify(declaration));
    await made('ceremony', path(`${ca}.json`), '--out', path(`ceremonies/${ca}`), '--execute', ...both);
  }
  return { folder: path('ceremonies'), operators: path('operators.pem'), stranger: stranger.pem, both };
}
