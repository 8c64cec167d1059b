import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProgram } from './programs.ts';
import { SOFTHSM_MODULE } from './softhsm.ts';

const SOURCE = join(import.meta.dirname, 'pkcs11-faults.c');

/** A PKCS #11 library before SoftHSM that fails once, in the way it is told. See pkcs11-faults.c. Debian package: gcc. */
export interface FaultyHsm {
  readonly module: string;
  /** The next call of `what` fails: by a CKR_ value, by `abort`, `hang`, or by doing its work and losing the answer. */
  failOnce(what: string, how: number | 'abort' | 'hang' | 'lose'): void;
  /** Whether the fault that was told has happened. */
  happened(): boolean;
  logins(): number;
}

export async function buildFaultyHsm(folder: string): Promise<FaultyHsm> {
  const module = join(folder, 'faulty.so');
  const [fault, logins] = [join(folder, 'fault'), join(folder, 'logins')];
  const headers = join(dirname(createRequire(import.meta.url).resolve('pkcs11js')), 'includes/pkcs11');
  const built = await runProgram('gcc', ['-shared', '-fPIC', '-I', headers, '-o', module, SOURCE, '-ldl']);
  if (built.status !== 0) throw new Error(`gcc: ${built.everything}`);
  Object.assign(process.env, {
    MIBUN_FAULT: fault,
    MIBUN_FAULT_LOGINS: logins,
    MIBUN_FAULT_MODULE: SOFTHSM_MODULE,
  });
  rmSync(logins, { force: true });
  return {
    module,
    failOnce: (what, how) => writeFileSync(fault, `${what} ${how}`),
    happened: () => !existsSync(fault),
    logins: () => (existsSync(logins) ? readFileSync(logins, 'utf8').split('\n').length - 1 : 0),
  };
}
