import { join } from 'node:path';
import { fileCustody, type KeyCustody, PkiError, pkcs11Custody } from '@mibun/pki';
import { type CustodyConfig, DEMO_PASSPHRASE } from './custody-config.ts';
import { defineErrors, type Refusal } from './errors/define.ts';
import type { Random } from './random.ts';

export const custodyErrors = defineErrors('platform', {
  CUSTODY_UNAVAILABLE: {
    status: 503,
    title: {
      ja: '電子署名の鍵を預かる装置に、今つながりません。',
      en: 'The device that keeps the signing keys cannot be reached at the moment.',
    },
    next: {
      ja: '手続きは途中まで記録されています。少し待ってから、同じ操作をもう一度行ってください。続きから再開します。',
      en: 'Wait a moment and do the same again; what was begun is on record and goes on from there.',
    },
  },
});

/** The refusal for a key custody that is away; undefined for any other error. The same request may be made again. */
export function custodyRefusal(error: unknown): Refusal | undefined {
  return error instanceof PkiError && error.code === 'custody-unavailable'
    ? custodyErrors.CUSTODY_UNAVAILABLE({ privateDetail: error.message })
    : undefined;
}

/** Opens key custody without touching a key; whether it answers shows at the first use. */
export function openCustody(
  config: CustodyConfig,
  { dataDirectory, random }: { readonly dataDirectory: string; readonly random: Random },
): KeyCustody {
  if (config.type === 'pkcs11') return pkcs11Custody({ ...config, random: random.bytes });
  const directory = join(dataDirectory, 'keys');
  return fileCustody({ directory, passphrase: config.passphrase, random: random.bytes });
}

/** What has to be said at every start; undefined when nothing has. */
export function custodyWarning(config: CustodyConfig): string | undefined {
  if (config.type !== 'file') return undefined;
  const sealed =
    config.passphrase === DEMO_PASSPHRASE
      ? 'sealed with the public demo passphrase'
      : 'sealed with a passphrase that this process knows';
  return `keys are kept in files ${sealed}: not for production (MIBUN_CUSTODY=pkcs11 uses an HSM)`;
}
