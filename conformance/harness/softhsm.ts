import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './programs.ts';

// A SoftHSM of its own: configuration, tokens and PIN file lie in one passing folder. Debian package: softhsm2.

export const SOFTHSM_MODULE = '/usr/lib/softhsm/libsofthsm2.so';

export interface SoftHsmToken {
  readonly token: string;
  readonly pinFile: string;
  /** As if the HSM were unplugged: the objects of the token are out of reach of every process. */
  unplug(): void;
  plugIn(): void;
}

export interface SoftHsm {
  readonly module: string;
  /** SOFTHSM2_CONF, for programs that are started; this process has it already. */
  readonly env: Readonly<Record<string, string>>;
  makeToken(label: string): Promise<SoftHsmToken>;
  stop(): void;
}

const PIN = '482913';

export function startSoftHsm(): SoftHsm {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-softhsm-'));
  const tokens = mkdtempSync(join(folder, 'tokens-'));
  const away = mkdtempSync(join(folder, 'away-'));
  const configuration = join(folder, 'softhsm2.conf');
  writeFileSync(
    configuration,
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const pinFile = join(folder, 'pin');
  writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
  process.env.SOFTHSM2_CONF = configuration;
  return {
    module: SOFTHSM_MODULE,
    env: { SOFTHSM2_CONF: configuration },
    async makeToken(label) {
      const before = readdirSync(tokens);
      const pins = ['--pin', PIN, '--so-pin', '77777777'];
      const made = await runProgram('softhsm2-util', ['--init-token', '--free', '--label', label, ...pins]);
      if (made.status !== 0) throw new Error(`softhsm2-util: ${made.everything}`);
      const name = readdirSync(tokens).find((candidate) => !before.includes(candidate)) ?? '';
      return {
        token: label,
        pinFile,
        unplug: () => renameSync(join(tokens, name), join(away, name)),
        plugIn: () => renameSync(join(away, name), join(tokens, name)),
      };
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
